"""Il verso non esiste, o contraddice la condizione.

Il verso dice se il valore deve aumentare o diminuire, dove il documento non dà una condizione. Con «almeno» e
«più di» deve aumentare, con «al massimo» e «meno di» diminuire.

Va bene, in un indicatore::

    condizione:
    verso: aumenta

Non va bene, in un indicatore::

    condizione: almeno
    verso: diminuisce
"""

CODE = "E323"
