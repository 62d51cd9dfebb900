"""Un programma ha riscritto il file, e ha cambiato i valori.

Chi apre un file del piano con un programma che non conosce le sue regole, e lo salva, ne cambia i valori
senza vederlo: «12.000» diventa 12, «30:30» (ore e minuti) 1830, «no» false, il codice «01_01» 65. Si
rimette il file di prima, dalla storia del repository, e si rifà la modifica a mano.

Va bene, in un indicatore::

    unita: sì/no
    condizione: pari a
    stato: {2024: no}
    target: {2025: sì}

Non va bene, in un indicatore::

    unita: sì/no
    condizione: pari a
    stato: {2024: false}
    target: {2025: sì}
"""

CODE = "E311"
