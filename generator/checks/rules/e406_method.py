"""Il metodo di valutazione ha una soglia, un andamento, una tolleranza o un esito che non esiste.

Da qui dipende ogni esito del sito: una parola sbagliata non può passare per quella predefinita, e un esito
non può chiamarsi come un altro.

Va bene, in piano.yml::

    valutazione:
      soglie:
        raggiunto: 100%
        parzialmente raggiunto: 70%
      andamento:
        Volume: cumulato

Non va bene, in piano.yml::

    valutazione:
      andamento:
        Volume: cumulativo
"""

CODE = "E406"
