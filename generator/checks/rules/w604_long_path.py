"""Il percorso di un file è più lungo di 150 caratteri.

Windows ammette 260 caratteri con tutte le cartelle che stanno sopra: con un percorso così lungo c'è chi non
riesce a scaricare il progetto, o a copiare il sito. L'indirizzo della pagina, lungo altrettanto, si spezza
nelle lettere e nei messaggi di posta.

Va bene, nel file content/bandi/2025.md::

    Una pagina.

Non va bene, nel file content/bandi/bando-per-l-assegnazione-di-contributi-alle-imprese-della-circoscrizione\
-territoriale-che-investono-nella-formazione-del-personale-anno-2025.md::

    Una pagina.
"""

CODE = "W604"
