"""Una revisione non cambia nulla, in tutto o in una riga.

Una riga uguale al piano di prima è quasi sempre un valore copiato senza correggerlo, o l'anno sbagliato.
Nell'esempio il traguardo di desk era 8 nel 2025 e 9 nel 2026.

Va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {target: {2026: 12}}

Non va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {target: {2025: 8, 2026: 12}}
"""

CODE = "E415"
