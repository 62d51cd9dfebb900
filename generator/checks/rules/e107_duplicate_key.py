"""La stessa chiave è scritta due volte nello stesso gruppo.

Dei due valori ne resterebbe uno solo, e non si saprebbe quale.

Va bene, in un indicatore::

    unita: n.

Non va bene, in un indicatore::

    unita: n.
    unita: gg
"""

CODE = "E107"
