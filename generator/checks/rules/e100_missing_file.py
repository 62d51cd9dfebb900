"""Un file del piano manca, o non si può leggere.

Un piano è completo con piano.yml e almeno un obiettivo. I registri (ambiti.yml, uffici.yml, missioni.yml) ci
sono solo se il piano li ha.

Va bene, nel file piano.yml::

    ente:
      nome: Comune di Vattelapesca
    titolo: Piano di prova
    anni: [2025, 2026]
    anno_base: 2024

Non va bene, senza il file piano.yml::

    # il file non c'è
"""

CODE = "E100"
