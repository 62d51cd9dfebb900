"""Lo stato della pagina manca, o non esiste.

Gli stati sono cinque: «in allestimento», «pubblicato in parte», «pubblicato», «nulla da pubblicare», «non
applicabile». Chi legge deve sapere se non trova niente perché non c'è niente, o perché manca ancora.

Va bene, in una pagina di Amministrazione Trasparente::

    stato: in allestimento

Non va bene, in una pagina di Amministrazione Trasparente::

    stato: ok
"""

CODE = "E603"
