"""Indicators composed of every pair of concepts, as the lines of their files, and small plans of them.

An indicator is a choice of one option of each dimension. Some combinations make no sense, which is what they
are for: `vetro check` has to say so.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from random import Random

YEARS = (2026, 2027)
SCALE = ("basso", "medio", "alto")


#: Unit → a value before the plan, the targets of the two years, a value on the way, a result, a difference.
VALUES: Mapping[str, tuple[str, str, str, str, str, str]] = {
    "": ("7", "8", "10", "5", "6", "+2"),
    "n.": ("1.000", "1.150", "1.200", "500", "1.100", "+20%"),
    "imprese": (
        "286/10.000 imprese",
        "300/10.000 imprese",
        "310/10.000 imprese",
        "290/10.000 imprese",
        "295/10.000 imprese",
        "+5/10.000 imprese",
    ),
    "%": ("70%", "80%", "85,5%", "75%", "78%", "+5 punti"),
    "€": ("27.300,00 €", "30.000 €", "0 €", "10.000 €", "12.000,50 €", "-10%"),
    "data": ("31/01/2024", "30/06/2026", "30/06/2027", "31/03/2026", "15/05/2026", "+5"),
    "sì/no": ("no", "sì", "sì", "no", "no", "+1"),
    "on/off": ("off", "on", "on", "off", "on", "+1"),
    "h": ("05:50", "08:20", "10", "06:00", "07:00", "-00:30"),
    "gg": ("4,20", "4", "3,5", "4,1", "4", "-0,5"),
    "kWh": ("1.000 kWh", "900", "800", "950", "920", "-10%"),
    "punti su 5": ("3,95/5", "4", "4,1/5", "3,97", "4,02", "+0,1"),
    "testo": ("nessuno", "protocollo firmato", "protocollo attuato", "bozza", "protocollo in bozza", "+1"),
    "scala": ("basso", "medio", "alto", "basso", "basso", "+1"),
}
#: Dimension → its options. The first is that of an indicator which does not have the concept.
OPTIONS: Mapping[str, Sequence[str]] = {
    "unit": tuple(VALUES),
    "condition": ("", "almeno", "al massimo", "più di", "meno di", "tra", "pari a", "entro", ">="),
    "relative": ("", "2024", "anno precedente", "one year"),
    "interim": ("", "one", "two"),
    "parts": ("", "days", "values", "weighed", "media", "somma", "peggiore", "common", "conditions"),
    "past": ("", "one", "several", "n.d.", "other year"),
    "direction": ("", "aumenta", "diminuisce"),
    "year": ("", "condition", "due", "unit", "n.d.", "one"),
    "weights": ("percentuale", "punti", "uguali"),
    "result": ("", "value", "corrected", "n.d.", "non ancora", "non_valutabile", "declared", "in words"),
    "method": ("", "lineare", "cumulato", "livello", "tolleranza", "non_valutabile"),
    "texts": ("", "source", "offices", "own"),
}
Choice = Mapping[str, str]
Lines = dict[str, object]

PLAN = """\
ente: {nome: Ente dei casi (ente di prova)}
titolo: Piano dei casi
anni: [2026, 2027]
campi:
  - {id: portatori, etichetta: Portatori di interesse, di: indicatore, tipo: elenco}
  - {id: fondi, etichetta: Fondi, di: indicatore, tipo: importo, per_anno: sì}
