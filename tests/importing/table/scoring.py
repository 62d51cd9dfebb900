"""Score of an import: what of a document was read right, was doubted, or is wrong without a doubt.

Facts are compared by meaning: «≥ 50%» is at least 50 percent, whatever its spelling.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

from generator.plan.identifiers import slug_of

Tree = Mapping[str, Any]


class Score(Struct):
    """Facts by kind, such as `target`: how many are expected, right and doubted; those that are wrong."""

    expected: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    doubted: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, kind: str, where: str, wanted: object, found: object, doubts: str, shown: str = "") -> None:
        """Count a fact."""
        self.expected[kind] = self.expected.get(kind, 0) + 1
        if wanted == found:
            self.right[kind] = self.right.get(kind, 0) + 1
        elif shown and _folded(shown) in _folded(doubts):
            self.doubted.append(f"{where} {kind}: {wanted} / {found}")
        else:
            self.wrong.append(f"{where} {kind}: {wanted} / {found}")

    def total(self) -> tuple[int, int]:
        """Facts that are right, and all."""
        return sum(self.right.values()), sum(self.expected.values())


def read_plan(folder: Path) -> dict[str, Any]:
    """The YAML files of a plan as texts, by name."""
    return {
        path.relative_to(folder).as_posix(): yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
        for path in sorted(folder.rglob("*.yml"))
    }


def score(expected: Sequence[Tree], files: Mapping[str, Any]) -> Score:
    """Compare the files of a plan with the expected objectives."""
    result = Score()
    names = {one["id"]: one["nome"] for one in (files.get("uffici.yml") or {}).get("uffici", ())}
    areas = {one["id"]: one["nome"] for one in (files.get("uffici.yml") or {}).get("aree", ())}
    ambiti = {one["codice"]: one["nome"] for one in files.get("ambiti.yml") or ()}
    for objective in expected:
        found = files.get(f"obiettivi/{slug_of(objective['code'])}.yml") or {}
        where = objective["code"]
        doubts = " ".join(found.get("note_redazionali", ()))
        result.add("objective", where, objective["code"], found.get("codice"), doubts)
        if not found:
            continue
        result.add(
            "title", where, _line(objective["title"]), _line(found["titolo"]), doubts, objective["title"]
        )
        result.add("parent", where, objective["parent"], found.get("padre"), doubts, "padre")
        area = found.get("ambito")
        spoken = (
            f"{area} {ambiti[area]}"
            if area and not ambiti[area].startswith(("Capitolo", area))
            else ambiti.get(area)
        )
        result.add("area", where, objective["area"], spoken, doubts, "ambito")
        own = [areas[one] for one in [found.get("area_responsabilita")] if one]
        own += [names[_id(one)] for one in found.get("uffici", ())]
        if not own:
            own = [
                names[one]
                for each in found.get("indicatori", ())
                for one in (*each.get("uffici", ()), *each.get("per_ufficio", ()))
            ]
        if objective["offices"] or found.get("uffici"):
            wanted = {_folded(one) for one in objective["offices"]}
            result.add("offices", where, wanted, {_folded(one) for one in own}, doubts, "uffici")
        if objective.get("weight"):
            weights = [
                value for key, value in {**found, **found.get("campi", {})}.items() if key.startswith("peso")
            ]
            result.add(
                "weight",
                where,
                _number(objective["weight"]),
                _number(weights[0]) if weights else None,
                doubts,
            )
        _score_indicators(result, objective, found, files, names)
    extra = {name for name in files if name.startswith("obiettivi/")} - {
        f"obiettivi/{slug_of(one['code'])}.yml" for one in expected
    }
    result.wrong += [f"{name}: not expected" for name in sorted(extra)]
    return result


def _score_indicators(
    result: Score, objective: Tree, found: Tree, files: Mapping[str, Any], names: Tree
) -> None:
    own = list(found.get("indicatori", ()))
    for wanted in objective["indicators"]:
        where = f"{objective['code']} «{wanted['name'].splitlines()[0][:40]}»"
        match = next((one for one in own if _is_same(one, wanted)), None)
        result.add("indicator", where, True, match is not None, " ".join(found.get("note_redazionali", ())))
        if match is None:
            continue
        own.remove(match)
        results = {
            name[-14:-4]: day[objective["code"]][match["id"]]
            for name, day in files.items()
            if name.startswith("rilevazioni/") and match["id"] in day.get(objective["code"], {})
        }
        _score_indicator(result, where, wanted, match, results, names)
    result.wrong += [f"{objective['code']}: indicator not expected: {one['nome']}" for one in own]


def _is_same(found: Tree, wanted: Tree) -> bool:
    code = wanted.get("code")
    if code and found.get("campi", {}).get("codice_dell_indicatore") not in (code, None):
        return False
    return _line(found["nome"]) == _line(wanted["name"])


def _score_indicator(
    result: Score, where: str, wanted: Tree, found: Tree, results: Mapping[str, Any], names: Tree
) -> None:
    doubts = " ".join(found.get("note_redazionali", ()))
    result.add("formula", where, _line(wanted["formula"]), _line(found.get("formula")), doubts, "formula")
    unit = wanted["unit"]
    known = _line(found.get("unita"))
    result.add("unit", where, unit or "", known if unit else "", doubts, f"«{unit}»")
    if wanted["weight"]:
        weight = found.get("peso") or found.get("campi", {}).get("peso_nel_documento")
        result.add("weight", where, _number(wanted["weight"]), _number(weight), doubts, wanted["weight"])
    for key, place in (("type", "tipologia"), ("source", ("fonte", "verifica"))):
        if wanted.get(key):
            places = (place,) if isinstance(place, str) else place
            texts = [_line(found.get(one)) for one in places]
            result.add(
                key,
                where,
                _line(wanted[key]),
                next((one for one in texts if one == _line(wanted[key])), texts),
                doubts,
            )
    if wanted.get("code"):
        result.add(
            "code", where, wanted["code"], found.get("campi", {}).get("codice_dell_indicatore"), doubts
        )
    steps = wanted.get("steps")
    if steps:
        read = [(_line(one["nome"]), _step_reading(one)) for one in found.get("fasi", ())]
        for number, step in enumerate(steps):
            one = read[number] if number < len(read) else None
            result.add(
                "step", where, (_line(step["text"]), _expected(step["reading"], 0)), one, doubts, step["text"]
            )
    else:
        _score_years(result, where, "target", wanted["targets"], wanted["readings"]["targets"], found, doubts)
    _score_years(
        result, where, "baseline", wanted["baselines"], wanted["readings"]["baselines"], found, doubts
    )
    for day, text in wanted.get("result", {}).items():
        reading = _expected(wanted["readings"]["result"][day], 0)
        one = results.get(day)
        value = one.get("valore") if isinstance(one, Mapping) else one
        result.add("result", where, reading, _reading(value, found, None, is_target=False), doubts, text)
    _score_structures(result, where, wanted, found, results, names, doubts)


def _score_structures(
    result: Score, where: str, wanted: Tree, found: Tree, results: Mapping[str, Any], names: Tree, doubts: str
) -> None:
    parts = {_folded(names[key]): part for key, part in found.get("per_ufficio", {}).items()}
    ids = {_folded(names[key]): key for key in found.get("per_ufficio", {})}
    alone = {_folded(names[_id(one)]) for one in found.get("uffici", ())}
    for structure in wanted.get("structures", ()):
        name = _folded(structure["name"])
        result.add("structure", where, True, name in parts or name in alone, doubts)
        part = parts.get(name, {})
        merged = {**found, **part} if part.get("target") else found
        for year, text in structure["targets"].items():
            reading = structure.get("readings", {}).get("targets", {}).get(year)
            if reading is None:
                reading = {"kind": "number", "value": text, "condition": wanted["condition"]}
            read = _reading(_of_year(merged, "target", year), merged, year, is_target=True)
            # A target in words has a number in the reading of the indicator.
            if reading["kind"] == "text" and wanted["readings"]["targets"].get(year):
                reading = wanted["readings"]["targets"][year]
            result.add(
                "target", f"{where} {structure['name']}", _expected(reading, int(year)), read, doubts, text
            )
        for day, text in structure.get("result", {}).items():
            one = results.get(day)
            value = (
                one
                if not isinstance(one, Mapping)
                else one.get("valore") or one["per_ufficio"].get(ids.get(name))
            )
            result.add(
                "result",
                f"{where} {structure['name']}",
                Fraction(Decimal(text)),
                _number(value),
                doubts,
                text,
            )
        for day in structure.get("not_reported", ()):
            one = results.get(day, {})
            value = (
                one.get("valore") or one.get("per_ufficio", {}).get(ids.get(name))
                if isinstance(one, Mapping)
                else one
            )
            result.add("not reported", f"{where} {structure['name']}", True, value in (None, "n.d."), doubts)


def _score_years(
    result: Score, where: str, kind: str, texts: Tree, readings: Tree, found: Tree, doubts: str
) -> None:
    key = "target" if kind == "target" else "stato"
    for year, text in texts.items():
        wanted = readings[year]
        number = year[:4] if year else next(iter(found.get("stato", {})), "")
        if wanted["kind"] == "steps":
            result.add(kind, f"{where} {year}", wanted["value"], _dated(found, number), doubts, text)
            continue
        value = _of_year(found, key, number)
        if kind == "target" and len(year) > 4:
            wanted = {**wanted, "by": year}
        base = next(iter(sorted(found.get("stato", {}), reverse=True)), str(int(number or 0) - 1))
        read = _reading(value, found, number, is_target=kind == "target")
        result.add(kind, f"{where} {year}", _expected(wanted, int(number or 0), base), read, doubts, text)
    extra = {year for year, row in found.get(key, {}).items() if row != "n.d."} - {year[:4] for year in texts}
    if "" not in texts:
        result.wrong += [f"{where}: {kind} {year} not expected" for year in sorted(extra)]


def _dated(found: Tree, year: str) -> dict[str, str]:
    """The values, or the steps, of days within a year."""
    steps = {_day(step["entro"]) or "": step["nome"] for step in found.get("fasi", ()) if "entro" in step}
    if steps:
        return steps
    last = {f"{year}-12-31": found["target"][year]} if year in found.get("target", {}) else {}
    return {**found.get("traguardi_intermedi", {}), **last}


def _of_year(found: Tree, key: str, year: str) -> Any:
    return found.get(key, {}).get(year)


def _reading(row: Any, found: Tree, year: str | None, *, is_target: bool) -> tuple[object, ...]:
    """The meaning of a value in a plan's file: kind, value, condition, day, reference."""
    fields = row if isinstance(row, Mapping) else {"valore": row}
    text, unit = fields.get("valore"), fields.get("unita", found.get("unita", ""))
    if text is None or text == "n.d.":
        return ("none",)
    condition = fields.get("condizione", found.get("condizione")) if is_target else None
    by = _day(fields["entro"]) if "entro" in fields else None
    if unit == "testo":
        return ("text", _line(text), None, by)
    if "rispetto_a" in fields:
        return ("relative", _number(text), fields["rispetto_a"], condition)
    if condition == "tra":
        low, high = text.split(" e ")
        return ("range", (_number(low), _number(high)), "tra", by)
    day = _day(text)
    if day:
        return ("date", day, condition, by)
    number = _number(text)
    if number is None:
        # An answer and a word of a scale are what the target is equal to.
        return ("word", text.casefold().replace("ì", "i"), None if condition == "pari a" else condition, by)
    return ("number", number, condition, by)


