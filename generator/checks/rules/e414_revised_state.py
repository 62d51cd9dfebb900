"""Una revisione dice di un obiettivo o di un indicatore qualcosa che non vuol dire nulla.

Di un obiettivo o di un indicatore intero si dice «stralciato», «sospeso», «ripreso» o «aggiunto»; di un
obiettivo anche `{sostituito da: [CODICI]}`. Tutto il resto sono campi: `target`, `condizione`, `peso`.

Va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01: stralciato

Non va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01: eliminato
"""

CODE = "E414"
