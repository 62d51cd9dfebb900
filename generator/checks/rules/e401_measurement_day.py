"""Il file di una rilevazione non prende il nome da un giorno del piano.

Il nome è il giorno a cui i valori si riferiscono: da lì viene il confronto con quanto era atteso quel giorno.

Va bene, nel file rilevazioni/2025-06-30.yml::

    01_01_OS01:
      desk: 4

Non va bene, nel file rilevazioni/giugno.yml::

    01_01_OS01:
      desk: 4
"""

CODE = "E401"
