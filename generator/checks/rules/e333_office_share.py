"""La quota di un ufficio non è una percentuale tra 0 e 100, o le quote sono più di 100.

La quota è la parte del lavoro che tocca a un ufficio, nell'obiettivo o nell'indicatore: insieme non possono
essere più dell'intero. Ognuna può essere arrotondata, e si tollera mezza unità della sua ultima cifra.

Va bene, in un obiettivo::

    uffici:
      - {id: sportello, ruolo: capofila, quota: 60%}
      - {id: ragioneria, quota: 40%}

Non va bene, in un obiettivo::

    uffici:
      - {id: sportello, ruolo: capofila, quota: 60%}
      - {id: ragioneria, quota: 50%}
"""

CODE = "E333"
