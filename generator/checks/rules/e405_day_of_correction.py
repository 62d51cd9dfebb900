"""Una rettifica viene prima del valore che corregge.

Un valore pubblicato si rettifica dopo, e più rettifiche si scrivono in ordine di data: vale l'ultima.

Va bene, nel file rilevazioni/2025-06-30.yml::

    01_01_OS01:
      desk:
        valore: 9
        rettifiche:
          - data: 15/09/2025
            valore: 7
            motivo: due sportelli erano stati contati due volte

Non va bene, nel file rilevazioni/2025-06-30.yml::

    01_01_OS01:
      desk:
        valore: 9
        rettifiche:
          - data: 15/03/2025
            valore: 7
            motivo: due sportelli erano stati contati due volte
"""

CODE = "E405"
