"""La data non esiste.

Nessun calendario ha il 31 giugno, e nessun piano parla dell'anno 205.

Va bene, in un indicatore::

    unita: data
    condizione: entro
    stato: {2024: n.d.}
    target: {2025: 30/06/2025}

Non va bene, in un indicatore::

    unita: data
    condizione: entro
    stato: {2024: n.d.}
    target: {2025: 31/06/2025}
"""

CODE = "E302"
