"""Ore e minuti non sono tra virgolette.

Senza virgolette molti programmi leggono «30:30» come un numero in base 60, e quando salvano il file
scrivono 1830. Dove la prima cifra è zero, come in «08:00», non succede.

Va bene, in un indicatore::

    unita: h
    condizione: almeno
    stato: {2024: 08:00}
    target: {2025: "30:30"}

Non va bene, in un indicatore::

    unita: h
    condizione: almeno
    stato: {2024: 08:00}
    target: {2025: 30:30}
"""

CODE = "E312"
