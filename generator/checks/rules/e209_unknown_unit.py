"""L'unità di misura non è tra quelle note.

Dall'unità dipende come si leggono i valori: {unità}. Quello che si conta (imprese,
pagine, giorni di formazione) sta nella formula.

Va bene, in un indicatore::

    unita: gg

Non va bene, in un indicatore::

    unita: giornate
"""

CODE = "E209"
