"""Un obiettivo discende da sé stesso.

Il padre di un obiettivo sta sopra di lui, e nessuno dei suoi padri può essere uno dei suoi discendenti: le
pagine ne mostrano l'albero dall'alto.

Va bene, in un obiettivo::

    codice: 01_01_OS01
    padre: ""

Non va bene, in un obiettivo::

    codice: 01_01_OS01
    padre: 01_01_OS01
"""

CODE = "E231"
