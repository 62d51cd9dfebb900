"""Il giorno della verifica non è un giorno, o manca dove la pagina dice che non c'è nulla.

«Nulla da pubblicare» e «non applicabile» valgono a una data: senza, nessuno sa se è ancora così (ANAC,
delibera 1310/2016).

Va bene, in una pagina di Amministrazione Trasparente::

    stato: nulla da pubblicare
    verificato: 2025-06-30
    ufficio: Segreteria generale

Non va bene, in una pagina di Amministrazione Trasparente::

    stato: nulla da pubblicare
    ufficio: Segreteria generale
"""

CODE = "E604"
