"""Manca un campo obbligatorio, o è vuoto.

Il messaggio dice che cosa ci va, e quali campi ci sono già.

Va bene, in un indicatore::

    nome: Desk

Non va bene, in un indicatore::

    nome:
"""

CODE = "E202"
