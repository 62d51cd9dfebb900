"""Doubts about the row of an indicator: texts that are cut, cells without content, values of another kind."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.document_context import DocumentContext
from generator.importing.recognition.readings import Measure, Readings
from generator.importing.recognition.records import Record, table_of
from generator.importing.recognition.roles import Role
from generator.importing.slugs import FUNCTION_WORDS
from generator.plan import units
from generator.plan.conditions import SYMBOLS, Condition
from generator.plan.errors import ValueProblem
from generator.plan.units import Unit
from generator.plan.values import Day, Percentage, Value

#: Conditions without a doubt about their spelling.
_USUAL_SIGNS = frozenset({">=", "<=", "=", "≥", "≤"})
_CELLS = (
    (Role.TYPE, "la tipologia"),
    (Role.UNIT, "l'unità di misura"),
    (Role.BASELINE, "lo stato di partenza"),
)


def name_doubts(text: str) -> list[str]:
    """The doubts about the text of an indicator, its name and its formula."""
    texts = []
    if is_cut_off(text):
        texts.append(f"il testo si interrompe: «…{text[-40:].partition(' ')[2]}»")
    for word in foreign_letters(text):
        letter = next(char for char in word if char.isalpha() and _alphabet(char) != "LATIN")
        texts.append(
            f"la parola «{word}» contiene la lettera non latina «{letter}» (U+{ord(letter):04X}), conservata"
        )
    return texts


def is_cut_off(text: str) -> bool:
    """Whether a text ends in a word that cannot end a sentence, as when a page cuts it."""
    found = re.findall(r"\w+", text)
    return len(found) > 1 and text.rstrip().endswith(found[-1]) and found[-1] in FUNCTION_WORDS


def foreign_letters(text: str) -> tuple[str, ...]:
    """The words with letters of more than one alphabet, such as a Cyrillic letter among Latin ones."""
    return tuple(
        word for word in re.findall(r"\w+", text) if len({_alphabet(char) for char in word} - {""}) > 1
    )


def _alphabet(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0] if char.isalpha() and char not in "ªº" else ""


def value_doubts(record: Record, readings: Readings, unit: str, context: DocumentContext) -> list[str]:
    """The doubts about the cells and the values of an indicator of one row; `unit` as written."""
    part = next(iter(readings.parts.values()))
    texts = [*_missing_cells(record, context), *_condition_doubts(record, part.targets, context)]
    cells: dict[str, Measure] = {}
    if part.baselines:
        cells["lo stato"] = part.baselines[max(part.baselines)]
    cells |= {f"il target {year}": one for year, one in sorted(part.targets.items())}
    known = {name: one for name, one in cells.items() if one.value.text and not one.value.is_text}
    if unit and units.read_unit(unit) in units.KNOWN_UNITS:
        texts += _unit_doubts(known, units.read_unit(unit), context)
    for year, one in sorted(part.baselines.items()):
        day = _value(one.value.text, units.DATE)
        if isinstance(day, Day) and day.day.year != year:
            texts.append(f"la data dello stato {year} («{one.shown}») è di un altro anno")
    for year, one in sorted(part.targets.items()):
        day = _value(one.value.text, units.DATE)
        if isinstance(day, Day) and day.spelling != "serial" and day.day.year < year:
            texts.append(f"la data del target {year} («{one.shown}») è di un anno precedente")
    return texts


def _missing_cells(record: Record, context: DocumentContext) -> list[str]:
    """The cells without content, where most rows of the table have one."""
    found = []
    for role, name in _CELLS:
        cells = record.all(role)
        if cells and not any(one.text for one in cells) and (table_of(cells[0]), role) in context.filled:
            found.append(f"manca {name}: la casella è vuota")
    return found


def _condition_doubts(record: Record, targets: Mapping[int, Measure], context: DocumentContext) -> list[str]:
    valued = [one for _, one in sorted(targets.items()) if one.value.text and not one.value.is_text]
    conditions = [one.value.condition for one in valued if one.value.condition]
    cells = record.all(Role.TARGET)
    if valued and not conditions and cells and (table_of(cells[0]), Role.CONDITION) in context.filled:
        return ["manca la condizione (≥, ≤ o =) davanti al target"]
    sign = next((one.text for one in record.all(Role.CONDITION) if one.text in SYMBOLS), "")
    if sign and sign not in _USUAL_SIGNS and len(sign) > 1:
        return [f"la condizione è scritta «{sign}»: è letta come «{SYMBOLS[sign].value}»"]
    dated = any(isinstance(_value(one.value.text, units.DATE), Day) for one in valued)
    if dated and Condition.AT_LEAST in conditions:
        return [f"la condizione di una data è «{sign or '≥'}», cioè non prima di quel giorno"]
    return []


def _unit_doubts(cells: Mapping[str, Measure], unit: Unit, context: DocumentContext) -> list[str]:
    """One text for each kind of irregular value; `cells` are values by the Italian name of the cell."""
    texts: list[str] = []
    for is_irregular, text_about in _VALUE_CHECKS:
        found = {name: one.value.text for name, one in cells.items() if is_irregular(one.value.text, unit)}
        if found and not (text_about is _without_sign and not context.signs_percent):
            texts.append(text_about(found))
    return texts


def _value(text: str, unit: Unit) -> Value | None:
    try:
        return units.read_value(text, unit) if text and not is_absent(text) else None
    except ValueProblem:
        return None


def _is_serial_date(text: str, unit: Unit) -> bool:
    value = _value(text, unit)
    return isinstance(value, Day) and value.spelling == "serial"


def _lacks_percent_sign(text: str, unit: Unit) -> bool:
    value = _value(text, unit)
    return isinstance(value, Percentage) and not value.sign


def _is_not_a_number(text: str, unit: Unit) -> bool:
    return unit == units.NUMBER and isinstance(_value(text, unit), Percentage | Day)


def _serial_date(cells: Mapping[str, str]) -> str:
    days = [f"«{text}» per {name}" for name, text in cells.items()]
    value = _value(next(iter(cells.values())), units.DATE)
    shown = f"{value.day:%d/%m/%Y}" if isinstance(value, Day) else ""
    return f"al posto di una data c'è il numero seriale {', '.join(days)}: è letto come {shown}"


def _without_sign(cells: Mapping[str, str]) -> str:
    return f"l'unità di misura è «%» ma manca il segno: {_named(cells)}"


def _not_numbers(cells: Mapping[str, str]) -> str:
    return f"l'unità di misura è un numero, ma i valori no: {_named(cells)}"


_VALUE_CHECKS: Sequence[tuple[Callable[[str, Unit], bool], Callable[[Mapping[str, str]], str]]] = (
    (_is_serial_date, _serial_date),
    (_lacks_percent_sign, _without_sign),
    (_is_not_a_number, _not_numbers),
)


def _named(cells: Mapping[str, str]) -> str:
    return ", ".join(f"{name} («{text}»)" for name, text in cells.items())
