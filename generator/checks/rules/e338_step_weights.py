"""I pesi delle fasi di un indicatore non tornano.

Le fasi hanno un peso tutte o nessuna. In percentuale sommano a 100, a meno degli arrotondamenti: mezza unità
dell'ultima cifra di ciascuna; senza «%» sono punti, e conta la parte nella somma.

Va bene, in un indicatore::

    fasi:
      - {nome: Avviso pubblicato, entro: 31/03/2025, peso: 40%}
      - {nome: Graduatoria, entro: 30/09/2025, peso: 60%}

Non va bene, in un indicatore::

    fasi:
      - {nome: Avviso pubblicato, entro: 31/03/2025, peso: 40%}
      - {nome: Graduatoria, entro: 30/09/2025, peso: 50%}
"""

CODE = "E338"
