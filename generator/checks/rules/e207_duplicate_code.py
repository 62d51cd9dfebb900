"""Lo stesso codice o lo stesso id è usato due volte.

Due voci con lo stesso codice avrebbero lo stesso indirizzo.

Va bene, negli indicatori::

    - id: desk
    - id: sportello

Non va bene, negli indicatori::

    - id: desk
    - id: desk
"""

CODE = "E207"
