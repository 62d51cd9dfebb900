"""C'è un rimando, un'ancora, un'etichetta o un secondo documento YAML.

Un testo che comincia con «*», «&» o «!» per YAML è un comando, e il testo andrebbe perduto. Tra virgolette
resta un testo. In un file sta un documento solo: «---» in mezzo al file ne aprirebbe un altro.

Va bene, in un obiettivo::

    note: ["*vedi la delibera"]

Non va bene, in un obiettivo::

    note: [*vedi]
"""

CODE = "E105"
