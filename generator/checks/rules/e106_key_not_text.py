"""La chiave di un campo non è un testo.

Prima dei due punti sta il nome di un campo, non un elenco né un gruppo di campi.

Va bene, in un indicatore::

    target: {2025: 8, 2026: 9}

Non va bene, in un indicatore::

    target: {[2025, 2026]: 9}
"""

CODE = "E106"
