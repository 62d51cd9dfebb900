"""Il grado dichiarato non va qui, o non si capisce.

Il grado di un numero, di una data, di un sì/no si calcola. Di un testo, e di una scala quando il traguardo
non è raggiunto, lo dichiara chi valuta: con «grado_dichiarato», o con «esito» se è raggiunto o non
raggiunto.

Va bene, nel file rilevazioni/2025-12-31.yml, dove il traguardo di desk è un testo::

    01_01_OS01:
      desk: {valore: protocollo firmato, grado_dichiarato: 80%}

Non va bene, nel file rilevazioni/2025-12-31.yml::

    01_01_OS01:
      desk: {valore: 9, grado_dichiarato: 80%}
"""

CODE = "E322"
