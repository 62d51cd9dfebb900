"""What is odd in a row, as doubts: values that do not read, units that do not fit, words cut off."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from generator.importing.italian import is_cut_off
from generator.importing.naming import Ground, Split
from generator.importing.tables import Row
from generator.plan.conditions import SYMBOLS, Condition
from generator.plan.errors import ImpossibleDate, UnitMismatch, ValueProblem
from generator.plan.units import Unit, read_unit, read_value
from generator.plan.values import Day, Percentage, Value

#: The symbols that need no remark: whatever else stands for a condition is an odd spelling.
_USUAL_SYMBOLS = {">=", "<=", "=", "≥", "≤"}


def row_doubts(
    row: Row, split: Split, baseline_year: str, targets: Mapping[str, str], extra: tuple[str, ...]
) -> list[str]:
    """The doubts about one row, each completing «Nel documento (riga …) …»."""
    doubts = [*_text_doubts(split), *_missing(row, targets), *_condition_doubts(row, targets)]
    if extra:
        doubts.append(f"la riga ha più valori che anni: restano senza anno {_quoted(extra)}")
    unit = read_unit(row.unit)
    if unit is None:
        if row.unit:
            doubts.append(f"l'unità di misura «{row.unit}» non è fra quelle note")
        return doubts
    cells = {"lo stato": row.baseline} | {f"il target {year}": text for year, text in targets.items()}
    return doubts + _value_doubts(cells, unit) + _odd_years(baseline_year, row.baseline, targets, unit)


def value_of(text: str, unit_text: str) -> Value | None:
    """The value of a cell, or `None` if it does not read."""
    unit = read_unit(unit_text)
    try:
        return read_value(text, unit) if unit and text else None
    except ValueProblem:
        return None


def foreign_letters(text: str) -> tuple[str, ...]:
    """The words in which a letter of another alphabet hides among Latin ones."""
    return tuple(
        word for word in re.findall(r"\w+", text) if len({_alphabet(char) for char in word} - {""}) > 1
    )


def _alphabet(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0] if char.isalpha() and char not in "ªº" else ""


def _text_doubts(split: Split) -> list[str]:
    whole = f"{split.name} {split.formula}".strip()
    doubts = []
    if not whole:
        doubts.append("l'indicatore non ha nome")
    if is_cut_off(whole):
        doubts.append(f"il testo si interrompe: «…{whole[-40:].partition(' ')[2]}»")
    if split.ground is Ground.WHOLE and whole:
        doubts.append("il testo dell'indicatore è uno solo: fa da nome, e la formula manca")
    if split.ground is Ground.WEAK:
        doubts.append("non è chiaro dove finisca il nome dell'indicatore e cominci la formula")
    for word in foreign_letters(whole):
        letter = next(char for char in word if _alphabet(char) != "LATIN" and char.isalpha())
        doubts.append(
            f"la parola «{word}» contiene la lettera non latina «{letter}» (U+{ord(letter):04X}), conservata"
        )
    return doubts


def _missing(row: Row, targets: Mapping[str, str]) -> list[str]:
    cells = {
        "la tipologia": row.type,
        "l'unità di misura": row.unit,
        "lo stato di partenza": row.baseline,
        "il target": "".join(targets.values()),
        "il peso": row.weight,
    }
    return [f"manca {name}: la casella è vuota" for name, text in cells.items() if not text]


def _condition_doubts(row: Row, targets: Mapping[str, str]) -> list[str]:
    if not row.condition:
        return ["manca la condizione (≥, ≤ o =) davanti al target"]
    if row.condition not in _USUAL_SYMBOLS:
        meant = SYMBOLS[row.condition].value
        return [f"la condizione è scritta «{row.condition}»: è letta come «{meant}»"]
    dated = any(isinstance(value_of(text, row.unit), Day) for text in targets.values())
    if dated and SYMBOLS[row.condition] is Condition.AT_LEAST:
        return [f"la condizione di una data è «{row.condition}», cioè non prima di quel giorno"]
    return []


def _value_doubts(cells: Mapping[str, str], unit: Unit) -> list[str]:
    doubts: list[str] = []
    for kind in (_unreadable, _serial, _unsigned, _misfit):
        found = {name: text for name, text in cells.items() if text and kind(text, unit)}
        if found:
            doubts.append(_ABOUT[kind](found))
    return doubts


def _read(text: str, unit: Unit) -> Value | None:
    try:
        return read_value(text, unit)
    except ValueProblem:
        return None


def _unreadable(text: str, unit: Unit) -> bool:
    try:
        read_value(text, unit)
    except (UnitMismatch, ImpossibleDate, ValueProblem):
        return True
    return False


def _serial(text: str, unit: Unit) -> bool:
    value = _read(text, unit)
    return isinstance(value, Day) and value.spelling == "serial"


def _unsigned(text: str, unit: Unit) -> bool:
    value = _read(text, unit)
    return isinstance(value, Percentage) and not value.sign


def _misfit(text: str, unit: Unit) -> bool:
    value = _read(text, unit)
    return unit is Unit.NUMBER and isinstance(value, Percentage | Day)


def _about_serial(cells: Mapping[str, str]) -> str:
    days = [f"«{text}» per {name}" for name, text in cells.items()]
    value = _read(next(iter(cells.values())), Unit.DATE)
    shown = f"{value.day:%d/%m/%Y}" if isinstance(value, Day) else ""
    return f"al posto di una data c'è il numero seriale {', '.join(days)}: è letto come {shown}"


_ABOUT: dict[Callable[[str, Unit], bool], Callable[[Mapping[str, str]], str]] = {
    _unreadable: lambda cells: f"non si legge come valore dell'unità di misura: {_named(cells)}",
    _serial: _about_serial,
    _unsigned: lambda cells: f"l'unità di misura è «%» ma manca il segno: {_named(cells)}",
    _misfit: lambda cells: f"l'unità di misura è un numero, ma i valori no: {_named(cells)}",
}


def _odd_years(baseline_year: str, baseline: str, targets: Mapping[str, str], unit: Unit) -> list[str]:
    doubts = []
    start = _read(baseline, unit)
    if isinstance(start, Day) and str(start.day.year) != baseline_year:
        doubts.append(f"la data dello stato {baseline_year} («{baseline}») è di un altro anno")
    for year, text in targets.items():
        value = _read(text, unit)
        if isinstance(value, Day) and value.day.year < int(year):
            doubts.append(f"la data del target {year} («{text}») è di un anno precedente")
    return doubts


def _named(cells: Mapping[str, str]) -> str:
    return ", ".join(f"{name} («{text}»)" for name, text in cells.items())


def _quoted(texts: tuple[str, ...]) -> str:
    return ", ".join(f"«{text}»" for text in texts)
