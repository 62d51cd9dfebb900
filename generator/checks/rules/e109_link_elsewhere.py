"""Un collegamento simbolico esce dalla cartella.

Quello che si pubblica deve stare in `plan_data` e in `content`, dove tutti lo vedono: un collegamento
potrebbe portare nel sito un file del computer di chi lo compone.

Va bene, nel file fonti/allegato.txt::

    Il testo dell'allegato.

Non va bene, nel collegamento fonti/allegato.txt::

    ../../../../altrove/allegato.txt
"""

CODE = "E109"
