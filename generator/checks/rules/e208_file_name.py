"""Il codice non è il nome del file, o gli anni non sono il nome della cartella.

Un obiettivo si trova dal nome del suo file: 01_01_OS01 sta in 01_01_OS01.yml. Il piano degli anni dal 2025
al 2026 sta nella cartella 2025-2026.

Va bene, in un obiettivo::

    codice: 01_01_OS01

Non va bene, in un obiettivo::

    codice: 01_01_OS02
"""

CODE = "E208"
