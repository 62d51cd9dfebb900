"""Il valore è di un altro genere rispetto all'unità.

Se l'unità è «data» il valore è una data, se è «sì/no» è sì oppure no. Se il valore manca si scrive n.d.

Va bene, in un indicatore::

    unita: gg
    condizione: al massimo
    target: {2025: 4}

Non va bene, in un indicatore::

    unita: gg
    condizione: al massimo
    target: {2025: 4%}
"""

CODE = "E303"
