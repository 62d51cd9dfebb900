"""Il registro di ciò che è pubblicato ha una riga che non è sua.

I file di pubblicato/ li scrive «vetro record». Corretti a mano, o uniti da due rami, non dicono più che
cosa è stato pubblicato.

Va bene, nel file pubblicato/2025-2026.txt::

    # ancora niente

Non va bene, nel file pubblicato/2025-2026.txt::

    piano/titolo: Piano di prova
"""

CODE = "E705"
