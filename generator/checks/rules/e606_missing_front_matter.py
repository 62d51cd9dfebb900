"""La pagina di Amministrazione Trasparente non ha un'intestazione.

Etichetta, riferimento, stato, ufficio e data stanno in cima alla pagina, una riga ciascuno, tra due righe
fatte di tre trattini. Un testo senza intestazione non dice che cosa pubblica, né per conto di chi.

Va bene, in una pagina di Amministrazione Trasparente::

    stato: in allestimento

Non va bene, nel file content/amministrazione-trasparente/personale/oiv.md::

    # OIV

    L'organismo indipendente di valutazione.
"""

CODE = "E606"
