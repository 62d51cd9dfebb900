"""Il giorno di un traguardo non è nel suo anno.

Un traguardo vale alla fine dell'anno. Se il documento fissa un giorno prima, lo dice `entro`, che è un giorno
di quell'anno. Un traguardo che è una data lo dice da sé.

Va bene, in un indicatore::

    target: {2025: {valore: 8, entro: 30/06/2025}}

Non va bene, in un indicatore::

    target: {2025: {valore: 8, entro: 30/06/2026}}
"""

CODE = "E336"
