"""C'è un carattere che somiglia a un altro e non vale come quello.

Un copia e incolla da un documento o da una pagina porta con sé spazi che non si possono spezzare, lineette al
posto del segno meno, virgolette curve, punti elenco, due punti a larghezza intera. Si vedono quasi uguali a
quelli della tastiera, ma YAML e i numeri vogliono quelli della tastiera. Nei testi vanno bene.

Va bene, in un indicatore::

    target: {2025: -8}

Non va bene, in un indicatore::

    target: {2025: –8}
"""

CODE = "E112"
