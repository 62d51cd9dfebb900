"""Indicators composed of every pair of concepts, as editors write them, and small plans of them.

An indicator is a choice of one option of each dimension; the first one is that of an indicator without the
concept. What goes together is in `GROUPS`; of the rest `vetro check` has to say what is wrong.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

Choice = Mapping[str, str]
Fields = dict[str, object]
Options = Mapping[str, Sequence[str]]

#: Unit → a value before the plan, the targets of the two years, a value on the way, a result, a difference.
VALUES: Mapping[str, tuple[str, str, str, str, str, str]] = {
    "": ("7", "8", "10", "7,5", "6", "+2"),
    "n.": ("1.000", "1.150", "1.200", "1.100", "1.120", "+20%"),
    "imprese": (
        "286/10.000 imprese",
        "300/10.000 imprese",
        "310/10.000 imprese",
        "290/10.000 imprese",
        "295/10.000 imprese",
        "+5/10.000 imprese",
    ),
    "%": ("70%", "80%", "85,5%", "75%", "78%", "+5 punti"),
    "€": ("27.300,00 €", "30.000 €", "40.000 €", "29.000 €", "29.500,50 €", "-10%"),
    "h": ("05:50", "08:20", "10", "08:10", "07:00", "-00:30"),
    "gg": ("4,20", "4", "4,5", "4,1", "4", "-0,5"),
    "kWh": ("1.000 kWh", "800", "900", "950", "920", "-10%"),
    "punti su 5": ("3,95/5", "4", "4,1/5", "3,97", "4,02", "+0,1"),
    "data": ("31/01/2024", "30/06/2026", "30/06/2027", "31/03/2026", "15/05/2026", "+5"),
    "sì/no": ("no", "sì", "sì", "no", "no", "+1"),
    "on/off": ("off", "on", "on", "off", "on", "+1"),
    "testo": ("nessuno", "protocollo firmato", "protocollo attuato", "bozza", "protocollo in bozza", "+1"),
    "scala": ("basso", "medio", "alto", "basso", "basso", "+1"),
}
_OTHERS: Options = {
    "parts": ("", "days", "values", "weighed", "media", "somma", "peggiore", "common", "conditions"),
    "past": ("", "one", "several", "n.d.", "other year"),
    "direction": ("", "aumenta", "diminuisce"),
    "year": ("", "condition", "due", "unit", "n.d.", "one"),
    "weights": ("percentuale", "punti", "uguali"),
    "result": ("", "value", "corrected", "n.d.", "non ancora", "non_valutabile", "declared", "in words"),
    "method": ("", "lineare", "cumulato", "livello", "tolleranza", "non_valutabile"),
    "texts": ("", "source", "offices", "own"),
}
OPTIONS: Options = {
    "unit": tuple(VALUES),
    "condition": ("", "almeno", "al massimo", "più di", "meno di", "tra", "pari a", "entro", ">="),
    "relative": ("", "2024", "anno precedente", "one year"),
    "interim": ("", "one", "two"),
    **_OTHERS,
}
_QUANTITIES = ("", "n.", "imprese", "%", "€", "h", "gg", "kWh", "punti su 5")
_NO_NUMBER: Options = {
    "relative": ("",),
    "interim": ("",),
    "direction": ("",),
    "year": ("", "unit", "n.d.", "one"),
    "method": ("", "livello", "non_valutabile"),
}
_MEASURED = ("", "value", "corrected", "n.d.", "non_valutabile")
_OFFICES = ("", "media", "peggiore", "common")
#: The options that go together, by kind of unit.
GROUPS: Mapping[str, Options] = {
    "quantities": {
        **OPTIONS,
        "unit": _QUANTITIES,
        "condition": tuple(one for one in OPTIONS["condition"] if one != "entro"),
        "direction": ("",),
        "result": _MEASURED,
    },
    "directions": {
        **OPTIONS,
        "unit": _QUANTITIES,
        "condition": ("", "pari a"),
        "direction": ("aumenta", "diminuisce"),
        "result": _MEASURED,
    },
    "dates": {
        **OPTIONS,
        **_NO_NUMBER,
        "unit": ("data",),
        "condition": ("entro", "almeno"),
        "parts": (*_OFFICES, "days", "weighed"),
        "result": (*_MEASURED, "non ancora"),
    },
    "answers": {
        **OPTIONS,
        **_NO_NUMBER,
        "unit": ("sì/no", "on/off"),
        "condition": ("", "pari a"),
        "parts": (*_OFFICES, "values", "weighed"),
        "result": _MEASURED,
    },
    "texts": {
        **OPTIONS,
        **_NO_NUMBER,
        "unit": ("testo",),
        "condition": ("", "pari a"),
        "parts": (*_OFFICES, "weighed"),
        "year": ("", "due", "n.d.", "one"),
        "result": (*_MEASURED, "declared", "in words"),
    },
    "scales": {
        **OPTIONS,
        **_NO_NUMBER,
        "unit": ("scala",),
        "condition": ("", "almeno", "pari a"),
        "parts": _OFFICES,
        "result": (*_MEASURED, "declared"),
    },
}

PLAN = """\
ente: {nome: Ente dei casi (ente di prova)}
titolo: Piano dei casi
anni: [2026, 2027, 2028]
campi:
  - {id: portatori, etichetta: Portatori di interesse, di: indicatore, tipo: elenco}
  - {id: fondi, etichetta: Fondi, di: indicatore, tipo: importo, per_anno: sì}