def _expected(reading: Tree, year: int, base: str = "") -> tuple[object, ...]:
    kind, value = reading["kind"], reading["value"]
    condition = reading.get("condition")
    by = reading.get("by")
    if kind == "none":
        return ("none",)
    if kind == "text":
        return ("text", _line(value), None, by)
    if kind == "relative":
        number = _number(value)
        assert number is not None
        reference = base if reading["of"] == "baseline" else reading["of"]
        return ("relative", number - 100 if value == "200%" else number, reference, condition)
    if kind == "range":
        return ("range", tuple(_number(one) for one in value), "tra", by)
    if kind == "date":
        return ("date", value, condition, by)
    if kind in ("yes/no", "on/off", "scale"):
        return ("word", value.casefold().replace("ì", "i"), None if condition == "pari a" else condition, by)
    return ("number", Fraction(Decimal(value)), condition, by)


def _step_reading(step: Tree) -> tuple[object, ...]:
    if "entro" in step:
        return ("date", _day(step["entro"]), "entro", None)
    year = next(iter(step["target"]))
    return _reading(step["target"][year], step, year, is_target=True)


def _number(text: str | None) -> Fraction | None:
    """A number in the Italian way, without its unit; one with an English point is expected data."""
    if text is None:
        return None
    match = re.fullmatch(r"(?:n\. )?([-+]?[\d.,]+)(?: ?%| ?€| punti|/\d+(?: .*|$)|/[\d.]+ .*)?", text.strip())
    if match is None:
        return None
    digits = match[1]
    if "," in digits or re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+", digits):
        digits = digits.replace(".", "").replace(",", ".")
    return Fraction(Decimal(digits))


def _day(text: str) -> str | None:
    match = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)
    return date(int(match[3]), int(match[2]), int(match[1])).isoformat() if match else None


def _id(office: Any) -> str:
    return office["id"] if isinstance(office, Mapping) else office


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[\w%<>=≤≥+-]+", text.casefold()))


def load_expected(folder: Path) -> list[Tree]:
    """The expected objectives of a document."""
    content: list[Tree] = json.loads((folder / "expected.json").read_text("utf-8"))
    return content


def lines(result: Score) -> Iterator[str]:
    """A table of the score, for a message."""
    for kind, count in result.expected.items():
        yield f"{kind}: {result.right.get(kind, 0)}/{count}"
