"""Il campo ha una forma diversa da quella che deve avere.

Dove ci vuole un elenco c'è un testo solo, o al posto di un testo c'è un gruppo di campi.

Va bene, in un obiettivo::

    uffici: [sportello]

Non va bene, in un obiettivo::

    uffici: sportello
"""

CODE = "E203"
