"""Un'eccezione non serve più.

Quello che si era accettato è stato corretto, o l'eccezione è nel posto sbagliato: lasciarla nasconderebbe il
prossimo errore dello stesso genere.

Va bene, in un indicatore::

    condizione:
    eccezioni: {W314: manca anche nel documento approvato}

Non va bene, in un indicatore::

    condizione: almeno
    eccezioni: {W314: manca anche nel documento approvato}
"""

CODE = "W390"
