"""La pagina di Amministrazione Trasparente non dice il motivo.

Chi legge «non applicabile» deve poter capire perché; e una voce che l'ente ha aggiunto a quelle della legge
deve dire perché c'è. Un file nella cartella senza `stato` non è una voce, ma un allegato.

Va bene, in una pagina di Amministrazione Trasparente::

    stato: non applicabile
    motivo: l'ente non ha società partecipate
    verificato: 2025-06-30
    ufficio: Segreteria generale

Non va bene, in una pagina di Amministrazione Trasparente::

    stato: non applicabile
    verificato: 2025-06-30
    ufficio: Segreteria generale
"""

CODE = "E611"
