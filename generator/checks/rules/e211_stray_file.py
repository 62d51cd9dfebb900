"""C'è un file o una cartella che non fa parte del piano.

Non verrebbe letto: spesso è un nome sbagliato (`obbiettivi`, `ambiti.yaml`), una copia, o un documento da
mettere in `fonti`. Un foglio di calcolo non si legge nemmeno con un altro nome.

Va bene, nel file fonti/allegato.txt::

    Il testo del documento approvato.

Non va bene, nel file obiettivi/01_01_OS01 (copia).yaml::

    codice: 01_01_OS01
"""

CODE = "E211"
