"""Un testo, in un foglio di calcolo, diventerebbe una formula.

I dati aperti sono anche file CSV, e chi li apre con un foglio di calcolo non vede i testi che cominciano con
«=» o «@», o con «+» e «-» davanti a una funzione o a un calcolo: ne vede il risultato. Una formula può anche
aprire indirizzi e programmi. Vale per l'inizio del testo, di ogni sua riga, e di ciò che segue un punto e
virgola. Un elenco («- primo punto») e un numero («-10% rispetto al 2024») vanno bene.

Va bene, in un indicatore::

    nome: Variazione rispetto al 2024 (= 2025 - 2024)
    formula: -10% rispetto al 2024

Non va bene, in un indicatore::

    nome: '=2025-2024'
"""

CODE = "E113"
