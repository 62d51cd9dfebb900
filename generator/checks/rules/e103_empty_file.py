"""Il file è vuoto, o contiene solo commenti.

Un file vuoto è quasi sempre un salvataggio andato male.

Va bene, nel file ambiti.yml::

    - codice: 01_01
      nome: Servizi alle imprese
    - codice: 01_02
      nome: Funzionamento

Non va bene, nel file ambiti.yml::

    # da completare
"""

CODE = "E103"
