"""Su una lettera ci sono troppi accenti, o altri segni.

Un accento scritto come segno a parte si mette sulla lettera che precede. Una lettera ne ha uno, al più
qualcuno; decine vengono da chi vuole coprire il testo, e a migliaia bloccano il controllo.

Va bene, in un obiettivo::

    titolo: La città

Non va bene, in un obiettivo::

    titolo: "La citta\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\
      \\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\
      \\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301"
"""

CODE = "E114"
