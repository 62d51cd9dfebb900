"""Il valore non si legge.

Un valore è un numero, una percentuale, un importo, una data, sì o no, oppure n.d. Le spiegazioni vanno
nella formula o nelle note.

Va bene, in un indicatore::

    target: {2025: 8}

Non va bene, in un indicatore::

    target: {2025: circa 8}
"""

CODE = "E304"
