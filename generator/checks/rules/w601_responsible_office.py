"""Nessun ufficio risponde della pagina.

Chi pubblica qualcosa, o dice che non c'è niente da pubblicare, lo fa per conto di un ufficio (D.Lgs. 33/2013,
art. 10, c. 1). Se l'ente non lo ha ancora deciso, la pagina lo dice da sé: «non ancora indicato».

Va bene, in una pagina di Amministrazione Trasparente::

    stato: pubblicato
    verificato: 2025-06-30
    ufficio: Segreteria generale

Non va bene, in una pagina di Amministrazione Trasparente::

    stato: pubblicato
    verificato: 2025-06-30
"""

CODE = "W601"
