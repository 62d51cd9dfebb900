"""I traguardi per ufficio di un indicatore non sono scritti bene.

Sotto ogni ufficio sta il suo traguardo; se manca vale quello dell'indicatore. «aggregazione» dice come si
riuniscono: la somma dei valori, la media dei gradi (se il campo manca) o il grado peggiore. Percentuali,
date e parole non si sommano, e dove si somma ogni ufficio ha il suo traguardo. Un indicatore ha fasi o
uffici, non tutti e due.

Va bene, in un indicatore::

    per_ufficio:
      sportello: {target: {2025: 5}}
      ragioneria: {target: {2025: 3}}
    aggregazione: somma

Non va bene, in un indicatore::

    per_ufficio:
      sportello: 5
      ragioneria: 3
    aggregazione: totale
"""

CODE = "E341"
