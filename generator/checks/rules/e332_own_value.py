"""Il valore di un campo dell'ente non è del tipo dichiarato in piano.yml.

Un numero, un importo o una data si scrivono come i valori degli indicatori; un collegamento porta a un
indirizzo che comincia con «https://» o a una pagina di questo sito; la voce di un elenco non ha punti e
virgola, che nei dati aperti la dividerebbero.

Va bene, in un obiettivo, dove «scheda» è un collegamento::

    campi:
      scheda: https://www.esempio.it/scheda.pdf

Non va bene, in un obiettivo, dove «scheda» è un collegamento::

    campi:
      scheda: scheda.pdf su richiesta
"""

CODE = "E332"
