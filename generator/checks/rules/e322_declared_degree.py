"""Il grado dichiarato non si capisce.

Chi valuta può dichiarare il grado, con «grado_dichiarato», o l'esito, con «esito». Un grado oltre il 100% si
scrive com'è nella relazione: la pagina lo mostra, e conta fino al massimo del metodo. Di un numero, di una
data, di un sì/no il grado si calcola, e quello dichiarato gli sta accanto. Di un testo, di una scala quando
il traguardo non è raggiunto, o dove manca la condizione, conta quello dichiarato.

Va bene, nel file rilevazioni/2025-12-31.yml, dove il traguardo di desk è un testo::

    01_01_OS01:
      desk: {valore: protocollo firmato, grado_dichiarato: 100%}

Non va bene, nel file rilevazioni/2025-12-31.yml, dove il traguardo di desk è un testo::

    01_01_OS01:
      desk: {valore: protocollo firmato, esito: parzialmente raggiunto}
"""

CODE = "E322"
