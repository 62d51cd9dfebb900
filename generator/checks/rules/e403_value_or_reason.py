"""Di un indicatore non si dice né il valore né perché manca, o si dicono tutti e due.

Chi legge deve sapere quanto è stato rilevato oppure, con un motivo, perché non si può valutare. Un «sì», un
numero o un segno non sono un motivo.

Va bene, nel file rilevazioni/2025-06-30.yml::

    01_01_OS01:
      desk:
        non_valutabile: lo sportello è chiuso per lavori dal 3 febbraio

Non va bene, nel file rilevazioni/2025-06-30.yml::

    01_01_OS01:
      desk:
        non_valutabile:
"""

CODE = "E403"
