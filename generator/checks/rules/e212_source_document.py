"""Il documento approvato manca, o è cambiato.

Il documento è pubblicato insieme al piano, con la sua impronta SHA-256: chi legge può verificare che è
quello approvato.

Va bene, in piano.yml::

    atto_approvazione: ""

Non va bene, in piano.yml::

    documento:
      titolo: Il piano di prova
      file: fonti/altro.txt
      sha256: 0000000000000000000000000000000000000000000000000000000000000000
"""

CODE = "E212"
