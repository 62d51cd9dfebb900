"""La scala non è scritta bene.

Una scala ha due o più parole, ciascuna una volta, dalla più bassa alla più alta. Il traguardo, il valore di
partenza e i risultati sono parole della scala; l'unità può mancare, o essere il testo del documento.

Va bene, in un indicatore::

    unita: Alto - Medio - Basso
    scala: [Basso, Medio, Alto]
    condizione: almeno
    stato: {2024: Medio}
    target: {2025: Alto}

Non va bene, in un indicatore::

    unita: Alto - Medio - Basso
    scala: [Alto]
    stato: {2024: Alto}
    target: {2025: Alto}
"""

CODE = "E324"
