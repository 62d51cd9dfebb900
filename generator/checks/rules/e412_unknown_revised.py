"""Una revisione cambia un obiettivo, un indicatore o un ufficio che non c'è nel piano.

Quasi sempre il codice o l'id ha una lettera sbagliata. Ciò che l'atto aggiunge ha il suo file in obiettivi/,
o il suo posto tra gli indicatori di un obiettivo, e nella revisione si scrive «aggiunto».

Va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {target: {2026: 12}}

Non va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desck: {target: {2026: 12}}
"""

CODE = "E412"
