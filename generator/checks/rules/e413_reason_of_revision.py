"""Il motivo di una revisione non dice perché il piano è cambiato.

Chi legge trova il traguardo di prima e quello nuovo, e ha diritto di sapere perché: il motivo è quello che
dà l'atto, in poche parole.

Va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {target: {2026: 12}}

Non va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: sì
    01_01_OS01:
      desk: {target: {2026: 12}}
"""

CODE = "E413"
