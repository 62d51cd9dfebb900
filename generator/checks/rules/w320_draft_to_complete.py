"""Alla bozza di un piano manca l'atto che lo approva, o il documento.

Finché il piano è una bozza è giusto che manchino: l'avviso li elenca con il resto che una persona deve dare.
Scritti l'atto e il documento sparisce, e allora si toglie anche `bozza`. Un ente che pubblica il piano senza
il documento lo accetta in `eccezioni`.

Va bene, in piano.yml::

    bozza: true
    atto_approvazione: Deliberazione n. 3 del 29/01/2026

Non va bene, in piano.yml::

    bozza: true
    atto_approvazione: ""
"""

CODE = "W320"
