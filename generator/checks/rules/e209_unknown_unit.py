"""L'unità di misura è scritta male.

Dall'unità dipende come si leggono i valori. Quelle note sono {unità}; ogni altra
(kWh, mq, punti su 5) è l'unità di un numero. Quello che si conta (imprese, pagine) sta nella formula. Senza
«unita» la dicono i valori.

Va bene, in un indicatore::

    unita: gg

Va bene, in un indicatore::

    unita: kWh

Non va bene, in un indicatore::

    unita: giorno
"""

CODE = "E209"
