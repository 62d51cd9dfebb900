"""Si rileva un obiettivo o un indicatore che non c'è nel piano.

Il valore non comparirebbe in nessuna pagina: quasi sempre il codice o l'id ha una lettera sbagliata.

Va bene, nel file rilevazioni/2025-06-30.yml::

    01_01_OS01:
      desk: 4

Non va bene, nel file rilevazioni/2025-06-30.yml::

    01_01_OS01:
      desck: 4
"""

CODE = "E402"
