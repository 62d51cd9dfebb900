"""La condizione non esiste.

Le condizioni sono quattro: «almeno» (≥), «al massimo» (≤), «pari a» (=), «entro» (una data). Si accettano
anche i segni del documento, tra virgolette.

Va bene, in un indicatore::

    condizione: almeno

Va bene, in un indicatore::

    condizione: ">="

Non va bene, in un indicatore::

    condizione: minimo
"""

CODE = "E204"
