"""L'obiettivo non ha indicatori, e nessun altro ne fa parte.

Senza indicatori nessuno saprà se l'obiettivo è raggiunto. Se l'atto dice così, lo si accetta in `eccezioni`.

Va bene, in un obiettivo::

    codice: 01_01_OS01
    eccezioni: {}

Non va bene, nel file obiettivi/01_02_OP09.yml::

    codice: 01_02_OP09
    titolo: Da scrivere
"""

CODE = "W321"
