"""Un traguardo intermedio è di un giorno che non può averlo.

Il giorno si scrive come 2025-06-30, è in un anno del piano che ha un traguardo, e viene prima di quello.

Va bene, in un indicatore::

    target: {2025: 8, 2026: 9}
    traguardi_intermedi: {2025-06-30: 5}

Non va bene, in un indicatore::

    target: {2025: 8, 2026: 9}
    traguardi_intermedi: {2025-12-31: 5}
"""

CODE = "E335"
