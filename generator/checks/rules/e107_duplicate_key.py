"""La stessa chiave è scritta due volte nello stesso gruppo.

Dei due valori ne resterebbe uno solo, e non si saprebbe quale. Se si ripetono più campi di una voce di un
elenco, di solito lì comincia un'altra voce, e se ne è persa la prima riga o il trattino.

Va bene, in un indicatore::

    unita: n.

Non va bene, in un indicatore::

    unita: n.
    unita: gg
"""

CODE = "E107"
