"""Un file del piano manca, o non si può leggere.

Un piano è completo con piano.yml, i tre registri (ambiti.yml, uffici.yml, missioni.yml) e almeno un
obiettivo: senza uno di questi le pagine rimanderebbero a qualcosa che non c'è.

Va bene, nel file missioni.yml::

    - codice: 11
      nome: Sviluppo delle imprese
      programmi:
        - codice: 005
          nome: Promozione

Non va bene, senza il file missioni.yml::

    # il file non c'è
"""

CODE = "E100"
