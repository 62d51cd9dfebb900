"""Il valore rilevato non si può confrontare con il traguardo.

Un numero non si confronta con una percentuale, e un fatto futuro non è un risultato. «non ancora» si dice
solo di una data: il fatto non era ancora avvenuto.

Va bene, nel file rilevazioni/2025-06-30.yml::

    01_02_OP01:
      approvazione: non ancora

Non va bene, nel file rilevazioni/2025-06-30.yml::

    01_02_OP01:
      approvazione: 15/12/2025
"""

CODE = "E404"
