"""Il numero è scritto all'inglese.

In italiano la virgola separa i decimali e il punto le migliaia: «1.5» non si può leggere con certezza.

Va bene, in un indicatore::

    target: {2025: "9,5"}

Va bene, in un indicatore::

    stato: {2024: 1.150}
    target: {2025: 1.250}

Non va bene, in un indicatore::

    target: {2025: 9.5}
"""

CODE = "E301"
