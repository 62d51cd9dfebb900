"""Un traguardo che è una differenza non si può calcolare come è scritto.

Con `rispetto_a` il traguardo è una differenza da un anno prima, con il segno: `+5`, `-10%`. Di una
percentuale `+10%` può voler dire due cose: si scrive `+10 punti`, o `+10% del valore`. Una data, una
risposta, un testo e un intervallo non hanno differenze.

Va bene, in un indicatore::

    stato: {2024: 1.150}
    rispetto_a: 2024
    target: {2025: -10%, 2026: -20%}

Non va bene, in un indicatore::

    stato: {2024: 1.150}
    rispetto_a: 2024
    target: {2025: 10%, 2026: -20%}
"""

CODE = "E334"
