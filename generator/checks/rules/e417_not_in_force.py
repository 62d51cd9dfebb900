"""Una revisione cambia ciò che non è più in vigore, o aggiunge ciò che c'era già.

Un obiettivo stralciato, sospeso o sostituito non ha più traguardi da cambiare: se l'atto lo rimette in
vigore, prima si scrive «ripreso».

Va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {target: {2026: 12}}

Non va bene, nel file revisioni/2026-02-28.yml, dopo lo stralcio di 01_01_OS01 il 31/07/2025::

    atto: Deliberazione n. 3 del 28/02/2026
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {target: {2026: 12}}
"""

CODE = "E417"
