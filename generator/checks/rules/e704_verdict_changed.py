"""Un esito definitivo è cambiato, e nessun risultato nuovo lo spiega.

L'esito di un anno finito non cambia da sé: se lo fa cambiare un altro metodo, un'altra versione del programma
o la revisione di un atto di allora scritta solo adesso, chi legge deve saperlo.

Va bene, in piano.yml, prima e dopo la pubblicazione, con 6 desk su 8 alla fine del 2025::

    titolo: Piano di prova
    ---
    titolo: Piano di prova

Non va bene, in piano.yml, prima e dopo la pubblicazione, con 6 desk su 8 alla fine del 2025::

    titolo: Piano di prova
    ---
    titolo: Piano di prova
    valutazione: {soglie: {raggiunto: 100%, parzialmente raggiunto: 80%, in linea: 80%}}
"""

CODE = "E704"
