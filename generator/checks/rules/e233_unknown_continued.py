"""L'obiettivo o l'indicatore continua qualcosa che non c'è in un piano precedente.

Con «continua» le pagine di un piano portano a quelle del piano di prima, e un indicatore mostra tutti i suoi
anni. Se manca, un obiettivo continua quello con lo stesso codice, un indicatore quello con lo stesso id; chi
non continua niente lo dice con «nessuno».

Va bene, in un obiettivo::

    continua: nessuno

Non va bene, in un obiettivo::

    continua: 2022-2024/01_01_OS01
"""

CODE = "E233"
