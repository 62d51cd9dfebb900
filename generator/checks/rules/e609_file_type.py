"""Un file di `content/`, o il documento approvato, è di un tipo che il sito non pubblica.

Si pubblicano le pagine (`.md`), i documenti, le immagini e i dati. Programmi, stili, pagine HTML e disegni
SVG si eseguono in chi apre il sito; i file senza estensione e `robots.txt` comandano il server o i motori di
ricerca. Un XML non deve contenere parti di una pagina web. Il documento approvato sta in `fonti/`.

Va bene, nel file content/allegati/dati.csv::

    anno;importo
    2025;12

Non va bene, nel file content/allegati/pagina.html::

    <script>alert("ciao")</script>
"""

CODE = "E609"
