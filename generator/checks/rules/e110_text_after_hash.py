"""Dopo un testo c'è un «#», e quello che segue non si legge.

Per YAML uno spazio e un «#» aprono un commento: di «Determina #45» resterebbe «Determina». Tra virgolette il
testo resta intero. Un commento vero si scrive su una riga a parte; dopo numeri, date, codici e condizioni può
stare anche sulla stessa riga.

Va bene, in un obiettivo::

    # come nel documento
    titolo: "Sportello unico #impresa"

Non va bene, in un obiettivo::

    titolo: Sportello unico #impresa
"""

CODE = "E110"
