"""Manca il riferimento normativo, o ogni quanto la pagina si aggiorna.

Sono la ragione della pagina e la promessa che fa: senza, chi legge non può chiederne conto. `vetro new
albero` li scrive come stanno nell'albero di legge.

Va bene, in una pagina di Amministrazione Trasparente::

    riferimento: D.Lgs. 33/2013, art. 10, c. 8, lett. c)
    aggiornamento: tempestivo

Non va bene, in una pagina di Amministrazione Trasparente::

    riferimento:
"""

CODE = "E605"
