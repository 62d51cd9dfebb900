"""Il nome di un file ha gli accenti staccati dalle lettere.

Alcuni computer scrivono «à» come due segni, la lettera e l'accento: si vede uguale, ma un collegamento
scritto con la lettera accentata non trova il file. Un nome senza accenti va bene ovunque.

Va bene, nel file content/prova.md::

    Una pagina.

Non va bene, nel file content/attività.md::

    Una pagina.
"""

CODE = "E215"
