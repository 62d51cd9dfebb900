"""An invented body with the plan 2025-2027, and what the draft 2026-2028 has of each of its indicators.

The expected values are worked out by hand.
"""

from pathlib import Path
from textwrap import dedent
from typing import Any

from generator.checks.checked_plan import CheckedPlan, check_plan
from generator.drafting.next_plan import new_plan

DOCUMENT = "Il piano di prova di un ente che non esiste.\n"
PIANO = """
ente: {nome: Comune di Vattelapesca}
titolo: Piano integrato 2025-2027 del Comune
sezione: Valore pubblico 2025/2027, dopo il 2024-2026
anni: [2025, 2026, 2027]
anno_base: 2024
atto_approvazione: Deliberazione n. 1 del 31/01/2025
documento:
  titolo: Piano 2025-2027
  file: fonti/piano.txt
  sha256: 06a88a156c0b994e5df009a3bb99b95747eae2efcb8eeed0d8f641ef907f2c09
campi:
  - {id: personale, etichetta: Personale, di: obiettivo, tipo: numero, per_anno: sì}
  - {id: portatori, etichetta: Portatori, di: obiettivo, tipo: elenco}
pesi: uguali
valutazione: {tetto: 110%}
"""
UFFICI = """\
# l'elenco è quello dell'organigramma
uffici:
  - {id: anagrafe, nome: Anagrafe}   # due sportelli
  - {id: tributi, nome: Tributi}
"""
#: Indicators of the plan 2025-2027 by id, each with what the draft 2026-2028 has of it.
INDICATORS: dict[str, tuple[str, dict[str, Any]]] = {
    "corretto": (
        "{condizione: almeno, stato: {2023: 4, 2024: 5}, target: {2025: 8, 2026: 9, 2027: 10}}",
        {
            "stato": {"2023": "4", "2024": "5", "2025": "7"},
            "target": {"2026": "9", "2027": "10", "2028": "n.d."},
            "note_redazionali": [
                "«da completare»: il traguardo del 2028",
                "«da confermare»: i traguardi del 2026 e 2027, dal piano 2025-2027",
                "Il valore di partenza del 2025 è il risultato al 31/12/2025 del piano 2025-2027",
            ],
        },
    ),
    "mai-misurato": (
        "{condizione: almeno, stato: {2024: n.d.}, target: {2025: 3, 2026: n.d.}}",
        {
            "stato": {"2025": "n.d."},
            "target": {"2026": "n.d.", "2027": "n.d.", "2028": "n.d."},
            "note_redazionali": [
                "«da completare»: il valore di partenza del 2025 e i traguardi del 2026, 2027 e 2028"
            ],
        },
    ),
    "a-meta-anno": (
        "{condizione: almeno, stato: {2024: 6}, target: {2025: 8, 2026: 9, 2027: 9}}",
        {
            "stato": {"2024": "6", "2025": "4"},
            "note_redazionali": [
                "«da completare»: il traguardo del 2028",
                "«da confermare»: i traguardi del 2026 e 2027, dal piano 2025-2027",
                "«da confermare»: il valore di partenza del 2025 è il risultato al 30/06/2025 del piano "
                "2025-2027, e l'anno non era finito",
            ],
        },
    ),
    # The result of 2026 is of a year of the next plan, and no value before it.
    "anche-dopo": (
        "{condizione: almeno, stato: {2024: 6}, target: {2025: 8, 2026: 9, 2027: 9}}",
        {"stato": {"2024": "6", "2025": "8"}},
    ),
    "non-valutabile": (
        "{condizione: almeno, stato: {2024: 6}, target: {2025: 8}, "
        "non_valutabile: {2025: il servizio era chiuso, 2026: il servizio riapre nel 2027}}",
        {
            "stato": {"2024": "6", "2025": "n.d."},
            "non_valutabile": {"2026": "il servizio riapre nel 2027"},
            "note_redazionali": [
                "«da completare»: il valore di partenza del 2025 e i traguardi del 2026, 2027 e 2028",
                "«da confermare»: il motivo per cui non si valuta del 2026, dal piano 2025-2027",
            ],
        },
    ),
    "rivisto": (
        "{condizione: almeno, stato: {2024: 5}, target: {2025: 8, 2026: 9, 2027: 10}}",
        {
            "condizione": "più di",
            "target": {
                "2026": "6",
                "2027": {"condizione": "almeno", "valore": "7", "entro": "30/06/2027"},
                "2028": "n.d.",
            },
        },
    ),
    "quando": (
        "{unita: data, condizione: entro, stato: {2024: 10/12/2024}, "
        "target: {2025: 30/11/2025, 2026: 30/11/2026, 2027: n.d.}}",
        {
            "stato": {"2024": "10/12/2024", "2025": "15/10/2025"},
            "target": {"2026": "30/11/2026", "2027": "n.d.", "2028": "n.d."},
        },
    ),
    "non-ancora": (
        "{unita: data, condizione: entro, stato: {2024: 10/12/2024}, target: {2025: 30/11/2025}}",
        {"stato": {"2024": "10/12/2024", "2025": "n.d."}},
    ),
    "di-meno": (
        "{condizione: al massimo, stato: {2024: 1.150}, rispetto_a: 2024, "
        "target: {2025: -10%, 2026: -20%, 2027: -30%}}",
        {
            "stato": {"2024": "1.150", "2025": "1.000"},
            "rispetto_a": "2024",
            "target": {"2026": "-20%", "2027": "-30%", "2028": "n.d."},
        },
    ),
    "ogni-anno-di-piu": (
        "{condizione: almeno, stato: {2024: 30}, rispetto_a: anno precedente, "
        "target: {2025: +5, 2026: +5, 2027: +5}}",
        {
            "stato": {"2024": "30", "2025": "n.d."},
            "rispetto_a": "anno precedente",
            "target": {"2026": "+5", "2027": "+5", "2028": "n.d."},
        },
    ),
    "per-gradi": (
        "{condizione: almeno, stato: {2024: 0%}, traguardi_intermedi: {2025-06-30: 10%, 2026-06-30: 30%}, "
        "target: {2025: 20%, 2026: {condizione: più di, valore: 40%}, "
        "2027: {valore: 60%, entro: 30/09/2027}}}",
        {
            "traguardi_intermedi": {"2026-06-30": "30%"},
            "target": {
                "2026": {"condizione": "più di", "valore": "40%"},
                "2027": {"valore": "60%", "entro": "30/09/2027"},
                "2028": "n.d.",
            },
        },
    ),
    "giudizio": (
        "{scala: [Basso, Medio, Alto], stato: {2024: Basso}, target: {2025: Medio, 2026: Alto, 2027: Alto}}",
        {
            "scala": ["Basso", "Medio", "Alto"],
            "stato": {"2024": "Basso", "2025": "Medio"},
            "target": {"2026": "Alto", "2027": "Alto", "2028": "n.d."},
        },
    ),
    "in-parole": (
        "{unita: testo, target: {2025: regolamento approvato, 2026: regolamento attuato}}",
        {
            "stato": None,
            "target": {"2026": "regolamento attuato", "2027": "n.d.", "2028": "n.d."},
            "note_redazionali": [
                "«da completare»: i traguardi del 2027 e 2028",
                "«da confermare»: il traguardo del 2026, dal piano 2025-2027",
            ],
        },
    ),
    "a-fasi": (
        "{fasi: [{nome: Gara, entro: 30/04/2025, peso: 40%}, {nome: Avvio, entro: 30/04/2026, peso: 30%}, "
        "{nome: Domande istruite, condizione: almeno, target: {2025: 80%, 2027: 95%}, peso: 30%}]}",
        {
            "stato": None,
            "target": None,
            "fasi": [
                {"id": "2", "nome": "Avvio", "entro": "30/04/2026"},
                {"id": "3", "nome": "Domande istruite", "condizione": "almeno", "target": {"2027": "95%"}},
            ],
            "note_redazionali": [
                "«da completare»: la fase del 2028 e i pesi delle fasi",
                "«da confermare»: le fasi del 2026 e 2027, dal piano 2025-2027",
            ],
        },
    ),
    "fasi-finite": (
        "{fasi: [{nome: Gara, entro: 30/04/2025}, {nome: Avvio, entro: 30/11/2025}]}",
        {
            "fasi": None,
            "target": {"2026": "n.d.", "2027": "n.d.", "2028": "n.d."},
        },
    ),
    "per-ufficio": (
        "{condizione: almeno, unita: '%', aggregazione: peggiore, stato: {2024: n.d.}, "
        "target: {2025: 80%, 2026: 85%}, per_ufficio: {anagrafe: {}, "
        "tributi: {stato: {2024: 60%}, target: {2025: 70%, 2027: 75%}}}}",
        {
            "aggregazione": "peggiore",
            "stato": {"2025": "n.d."},
            "target": {"2026": "85%", "2027": "n.d.", "2028": "n.d."},
            "per_ufficio": {
                "anagrafe": {},
                "tributi": {
                    "stato": {"2024": "60%", "2025": "66%"},
                    "target": {"2026": "n.d.", "2027": "75%", "2028": "n.d."},
                },
            },
            "note_redazionali": [
                "«da completare»: il valore di partenza del 2025 e i traguardi del 2026, 2027 e 2028",
                "«da confermare»: i traguardi del 2026 e 2027, dal piano 2025-2027",
                "Il valore di partenza del 2025 è il risultato al 31/12/2025 del piano 2025-2027",
            ],
        },
    ),
    "tutti-gli-uffici": (
        "{condizione: almeno, unita: n., aggregazione: somma, stato: {2024: n.d.}, "
        "per_ufficio: {anagrafe: {target: {2025: 3, 2026: 4}}, "
        "tributi: {target: {2025: 5, 2026: 6}}}}",
        {
            "stato": None,
            "target": None,
            "per_ufficio": {
                "anagrafe": {
                    "target": {"2026": "4", "2027": "n.d.", "2028": "n.d."},
                    "stato": {"2025": "3"},
                },
                "tributi": {
                    "target": {"2026": "6", "2027": "n.d.", "2028": "n.d."},
                    "stato": {"2025": "4"},
                },
            },
        },
    ),
    "somma-di-due": (
        "{condizione: almeno, stato: {2024: 11}, target: {2025: 16}, calcolo: corretto + a-meta-anno}",
        {"calcolo": "corretto + a-meta-anno"},
    ),
    "di-un-altro-anno": (
        "{unita: data, condizione: entro, stato: {2024: n.d.}, target: {2025: 30/11/2024}, "
        "eccezioni: {W305: così nel documento}}",
        {"target": {"2026": "n.d.", "2027": "n.d.", "2028": "n.d."}, "eccezioni": None},
    ),
    "senza-lo-stralciato": (
        "{condizione: almeno, stato: {2024: 11}, target: {2025: 16}, calcolo: corretto + stralciato}",
        {"calcolo": None},
    ),
    "stralciato": ("{condizione: almeno, stato: {2024: 6}, target: {2025: 8}}", {}),
    "sospeso": (
        "{condizione: almeno, stato: {2024: 6}, target: {2025: 8, 2026: 8, 2027: 8}}",
        {
            "note_redazionali": [
                "«da completare»: il valore di partenza del 2025 e il traguardo del 2028",
                "«da confermare»: i traguardi del 2026 e 2027, dal piano 2025-2027",
                "«da confermare»: se riprenderlo, perché era sospeso dal 31/01/2026 con Deliberazione n. 9",
            ],
        },
    ),
    "senza-condizione": (
        "{stato: {2024: 6}, target: {2025: 8}, eccezioni: {W314: così nel documento}}",
        {"eccezioni": {"W314": "«da confermare»: così nel documento (piano 2025-2027)"}},
    ),
}
RESULTS = {
    "2025-06-30": {
        "a-meta-anno": "4",
        "rivisto": "5",
        "non-ancora": "non ancora",
        "per-ufficio": "{per_ufficio: {tributi: 61%}}",
    },
    "2025-12-31": {
        "corretto": "{valore: 9, motivo_scostamento: un caso, "
        "rettifiche: [{data: 15/02/2026, valore: 7, motivo: due contati due volte}]}",
        "anche-dopo": "8",
        "quando": "15/10/2025",
        "di-meno": "1.000",
        "per-gradi": "25%",
        "giudizio": "Medio",
        "per-ufficio": "{per_ufficio: {tributi: 66%}}",
        "tutti-gli-uffici": "{per_ufficio: {anagrafe: 3, tributi: 4}, motivo_scostamento: un caso}",
        "rivisto": "{valore: 6, motivo_scostamento: un caso}",
    },
    "2026-01-15": {"anche-dopo": "1"},
}
OBJECTIVES = {
    "A": "titolo: In testa\nindicatori:\n" + "".join(
        f"  - {{id: {name}, nome: L'indicatore {name} misura, {text[1:]}\n"
        for name, (text, _) in INDICATORS.items()
    ),
    "B": "titolo: Da cui altri discendono\nrisorse: 10.000,00 €\ncampi: {personale: {2025: 2, 2026: 3}, "
    "portatori: [Imprese]}\nnote: [la nota del documento]\nnote_redazionali: [un dubbio sul documento]\n"
    "testo_documento: {ambito: la casella}\ncontribuisce_a: [D, A, E]\n",
    "B.1": "titolo: Resta\npadre: B\npeso: 70%\n",
    "B.2": "titolo: Va via\npadre: B\npeso: 20%\n",
    "B.2.1": "titolo: Resta senza il padre\npadre: B.2\n",
    "C": "titolo: Con figli che restano\n",
    "C.1": "titolo: Il solo\npadre: C\npeso: 100%\n",
    "D": "titolo: Sostituito\n",
    "D.1": "titolo: Segue chi sostituisce il padre\npadre: D\n",
    "E": "titolo: Prende il posto\ncontinua: nessuno\n",
    "F": "titolo: Sospeso\n",
}  # fmt: skip
ONE = "indicatori: [{id: uno, nome: Uno, condizione: almeno, stato: {2024: 1}, target: {2025: 1, 2026: 1}}]\n"
REVISIONS = {
    "2025-07-31": """
        atto: Deliberazione n. 8
        motivo: il bilancio è cambiato
        A:
          rivisto:
            condizione: più di
            target: {2026: 6, 2027: {condizione: almeno, valore: 7, entro: 30/06/2027}}
          stralciato: stralciato
        B.2: stralciato
        D: {sostituito da: [E]}
        E: aggiunto
        """,
    "2026-01-31": """
        atto: Deliberazione n. 9
        motivo: mancano le persone
        A: {sospeso: sospeso}
        F: sospeso
        """,
}


def write_body(plan_data: Path) -> Path:
    """The invented body's plan 2025-2027."""
    folder = plan_data / "2025-2027"
    texts = {"piano.yml": PIANO, "uffici.yml": UFFICI, "fonti/piano.txt": DOCUMENT}
    for code, text in OBJECTIVES.items():
        texts[f"obiettivi/{code.replace('.', '-')}.yml"] = (
            f"codice: {code}\n{text}{'' if code in 'AC' else ONE}"
        )
    for day, results in RESULTS.items():
        rows = "".join(f"  {name}: {value}\n" for name, value in results.items())
        texts[f"rilevazioni/{day}.yml"] = f"A:\n{rows}"
    texts |= {f"revisioni/{day}.yml": dedent(text) for day, text in REVISIONS.items()}
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def draft_of(folder: Path, period: str = "2026-2028") -> CheckedPlan:
    plan = check_plan(folder, folder.parent).plan
    assert plan is not None
    return new_plan(plan, folder, period)
