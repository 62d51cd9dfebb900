"""L'anno non è tra quelli del piano.

I traguardi sono degli anni del piano, che sono scritti in piano.yml; il valore di partenza è di un anno
prima. Tra parentesi graffe la virgola divide due valori: `{2025: 9,85}` va scritto `{2025: "9,85"}`.

Va bene, in un indicatore::

    target: {2025: 8, 2026: 9}

Non va bene, in un indicatore::

    target: {2025: 8, 2036: 9}
"""

CODE = "E210"
