"""L'eccezione non è scritta bene.

In `eccezioni` si scrivono il codice di un avviso e il motivo per cui lo si accetta. Gli errori si
correggono; si possono accettare solo E306, E309 ed E313, dove può sbagliare l'atto o la regola, e quelli
sui dati personali (da E501).

Va bene, in un indicatore::

    condizione:
    eccezioni: {W314: manca anche nel documento approvato}

Non va bene, in un indicatore::

    condizione:
    eccezioni: {W314: }
"""

CODE = "E213"
