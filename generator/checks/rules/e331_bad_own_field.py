"""Un campo dell'ente non è dichiarato bene in piano.yml.

In `campi` ogni campo dice di che cosa è (`obiettivo` o `indicatore`) e che cosa contiene: da lì vengono i
controlli, le pagine e le colonne dei dati aperti.

Va bene, in piano.yml::

    campi:
      - id: portatori
        etichetta: Portatori di interesse
        di: obiettivo
        tipo: elenco

Non va bene, in piano.yml::

    campi:
      - id: portatori
        etichetta: Portatori di interesse
        di: obiettivi
        tipo: elenco
"""

CODE = "E331"
