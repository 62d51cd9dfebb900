"""Il peso non è scritto come vuole il piano.

Il peso è la parte che l'indicatore ha nel risultato dell'obiettivo: una percentuale tra 0 e 100 o, dove
piano.yml dice `pesi: punti`, un numero sopra lo zero. Con `pesi: uguali` non ci sono pesi.

Va bene, in un indicatore::

    peso: 100%

Non va bene, in un indicatore::

    peso: 0%
"""

CODE = "E305"
