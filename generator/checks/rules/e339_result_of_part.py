"""Di un indicatore con fasi, o con un traguardo per ufficio, il risultato non è scritto per parti.

Si scrive il risultato di ogni fase (con il suo id, o il suo numero), o di ogni ufficio. Ciò che non si sa
si lascia fuori: non vuol dire zero.

Va bene, nel file rilevazioni/2025-12-31.yml, dove desk ha due fasi::

    01_01_OS01:
      desk: {fasi: {1: 15/03/2025, 2: 20/09/2025}}

Non va bene, nel file rilevazioni/2025-12-31.yml, dove desk ha due fasi::

    01_01_OS01:
      desk: 15/03/2025
"""

CODE = "E339"
