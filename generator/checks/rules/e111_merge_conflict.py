"""Ci sono due versioni delle stesse righe.

Due persone hanno cambiato le stesse righe e Git le ha messe tutte e due nel file, tra le righe «<<<<<<<»,
«=======» e «>>>>>>>». Tenere la versione giusta e togliere l'altra, con quelle tre righe.

Va bene, in un obiettivo::

    titolo: Sportello per le imprese

Non va bene, in un obiettivo::

    <<<<<<< HEAD
    titolo: Sportello per le imprese
    =======
    titolo: Sportello unico per le imprese
    >>>>>>> ufficio
"""

CODE = "E111"
