"""Un obiettivo, un indicatore o un traguardo si è aggiunto al piano dopo la pubblicazione.

Un traguardo scritto quando l'anno è a metà non è quello che era stato promesso: la revisione dice quale atto
lo ha aggiunto, e quando.

Va bene, in un indicatore, prima e dopo la pubblicazione::

    target: {2025: 8}
    ---
    target: {2025: 8}
    verifica: Verbali delle aperture

Non va bene, in un indicatore, prima e dopo la pubblicazione::

    target: {2025: 8}
    ---
    target: {2025: 8, 2026: 9}
"""

CODE = "E703"
