"""Reads `rilevazioni/AAAA-MM-GG.yml`: what was found on the day that the file is named after.

    fonte: Monitoraggio semestrale, determinazione n. 41 del 10/07/2025
    01_01_OS02:
      desk: 2
      formazione:
        valore: 5
        nota: tre corsi in presenza e due a distanza
        fonte: registro dei corsi
      bando: non ancora
      questionario:
        non_valutabile: il questionario è stato sospeso con delibera n. 12 del 3 giugno 2025
      eventi:
        valore: 9
        rettifiche:
          - data: 15/09/2025
            valore: 7
            motivo: due eventi erano stati contati due volte

The day is the one the values refer to, not the one they were written down. An indicator that is left
out or empty was not measured. A published value is never overwritten: a correction stands beside it.
"""

import re
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from generator.loading import schemas as shapes
from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.readers.values import value_of
from generator.loading.suggestions import suggestion
from generator.loading.validation import ValidatedMapping, validate_mapping
from generator.loading.yaml import parser
from generator.loading.yaml.parser import Entry, Node, Scalar
from generator.plan.measurement import Correction, Measurement, NotYet, Result
from generator.plan.model import Indicator, Objective
from generator.plan.units import Unit
from generator.plan.values import Day, NotAvailable, comparable, kind_of

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NOT_YET = "non ancora"
_SOURCE = "fonte"


class MeasurementContext(Struct, frozen=True):
    """What may be measured. `codes` are the objectives that have a file, even one with mistakes.

    `ids` are the indicators that each file has, even those with mistakes.
    """

    years: tuple[int, ...]
    objectives: Mapping[str, Objective]
    codes: frozenset[str]
    ids: Mapping[str, frozenset[str]]


class _Sheet(Struct, frozen=True):
    """One file: its day, and the source of all values that name none."""

    day: date
    source: str


def read_measurements(
    node: Node, file_stem: str, context: MeasurementContext, findings: Diagnostics
) -> tuple[Measurement, ...]:
    """The measurements of a file, in its order."""
    top = SourceLocation(node.place.file)
    day = _read_day(file_stem, top, context, findings)
    if not isinstance(node, parser.Mapping):
        message = "qui ci vogliono gli obiettivi («01_01_OS01:»), e sotto ciascuno i suoi indicatori"
        findings.add(node.place, "E203", message)
        return ()
    # A file under a wrong name is read all the same, so that its other mistakes come out too.
    sheet = _Sheet(day or date.max, _read_source(node, findings))
    found: list[Measurement] = []
    for entry in node.entries:
        if entry.key.text != _SOURCE:
            found += _read_objective(entry, sheet, context, findings)
    return tuple(found) if day else ()


def _read_day(
    stem: str, place: SourceLocation, context: MeasurementContext, findings: Diagnostics
) -> date | None:
    match = _DAY.fullmatch(stem)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        day = None
    if day is None:
        message = f"«{stem}» non è una data: il file prende il nome dal giorno, come 2025-06-30.yml"
        findings.add(place, "E401", message)
    elif context.years and day.year not in context.years:
        known = ", ".join(str(year) for year in context.years)
        findings.add(place, "E401", f"il {day.year} non è un anno del piano ({known})")
        return None
    return day


def _read_source(node: parser.Mapping, findings: Diagnostics) -> str:
    for entry in node.entries:
        if entry.key.text == _SOURCE:
            if isinstance(entry.value, Scalar):
                return entry.value.text.strip()
            findings.add(entry.value.place, "E203", "«fonte» vuole un testo")
    return ""


def _read_objective(
    entry: Entry, sheet: _Sheet, context: MeasurementContext, findings: Diagnostics
) -> list[Measurement]:
    code = entry.key.text
    objective = context.objectives.get(code)
    if objective is None:
        # An objective whose file has mistakes is reported there.
        if code not in context.codes:
            hint = suggestion(code, context.codes) or "i codici sono i nomi dei file di obiettivi/"
            findings.add(entry.key.place, "E402", f"l'obiettivo «{code}» non c'è nel piano; {hint}")
        return []
    if not isinstance(entry.value, parser.Mapping):
        if not (isinstance(entry.value, Scalar) and not entry.value.text):
            message = f"sotto «{code}» ci vogliono i suoi indicatori, uno per riga («desk: 2»)"
            findings.add(entry.value.place, "E203", message)
        return []
    known = {indicator.id: indicator for indicator in objective.indicators}
    found = []
    for item in entry.value.entries:
        indicator = known.get(item.key.text)
        if indicator is None:
            _report_unknown(item.key, code, known, context, findings)
            continue
        measurement = _read_result(item.value, code, indicator, sheet, findings)
        if measurement is not None:
            found.append(measurement)
    return found


