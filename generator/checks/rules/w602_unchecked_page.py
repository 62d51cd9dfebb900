"""Non si sa quando qualcuno ha guardato la pagina.

Una pagina che dice «pubblicato» promette che è così adesso: il giorno dell'ultima verifica dice quanto ci si
può fidare.

Va bene, in una pagina di Amministrazione Trasparente::

    stato: pubblicato
    verificato: 2025-06-30
    ufficio: Segreteria generale

Non va bene, in una pagina di Amministrazione Trasparente::

    stato: pubblicato
    ufficio: Segreteria generale
"""

CODE = "W602"
