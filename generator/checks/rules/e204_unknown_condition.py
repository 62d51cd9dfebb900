"""La condizione non esiste.

Le condizioni sono «almeno» (≥), «al massimo» (≤), «pari a» (=), «entro» (una data), «più di» (>), «meno di»
(<) e «tra» (un minimo e un massimo). Si accettano anche i segni del documento, tra virgolette.

Va bene, in un indicatore::

    condizione: almeno

Va bene, in un indicatore::

    condizione: ">="

Non va bene, in un indicatore::

    condizione: minimo
"""

CODE = "E204"
