"""Qualcosa che era pubblicato è stato cambiato senza dirlo.

Chi ha letto un traguardo, un risultato o un testo deve poterlo ritrovare. Il piano approvato non si riscrive:
un atto che lo cambia è una revisione, un risultato sbagliato ha una rettifica, un errore di trascrizione si
dichiara in novita.yml con «corregge».

Va bene, in un indicatore, prima e dopo la pubblicazione::

    target: {2025: 8}
    ---
    target: {2025: 8}
    note_redazionali: [Da confrontare con il documento]

Non va bene, in un indicatore, prima e dopo la pubblicazione::

    target: {2025: 8}
    ---
    target: {2025: 6}
"""

CODE = "E701"
