"""Il file non è in UTF-8.

Con un'altra codifica le lettere accentate diventano segni senza senso. Nel programma con cui si scrive,
scegliere «Salva con codifica» e poi «UTF-8» (non «UTF-8 con BOM»). Lo stesso vale per il nome del file, che
si corregge rinominandolo.

Va bene, in un obiettivo::

    titolo: Qualità e responsabilità

Non va bene, in un obiettivo, salvato come Windows-1252::

    titolo: Qualità e responsabilità
"""

CODE = "E102"
