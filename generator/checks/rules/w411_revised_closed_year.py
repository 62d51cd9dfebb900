"""Una revisione cambia il traguardo di un anno che era già finito.

L'esito di un anno concluso resta quello dato con il traguardo in vigore fino al 31 dicembre: un traguardo
cambiato dopo si pubblica, ma non lo cambia. Quasi sempre è sbagliato l'anno, o il giorno nel nome del file.

Va bene, nel file revisioni/2026-01-31.yml::

    atto: Deliberazione n. 2 del 31/01/2026
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {target: {2026: 12}}

Non va bene, nel file revisioni/2026-01-31.yml::

    atto: Deliberazione n. 2 del 31/01/2026
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {target: {2025: 12}}
"""

CODE = "W411"
