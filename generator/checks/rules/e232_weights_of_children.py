"""I pesi dei figli di un obiettivo non tornano.

Il grado di un padre è la media di quelli dei figli secondo i pesi: li hanno tutti o nessuno, e sommano a 100.
Se il padre ha anche indicatori suoi, a questi va ciò che manca a 100.

Va bene, in un obiettivo::

    codice: 01_01_OS01

Non va bene, in un obiettivo::

    codice: 01_01_OS01
    padre: 01_02_OP01
    peso: 100%
"""

CODE = "E232"
