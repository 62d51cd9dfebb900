"""Ci sono due versioni dello stesso file.

Un programma di sincronizzazione, o chi ha salvato due volte, ha lasciato una copia accanto al file:
`01_01_OS01 (1).yml`, `01_01_OS01-PC-UFFICIO.yml`, `2025-06-30 - Copia.yml`, `ambiti.yml.bak`. In una delle
due può esserci il lavoro di qualcuno: riportarlo nel file vero, poi togliere la copia.

Va bene, nel file fonti/allegato (1).txt::

    I documenti si chiamano come si vuole.

Non va bene, nel file obiettivi/01_01_OS01 (1).yml::

    codice: 01_01_OS01
"""

CODE = "E214"