def _report_unknown(
    key: Scalar, code: str, known: Mapping[str, Indicator], context: MeasurementContext, findings: Diagnostics
) -> None:
    if key.text in context.ids.get(code, ()):
        return
    hint = suggestion(key.text, known) or f"ci sono: {', '.join(known)}"
    findings.add(key.place, "E402", f"l'indicatore «{key.text}» non c'è in {code}; {hint}")


def _read_result(
    node: Node, code: str, indicator: Indicator, sheet: _Sheet, findings: Diagnostics
) -> Measurement | None:
    if isinstance(node, Scalar):
        value = _read_value(node, indicator, sheet.day, findings)
        return (
            None if value is None else Measurement(code, indicator.id, sheet.day, value, source=sheet.source)
        )
    record = validate_mapping(node, shapes.RESULT, findings)
    if record is None or not _says_one_thing(record, findings):
        return None
    scalar = record.filled("valore")
    value = _read_value(scalar, indicator, sheet.day, findings) if scalar else None
    reason = record.text("non_valutabile").strip()
    if value is None and not reason:
        return None
    return Measurement(
        code,
        indicator.id,
        sheet.day,
        value,
        note=record.text("nota").strip(),
        source=record.text("fonte").strip() or sheet.source,
        corrections=_read_corrections(record, indicator, sheet.day, findings),
        not_assessable=reason,
    )


def _says_one_thing(record: ValidatedMapping, findings: Diagnostics) -> bool:
    """Whether a group holds either a value or the reason why there is none."""
    has_value, has_reason = record.filled("valore") is not None, record.filled("non_valutabile") is not None
    if "non_valutabile" in record.keys and not has_reason:
        wrong, message = "non_valutabile", "«non_valutabile» vuole un motivo: chi legge deve sapere perché"
    elif has_value and has_reason:
        wrong, message = (
            "non_valutabile",
            "«valore» e «non_valutabile» si escludono: tenere uno dei due",
        )
    elif record.records("rettifiche") and not has_value:
        wrong, message = "rettifiche", "si rettifica un valore pubblicato: lasciarlo in «valore»"
    elif record.texts and not has_value and not has_reason:
        wrong, message = next(iter(record.texts)), "manca «valore», oppure «non_valutabile» con il motivo"
    else:
        return has_value or has_reason
    findings.add(record.place_of(wrong), "E403", message)
    return False


def _read_value(scalar: Scalar, indicator: Indicator, day: date, findings: Diagnostics) -> Result | None:
    text = scalar.text.strip()
    target = indicator.targets.get(day.year)
    if text.casefold() == _NOT_YET:
        if indicator.unit is Unit.DATE or isinstance(target, Day):
            return NotYet(text)
        message = f"«{text}» si dice solo di una data; qui l'unità è «{indicator.unit.value}»"
        findings.add(scalar.place, "E404", message)
        return None
    value = value_of(scalar, indicator.unit, findings)
    if value is None or isinstance(value, NotAvailable):
        return value
    if isinstance(value, Day) and value.day > day:
        message = f"«{text}» viene dopo il giorno della rilevazione: un fatto futuro si scrive «{_NOT_YET}»"
        findings.add(scalar.place, "E404", message)
        return None
    if target is None or isinstance(target, NotAvailable) or comparable(value, target):
        return value
    one, other = kind_of(value), kind_of(target)
    why = f"({one}) non si confronta con il traguardo ({other})"
    if one == other:
        why = "non è riferito alla quantità del traguardo"
    findings.add(scalar.place, "E404", f"«{text}» {why}: scriverlo come nel piano")
    return None


def _read_corrections(
    record: ValidatedMapping, indicator: Indicator, day: date, findings: Diagnostics
) -> tuple[Correction, ...]:
    corrections: list[Correction] = []
    for item in record.records("rettifiche"):
        made_on = _read_correction_day(item, corrections[-1].made_on if corrections else day, findings)
        scalar = item.filled("valore")
        value = _read_value(scalar, indicator, day, findings) if scalar else None
        reason = item.text("motivo").strip()
        if made_on and value is not None and reason:
            corrections.append(Correction(value, reason, made_on))
    return tuple(corrections)


def _read_correction_day(record: ValidatedMapping, earliest: date, findings: Diagnostics) -> date | None:
    scalar = record.filled("data")
    value = value_of(scalar, Unit.DATE, findings) if scalar else None
    if scalar is None or not isinstance(value, Day):
        return None
    if value.day < earliest:
        message = "una rettifica viene dopo la rilevazione e le altre rettifiche: controllare la data"
        findings.add(scalar.place, "E405", message)
        return None
    return value.day