"""
REGISTER = "uffici: [{id: anagrafe, nome: Anagrafe}, {id: tributi, nome: Tributi}]\n"
OWN = {"portatori": ["Imprese", "Scuole, e famiglie"], "fondi": {"2026": "27.300 €"}}
REASON = "la legge che lo prevedeva è stata abrogata"


def pairwise(options: Options) -> Iterator[Choice]:
    """Choices in which every two options of different dimensions are together at least once."""
    names = list(options)
    left = dict.fromkeys(
        ((one, a), (other, b))
        for one, other in combinations(names, 2)
        for a, b in product(options[one], options[other])
    )
    while left:
        chosen = dict(next(iter(left)))
        for name in names:
            if name not in chosen:
                chosen[name] = max(options[name], key=lambda one: _new_pairs(left, names, chosen, name, one))
        for one, other in combinations(names, 2):
            left.pop(((one, chosen[one]), (other, chosen[other])), None)
        yield chosen


def _new_pairs(left: Mapping[object, None], names: list[str], chosen: Choice, name: str, option: str) -> int:
    """How many pairs an option adds to what is chosen."""
    added = (name, option)
    pairs = (
        (added, (other, value)) if names.index(name) < names.index(other) else ((other, value), added)
        for other, value in chosen.items()
    )
    return sum(pair in left for pair in pairs)


def indicator(choice: Choice) -> Fields:
    """The fields of an indicator, as editors write them."""
    targets = _targets(choice)
    parts = _parts(choice, targets)
    fields: Fields = {
        "id": "caso",
        "nome": "Caso " + ", ".join(filter(None, choice.values())),
        **_texts(choice["texts"]),
        **_unit(choice["unit"]),
        "condizione": choice["condition"],
        "verso": choice["direction"],
        "stato": _past(choice["past"], VALUES[choice["unit"]][0]),
        "rispetto_a": choice["relative"] if choice["relative"] in ("2024", "anno precedente") else "",
        **({"target": targets} if not parts or choice["parts"] == "common" else {}),
        "traguardi_intermedi": _interim(choice) if not parts or choice["parts"] == "common" else {},
        **parts,
        "peso": {"percentuale": "100%", "punti": "0,30"}.get(choice["weights"], ""),
        **_method(choice["method"], choice["unit"]),
    }
    return {name: value for name, value in fields.items() if value}


def _texts(option: str) -> Fields:
    found: Mapping[str, Fields] = {
        "source": {"formula": "casi / totale", "fonte": "registro dei casi", "verifica": "estrazione"},
        "offices": {"uffici": ["anagrafe", {"id": "tributi", "ruolo": "capofila", "quota": "60%"}]},
        "own": {"campi": OWN},
    }
    return found.get(option, {})


def _unit(unit: str) -> Fields:
    if unit == "scala":
        return {"scala": ["basso", "medio", "alto"]}
    return {"unita": "n." if unit == "imprese" else unit} if unit else {}


def _past(option: str, value: str) -> Fields:
    years: Mapping[str, Fields] = {
        "one": {"2024": value},
        "several": {"2022": value, "2023": "n.d.", "2024": value, "2025": value},
        "n.d.": {"2024": "n.d."},
        "other year": {"2023": value},
    }
    return years.get(option, {})


def _targets(choice: Choice) -> Fields:
    _, first, second, _, _, difference = VALUES[choice["unit"]]
    if choice["condition"] == "tra":
        first, second = f"{first} – {second}", f"{first} – {second}"
    if choice["relative"] in ("2024", "anno precedente"):
        first, second = difference, difference
    targets: Fields = {"2026": first, "2027": second}
    if choice["relative"] == "one year":
        targets["2027"] = {"valore": difference, "rispetto_a": "anno precedente"}
    changes: Mapping[str, object] = {
        "condition": {"condizione": "più di", "valore": first},
        "due": {"valore": first, "entro": "30/09/2026"},
        "unit": {"unita": "testo", "valore": "modello pubblicato"},
        "n.d.": "n.d.",
    }
    targets["2026"] = changes.get(choice["year"], first)
    if choice["year"] == "one":
        del targets["2027"]
    return targets


def _interim(choice: Choice) -> Fields:
    days = {"one": ("2026-03-31",), "two": ("2026-03-31", "2027-03-31")}.get(choice["interim"], ())
    return dict.fromkeys(days, VALUES[choice["unit"]][3])


def _parts(choice: Choice, targets: Fields) -> Fields:
    past, unit = VALUES[choice["unit"]][0], _unit(choice["unit"])
    own: Fields = {"target": targets}
    if choice["relative"]:
        own["stato"] = {"2024": past, "2025": past}
    of_step: Fields = {**unit, "target": targets}
    late = {"nome": "in ritardo", "condizione": "al massimo", "target": {"2026": "2%", "2027": "1%"}}
    both = {"anagrafe": own, "tributi": {**own, "stato": {"2024": past, "2025": past}}}
    found: Mapping[str, Fields] = {
        "days": {
            "fasi": [{"nome": "avviso", "entro": "31/03/2026"}, {"nome": "fine", "entro": "31/12/2027"}]
        },
        "values": {"fasi": [{"nome": "trattati", **of_step}, late]},
        "weighed": {
            "fasi": [
                {"id": "avviso", "nome": "avviso", "entro": "31/03/2026", "peso": "40%"},
                {"nome": "trattati", "peso": "60%", **of_step},
            ]
        },
        **{word: {"per_ufficio": both, "aggregazione": word} for word in ("media", "somma", "peggiore")},
        "common": {"per_ufficio": {"anagrafe": {}, "tributi": {}}},
        "conditions": {"per_ufficio": {"anagrafe": {"condizione": "più di", **own}, "tributi": own}},
    }
    return found.get(choice["parts"], {})


def _method(option: str, unit: str) -> Fields:
    if option == "tolleranza":
        return {"tolleranza": {"%": "1%", "€": "1 €", "imprese": "1/10.000 imprese"}.get(unit, "1")}
    return {"non_valutabile": {"2026": REASON}} if option == "non_valutabile" else {"andamento": option}


def result(choice: Choice) -> Fields:
    """What was measured on 30/06/2026, nothing for an empty one."""
    kind = choice["result"]
    if not kind:
        return {}
    if kind == "non_valutabile":
        return {"non_valutabile": REASON}
    value = VALUES[choice["unit"]][4]
    if choice["year"] == "unit" or kind == "in words":
        value = "pubblicato in bozza"
    found = _measured(choice, {"n.d.": "n.d.", "non ancora": "non ancora"}.get(kind, value))
    if kind == "corrected":
        found["rettifiche"] = [{"data": "15/09/2026", **found, "motivo": "un caso era contato due volte"}]
    if kind == "declared":
        declared = {"grado_dichiarato": "80%", "esito": "in linea"}
        offices = found.get("per_ufficio")
        if isinstance(offices, dict):
            offices["anagrafe"] = {"valore": offices["anagrafe"], **declared}
        found |= {"grado_dichiarato": "60%", "nota": "come da relazione"}
    return found


def _measured(choice: Choice, value: str) -> Fields:
    steps: Mapping[str, Fields] = {
        "days": {"1": "20/03/2026", "2": "non ancora"},
        "values": {"1": value, "2": "1,5%"},
        "weighed": {"avviso": "20/03/2026", "2": value},
    }
    if choice["parts"] in steps:
        return {"fasi": steps[choice["parts"]]}
    if choice["parts"]:
        return {"per_ufficio": {"anagrafe": value, "tributi": value}}
    return {"valore": value}


def objective(code: str, fields: Fields) -> Fields:
    """The file of an objective with one indicator."""
    return {"codice": code, "titolo": f"Obiettivo {code}", "uffici": ["anagrafe"], "indicatori": [fields]}


def files(choices: Mapping[str, Choice], weights: str) -> dict[str, str]:
    """The files of a plan with an objective for each choice, by its code. Every YAML file may be JSON."""
    texts = {"piano.yml": f"{PLAN}pesi: {weights}\n", "uffici.yml": REGISTER}
    results: Fields = {}
    for code, choice in choices.items():
        texts[f"obiettivi/{code}.yml"] = _json(objective(code, indicator(choice)))
        if measured := result(choice):
            results[code] = {"caso": measured}
    if results:
        texts["rilevazioni/2026-06-30.yml"] = _json(results)
    return texts


def _json(content: Fields) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
