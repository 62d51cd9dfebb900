"""Il registro di ciò che è pubblicato non è come è stato scritto, o manca.

I file di pubblicato/ li scrive «vetro record», e l'ultima riga è l'impronta delle altre. Corretti a mano, o
uniti da due rami, non dicono più che cosa è stato pubblicato.

Va bene, nel file pubblicato/2025-2026.txt::

    # ancora niente
    impronta = e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

Non va bene, nel file pubblicato/2025-2026.txt::

    piano/titolo = Piano di prova
    impronta = e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
"""

CODE = "E705"
