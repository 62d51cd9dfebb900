"""Un file o una cartella ha un nome che Windows riserva a sé.

Windows non può avere un file «con», «prn», «aux», «nul», «com1» o «lpt1», con qualunque finale: in un
computer così il progetto non si scarica e il sito non si genera.

Va bene, nel file content/prova.md::

    Una pagina.

Non va bene, nel file content/con.md::

    Una pagina.
"""

CODE = "E219"
