"""Il peso non è una percentuale tra 0 e 100.

Il peso è la parte che l'indicatore ha nel risultato dell'obiettivo.

Va bene, in un indicatore::

    peso: 100%

Non va bene, in un indicatore::

    peso: 0%
"""

CODE = "E305"
