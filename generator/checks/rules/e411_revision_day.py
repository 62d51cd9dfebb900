"""Una revisione non ha nel nome il giorno dell'atto, o è di un anno fuori dal piano.

Il nome del file dice da quando vale ciò che l'atto cambia: le rilevazioni di prima si valutano con il piano
di prima.

Va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {target: {2026: 12}}

Non va bene, nel file revisioni/luglio.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {target: {2026: 12}}
"""

CODE = "E411"
