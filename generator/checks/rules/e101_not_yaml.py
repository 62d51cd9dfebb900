"""Il file non si legge come YAML.

Di solito è una virgoletta non chiusa, una tabulazione, un rientro che non torna, due punti dentro un
testo senza virgolette, un «>=» senza virgolette. Il messaggio indica il punto e la correzione; corretto
quello, un secondo controllo dirà se ce ne sono altri più avanti.

Va bene, in un indicatore::

    nome: "Progetto: fase 2"

Non va bene, in un indicatore::

    nome: Progetto: fase 2
"""

CODE = "E101"
