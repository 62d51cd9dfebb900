"""Il file è troppo grande, o troppo annidato.

Nessun file del piano supera 1 MB o ha più di 12 livelli di rientro: oltre, è un errore di chi scrive o un
tentativo di bloccare il controllo.

Va bene, in un obiettivo::

    note: [Una nota]

Non va bene, in un obiettivo::

    note: [[[[[[[[[[[[[una nota]]]]]]]]]]]]]
"""

CODE = "E104"
