"""Il titolo non è l'etichetta di legge.

Il monitoraggio nazionale confronta le parole alla lettera: «O.I.V.» al posto di «OIV» non si trova. Dove la
legge ha cambiato un'etichetta vale anche quella di prima: il sito le mostra tutte e due.

Va bene, in una pagina di Amministrazione Trasparente::

    title: OIV

Non va bene, in una pagina di Amministrazione Trasparente::

    title: Organismo indipendente di valutazione
"""

CODE = "E602"
