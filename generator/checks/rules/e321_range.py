"""Il traguardo non è un intervallo, o lo è dove non può esserlo.

Con la condizione «tra» il traguardo ha un minimo e un massimo, tutti e due compresi. Altrove (le altre
condizioni, il valore di partenza, i risultati) ci vuole un valore solo.

Va bene, in un indicatore::

    unita: "%"
    condizione: tra
    stato: {2024: 76%}
    target: {2025: 80% – 90%}

Non va bene, in un indicatore::

    unita: "%"
    condizione: tra
    stato: {2024: 76%}
    target: {2025: 80%}
"""

CODE = "E321"
