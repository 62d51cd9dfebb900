"""Il campo non esiste.

Un campo con il nome sbagliato non verrebbe letto da nessuno. Il messaggio propone il nome più vicino.

Va bene, in un indicatore::

    formula: Numero di desk aperti

Non va bene, in un indicatore::

    formulla: Numero di desk aperti
"""

CODE = "E201"