"""
OFFICES = "uffici: [{id: anagrafe, nome: Anagrafe}, {id: tributi, nome: Tributi}]\n"


def pairwise(options: Mapping[str, Sequence[str]], seed: int = 0) -> Iterator[Choice]:
    """Choices in which every two options of different dimensions are together at least once."""
    names, random = list(options), Random(seed)
    left = {
        ((one, a), (other, b))
        for one, other in combinations(names, 2)
        for a, b in product(options[one], options[other])
    }
    while left:
        chosen = dict(min(left))
        for name in random.sample(names, len(names)):
            if name not in chosen:
                chosen[name] = max(
                    options[name],
                    key=lambda option: (
                        sum(pair in left for pair in _pairs_with(names, chosen, name, option)),
                        random.random(),
                    ),
                )
        left.difference_update(
            ((one, chosen[one]), (other, chosen[other])) for one, other in combinations(names, 2)
        )
        yield chosen


def _pairs_with(
    names: Sequence[str], chosen: Choice, name: str, option: str
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for other, value in chosen.items():
        pair = (name, option), (other, value)
        yield pair if names.index(name) < names.index(other) else (pair[1], pair[0])


def indicator(choice: Choice) -> Lines:
    """The fields of an indicator, as editors write them."""
    unit = choice["unit"]
    past, first, second, on_the_way, _, difference = VALUES[unit]
    fields: Lines = {"id": "caso", "nome": "Caso " + " ".join(filter(None, choice.values()))}
    if choice["texts"] == "source":
        fields |= {"formula": "casi / totale", "fonte": "registro dei casi", "verifica": "estrazione"}
    if choice["texts"] == "offices":
        fields["uffici"] = ["anagrafe", {"id": "tributi", "ruolo": "capofila", "quota": "60%"}]
    if unit == "scala":
        fields["scala"] = list(SCALE)
    elif unit:
        fields["unita"] = "n." if unit == "imprese" else unit
    if choice["condition"]:
        fields["condizione"] = choice["condition"]
    if choice["direction"]:
        fields["verso"] = choice["direction"]
    fields |= _past(choice["past"], past)
    if choice["relative"] in ("2024", "anno precedente"):
        fields["rispetto_a"] = choice["relative"]
    targets = _targets(choice, first, second, difference)
    parts = _parts(choice, targets)
    if not parts or choice["parts"] == "common":
        fields["target"] = targets
        if choice["interim"]:
            days = ("2026-03-31", "2027-09-30")[: 2 if choice["interim"] == "two" else 1]
            fields["traguardi_intermedi"] = dict.fromkeys(days, on_the_way)
    fields |= parts
    if choice["weights"] != "uguali":
        fields["peso"] = "100%" if choice["weights"] == "percentuale" else "0,30"
    fields |= _method(choice["method"], unit)
    if choice["texts"] == "own":
        fields["campi"] = {"portatori": ["Imprese", "Scuole, e famiglie"], "fondi": {"2026": "27.300 €"}}
    return fields


def _past(option: str, value: str) -> Lines:
    years: dict[str, dict[str, str]] = {
        "one": {"2024": value},
        "several": {"2022": value, "2023": "n.d.", "2024": value, "2025": value},
        "n.d.": {"2024": "n.d."},
        "other year": {"2023": value},
    }
    return {"stato": years[option]} if option else {}


def _targets(choice: Choice, first: str, second: str, difference: str) -> dict[str, object]:
    if choice["condition"] == "tra":
        first, second = f"{first} – {second}", f"{first} – {second}"
    if choice["relative"] in ("2024", "anno precedente"):
        first, second = difference, difference
    targets: dict[str, object] = {"2026": first, "2027": second}
    if choice["relative"] == "one year":
        targets["2027"] = {"valore": difference, "rispetto_a": "anno precedente"}
    match choice["year"]:
        case "condition":
            targets["2026"] = {"condizione": "più di", "valore": first}
        case "due":
            targets["2026"] = {"valore": first, "entro": "30/09/2026"}
        case "unit":
            targets["2026"] = {"unita": "testo", "valore": "modello pubblicato"}
        case "n.d.":
            targets["2026"] = "n.d."
        case "one":
            del targets["2027"]
    return targets


def _parts(choice: Choice, targets: Mapping[str, object]) -> Lines:
    own: Lines = {"target": targets}
    past, *_ = VALUES[choice["unit"]]
    match choice["parts"]:
        case "days":
            return {
                "fasi": [{"nome": "avviso", "entro": "31/03/2026"}, {"nome": "fine", "entro": "31/12/2027"}]
            }
        case "values":
            return {
                "fasi": [
                    {"nome": "casi trattati", "condizione": "almeno", **own},
                    {
                        "nome": "casi in ritardo",
                        "condizione": "al massimo",
                        "unita": "%",
                        "target": {"2026": "2%", "2027": {"valore": "1%", "entro": "30/06/2027"}},
                    },
                ]
            }
        case "weighed":
            return {
                "fasi": [
                    {"id": "avviso", "nome": "avviso", "entro": "31/03/2026", "peso": "40%"},
                    {"nome": "casi", "peso": "60%", **own},
                ]
            }
        case "media" | "somma" | "peggiore" as word:
            return {
                "per_ufficio": {"anagrafe": own, "tributi": {**own, "stato": {"2024": past}}},
                "aggregazione": word,
            }
        case "common":
            return {"per_ufficio": {"anagrafe": {}, "tributi": {}}}
        case "conditions":
            return {"per_ufficio": {"anagrafe": {"condizione": "più di", **own}, "tributi": own}}
    return {}


def _method(option: str, unit: str) -> Lines:
    match option:
        case "tolleranza":
            return {"tolleranza": "1%" if unit == "%" else "1"}
        case "non_valutabile":
            return {"non_valutabile": {"2026": "la legge che lo prevedeva è stata abrogata"}}
        case "":
            return {}
    return {"andamento": option}


def result(choice: Choice, fields: Lines) -> object:
    """The result of 30/06/2026, empty for none."""
    value, kind = VALUES[choice["unit"]][4], choice["result"]
    if not kind:
        return ""
    if kind == "non_valutabile":
        return {"non_valutabile": "il registro è stato sospeso con delibera n. 12"}
    if choice["year"] == "unit" or kind == "in words":
        value = "pubblicato in bozza"
    value = {"n.d.": "n.d.", "non ancora": "non ancora"}.get(kind, value)
    found: Lines = {"valore": value}
    if "fasi" in fields:
        first = "avviso" if choice["parts"] == "weighed" else "1"
        found = {"fasi": {first: "20/03/2026" if choice["parts"] != "values" else value, "2": value}}
        if choice["parts"] == "days":
            found = {"fasi": {"1": "20/03/2026", "2": "non ancora"}}
    elif "per_ufficio" in fields:
        found = {"per_ufficio": {"anagrafe": value, "tributi": value}}
    if kind == "corrected":
        found["rettifiche"] = [
            {"data": "15/09/2026", **found, "motivo": "due casi erano stati contati due volte"}
        ]
    if kind == "declared":
        found |= {"grado_dichiarato": "80%", "esito": "in linea", "nota": "come da relazione"}
    return found
