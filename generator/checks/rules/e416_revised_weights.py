"""Dopo una revisione i pesi degli indicatori non sommano a 100.

Un peso nuovo, o un indicatore aggiunto, cambia anche gli altri pesi: si scrivono tutti quelli che l'atto
cambia. Se un indicatore è solo stralciato o sospeso, il suo peso va agli altri in proporzione e non serve
scrivere nulla. Se sbaglia l'atto, si accetta in `eccezioni`, in testa al file.

Va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {peso: 30%}
      tempi: {peso: 70%}

Non va bene, nel file revisioni/2025-07-31.yml::

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      desk: {peso: 30%}
"""

CODE = "E416"
#: Its diagnostics may be suppressed in `eccezioni`: the act itself may be wrong.
ACCEPTABLE = True
