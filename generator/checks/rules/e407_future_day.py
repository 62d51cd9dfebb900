"""La rilevazione, la rettifica, la revisione o la novità è di un giorno che deve ancora venire.

Un risultato si misura quando c'è, e un atto si pubblica quando è preso: una data futura è quasi sempre un
anno scritto male. Oggi è il giorno che è a Roma, dovunque sia il computer.

Va bene, nel file rilevazioni/2025-12-31.yml::

    01_01_OS01:
      desk: 8

Non va bene, nel file rilevazioni/2026-12-31.yml::

    01_01_OS01:
      desk: 4
"""

CODE = "E407"
