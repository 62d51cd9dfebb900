"""Un campo in cima alla pagina ha un valore che non vuol dire niente.

Per alcuni campi i valori sono contati: `template` può essere solo `home.html`, il modello della pagina
iniziale; `elenco` solo `albero`; `search` solo `{exclude: true}`, per togliere la pagina dalla ricerca. Un
altro modello farebbe una pagina che porta altrove, o nessuna pagina.

Va bene, nel file content/prova.md::

    ---
    title: Prova
    search: {exclude: true}
    ---

Non va bene, nel file content/prova.md::

    ---
    title: Prova
    template: redirect.html
    ---
"""

CODE = "E608"
