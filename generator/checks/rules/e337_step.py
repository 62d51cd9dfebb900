"""La fase di un indicatore non è scritta bene.

Una fase ha un giorno, in «entro», che cade in un anno del piano; oppure un valore da raggiungere, in
«target», con la sua condizione. Non tutti e due.

Va bene, in un indicatore::

    fasi:
      - {nome: Avviso pubblicato, entro: 31/03/2025}
      - {nome: Domande istruite nei tempi, condizione: almeno, target: {2025: 95%}}

Non va bene, in un indicatore::

    fasi:
      - {nome: Avviso pubblicato}
      - {nome: Graduatoria, entro: 30/06/2031}
"""

CODE = "E337"
