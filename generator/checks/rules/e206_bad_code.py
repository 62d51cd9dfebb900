"""Il codice o l'id non è scritto come deve.

Codici e id finiscono negli indirizzi delle pagine e nei dati aperti: hanno una forma fissa e, una volta
pubblicati, non cambiano più.

Va bene, in un indicatore::

    id: desk-tematici

Non va bene, in un indicatore::

    id: Desk tematici
"""

CODE = "E206"
