"""Manca una pagina di Amministrazione Trasparente.

L'albero delle sezioni è quello del D.Lgs. 33/2013: il monitoraggio nazionale cerca ogni voce, anche quelle in
cui non c'è niente da pubblicare. `vetro new albero` scrive le pagine che mancano e lascia stare le altre.

Va bene, in una pagina di Amministrazione Trasparente::

    stato: in allestimento

Non va bene, senza il file content/amministrazione-trasparente/personale/oiv.md::

    # il file non c'è
"""

CODE = "E601"
