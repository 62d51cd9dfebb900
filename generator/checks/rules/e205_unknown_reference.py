"""Il campo rimanda a qualcosa che non c'è.

Ambiti, uffici, aree di responsabilità, missioni, tipi e tipologie sono elencati una volta sola, nei loro
file; altrove si scrive il codice. Se la voce è nuova, va prima aggiunta all'elenco.
Finché il file dell'elenco ha un errore suo, si segnala solo quello.

Va bene, in un obiettivo::

    ambito: 01_01

Non va bene, in un obiettivo::

    ambito: 01_09
"""

CODE = "E205"
