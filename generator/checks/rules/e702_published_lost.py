"""Qualcosa che era pubblicato non c'è più.

Un obiettivo che un atto toglie dal piano resta nel sito, con la revisione che lo dice; un indicatore che
cambia nome conserva il suo «id».

Va bene, in un indicatore, prima e dopo la pubblicazione::

    id: desk
    ---
    id: desk
    fonte: Registro dello sportello

Non va bene, in un indicatore, prima e dopo la pubblicazione::

    id: desk
    ---
    id: sportelli
"""

CODE = "E702"
