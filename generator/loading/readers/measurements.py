"""Reader of `rilevazioni/AAAA-MM-GG.yml`: the values measured on the day of the file name.

Where offices have a file each, the day is the name of their folder: `rilevazioni/AAAA-MM-GG/anagrafe.yml`.

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
      prenotazioni: {valore: 62%, grado_dichiarato: 88%}
      sportello: {fasi: {1: 15/06/2025, 2: non ancora}}
      tempi: {per_ufficio: {anagrafe: 85%, tributi: 90%}}
      misure: {per_ufficio: {anagrafe: {valore: attuate in parte, grado_dichiarato: 60%}}}

The day is the one that the values refer to, not the one on which they were written. An indicator that is
left out or empty was not measured. A published value is not overwritten: corrections are added to it.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date

from msgspec import Struct

from generator.loading import schemas
from generator.loading.diagnostics import Diagnostics, SourceLocation, enumeration, suggestion
from generator.loading.readers.fields import (
    check_not_in_future,
    day_of,
    is_reason,
    not_a_reason,
)
from generator.loading.readers.results import read_declared, read_results, read_value_of, wants_parts
from generator.loading.validation import ValidatedMapping, check_words, validate_mapping
from generator.loading.yaml import parser
from generator.loading.yaml.parser import Entry, Node, Scalar
from generator.plan.identifiers import ISO_DAY, read_iso_day
from generator.plan.indicator import Indicator
from generator.plan.measurement import Correction, Measurement, Result
from generator.plan.model import Objective
from generator.plan.parts import BY_OFFICE, STEPS

#: A day in another spelling than that of file names, with any digits: `2025_6_30`, or full-width.
_LOOSE_DAY = re.compile(r"(\d{4})[-_. ]?(0?[1-9]|1[0-2]|\d{2})[-_. ]?(\d{1,2})")
_SOURCE = "fonte"


class MeasurementContext(Struct, frozen=True):
    """The objectives and indicators that may be measured, by code. Without `today` all days may be past.

    `codes` are the objectives with a file and `ids` the indicators in each file, also those with errors: a
    measurement of them is not reported as unknown. `stems` are the days of all files, as they are written.
    """

    years: tuple[int, ...]
    objectives: Mapping[str, Objective]
    codes: frozenset[str]
    ids: Mapping[str, frozenset[str]]
    today: date | None = None
    stems: frozenset[str] = frozenset()


class LocatedMeasurement(Struct, frozen=True):
    """A measurement with the location of its current value, and the mapping if it was written as one."""

    measurement: Measurement
    location: SourceLocation
    mapping: ValidatedMapping | None = None


class _MeasurementFile(Struct, frozen=True):
    """The day of a file, the source of its values that name none, and today if it is known."""

    day: date
    source: str
    today: date | None


def read_measurements(
    node: Node,
    written_day: str,
    context: MeasurementContext,
    diagnostics: Diagnostics,
    *,
    in_folder: bool = False,
) -> tuple[LocatedMeasurement, ...]:
    """The measurements of a file, in its order; errors are reported.

    `written_day` is the day in the name of the file, or of its folder (`in_folder`).
    """
    top = SourceLocation(node.location.file)
    day = _read_day(written_day, in_folder, top, context, diagnostics)
    if not isinstance(node, parser.Mapping):
        message = "qui ci vogliono gli obiettivi («01_01_OS01:»), e sotto ciascuno i suoi indicatori"
        diagnostics.add(node.location, "E203", message)
        return ()
    # A file with a wrong name is read too, so that its other errors are reported in the same run.
    file = _MeasurementFile(day or date.max, _read_source(node, diagnostics), context.today)
    found: list[LocatedMeasurement] = []
    above = ""
    for entry in node.entries:
        if entry.key.text != _SOURCE:
            found += _read_objective(entry, above, file, context, diagnostics)
        if entry.key.text in context.codes:
            above = entry.key.text
    if found:
        check_not_in_future(day, context.today, top, "controllare la data nel nome del file", diagnostics)
    return tuple(found) if day else ()


def _read_day(
    stem: str,
    in_folder: bool,
    location: SourceLocation,
    context: MeasurementContext,
    diagnostics: Diagnostics,
) -> date | None:
    day = read_iso_day(stem)
    if day is None:
        message = f"«{stem}» non è una data: {_remedy_for_name(stem, in_folder, context.stems)}"
        diagnostics.add(location, "E401", message)
    elif context.years and day.year not in context.years:
        known = ", ".join(str(year) for year in context.years)
        diagnostics.add(location, "E401", f"il {day.year} non è un anno del piano ({known})")
        return None
    return day


def _remedy_for_name(stem: str, in_folder: bool, stems: frozenset[str]) -> str:
    """What to do with a name that is no day, or is one in another spelling or with other digits."""
    what, ending = ("la cartella", "") if in_folder else ("il file", ".yml")
    match = _LOOSE_DAY.fullmatch(stem)
    if match is None or ISO_DAY.match(stem):
        return f"{what} prende il nome dal giorno, come 2025-06-30{ending}"
    year, month, number = map(int, match.groups())
    name = f"{year:04}-{month:02}-{number:02}"
    if name in stems:
        remedy = "portare lì questi valori, e togliere questo file"
        return f"è lo stesso giorno di «{name}{ending}», che c'è già; {remedy}"
    return f"chiamare {what} «{name}{ending}», con le cifre da 0 a 9"


def _read_source(node: parser.Mapping, diagnostics: Diagnostics) -> str:
    for entry in node.entries:
        if entry.key.text == _SOURCE:
            if isinstance(entry.value, Scalar):
                check_words(entry.value, diagnostics)
                return entry.value.text.strip()
            diagnostics.add(entry.value.location, "E203", "«fonte» vuole un testo")
    return ""


def _owner_of(identifier: str, above: str, context: MeasurementContext) -> str:
    """The objective of an indicator: the one above, or the only one that has it; empty if there is none."""
    owners = [code for code, ids in context.ids.items() if identifier in ids]
    if above in owners:
        return above
    return owners[0] if len(owners) == 1 else ""


def _read_objective(
    entry: Entry,
    above: str,
    file: _MeasurementFile,
    context: MeasurementContext,
    diagnostics: Diagnostics,
) -> list[LocatedMeasurement]:
    code = entry.key.text
    objective = context.objectives.get(code)
    if objective is None:
        # Errors in the objective's own file are reported there.
        if code not in context.codes:
            if owner := _owner_of(code, above, context):
                message = (
                    f"«{code}» è un indicatore di {owner}: metterlo sotto «{owner}:», rientrato di due spazi"
                )
                diagnostics.add(entry.key.location, "E402", message)
                return []
            diagnostics.add(entry.key.location, "E402", unknown_objective(code, context.codes))
        return []
    if not objective.indicators:
        # Why there are none is reported in the objective's own file.
        return []
    if not isinstance(entry.value, parser.Mapping):
        if not (isinstance(entry.value, Scalar) and not entry.value.text):
            message = f"sotto «{code}» ci vogliono i suoi indicatori, uno per riga («desk: 2»)"
            diagnostics.add(entry.value.location, "E203", message)
        return []
    known = {indicator.id: indicator.in_force_on(file.day) for indicator in objective.indicators}
    found = []
    for item in entry.value.entries:
        indicator = known.get(item.key.text)
        if indicator is None:
            _report_unknown(item.key, code, known, context, diagnostics)
            continue
        measurement = _read_result(item.value, code, indicator, file, diagnostics)
        if measurement is not None:
            found.append(measurement)
    return found


def _report_unknown(
    key: Scalar,
    code: str,
    known: Mapping[str, Indicator],
    context: MeasurementContext,
    diagnostics: Diagnostics,
) -> None:
    ids = context.ids.get(code, frozenset())
    # It may be an indicator whose id is missing in the plan, which is reported there.
    if key.text in ids or "" in ids:
        return
    if key.text in context.codes:
        message = f"«{key.text}» è un obiettivo, non un indicatore di {code}: scriverlo al margine"
        diagnostics.add(key.location, "E402", message)
        return
    diagnostics.add(key.location, "E402", unknown_indicator(key.text, code, known))


def unknown_indicator(text: str, code: str, known: Collection[str]) -> str:
    """The message for an indicator that an objective does not have; `known` are those that it has."""
    hint = suggestion(text, known) or f"ci sono: {enumeration(known)}"
    return f"l'indicatore «{text}» non c'è in {code}; {hint}"


def unknown_objective(code: str, known: Collection[str]) -> str:
    """The message for an objective that is not in the plan; `known` are the codes of those that are."""
    hint = suggestion(code, known) or "i codici sono i nomi dei file di obiettivi/"
    return f"l'obiettivo «{code}» non c'è nel piano; {hint}"


def _read_result(
    node: Node, code: str, indicator: Indicator, file: _MeasurementFile, diagnostics: Diagnostics
) -> LocatedMeasurement | None:
    if isinstance(node, Scalar):
        if node.text and indicator.parts:
            diagnostics.add(node.location, "E339", wants_parts(indicator))
            return None
        value = read_value_of(node, indicator, file.day, diagnostics)
        if value is None:
            return None
        measurement = Measurement(code, indicator.id, file.day, value, source=file.source)
        return LocatedMeasurement(measurement, node.location)
    mapping = validate_mapping(node, schemas.RESULT, diagnostics)
    if mapping is None or not _has_value_or_reason(mapping, diagnostics):
        return None
    value = read_results(mapping, None, indicator, file.day, diagnostics)
    reason = mapping.text("non_valutabile").strip()
    if value is None and not reason:
        return None
    declared = read_declared(mapping, diagnostics)
    corrections, location = _read_corrections(mapping, value, indicator, file, diagnostics)
    measurement = Measurement(
        code,
        indicator.id,
        file.day,
        value,
        note=mapping.text("nota").strip(),
        source=mapping.text("fonte").strip() or file.source,
        corrections=corrections,
        not_assessable=reason,
        declared_degree=declared.degree,
        declared_status=declared.status,
        deviation_reason=mapping.text("motivo_scostamento").strip(),
    )
    return LocatedMeasurement(measurement, location, mapping)


def _has_value_or_reason(mapping: ValidatedMapping, diagnostics: Diagnostics) -> bool:
    """Whether a mapping holds either a value or the reason why there is none."""
    has_value = any(name in mapping.texts or name in mapping.tables for name in ("valore", STEPS, BY_OFFICE))
    has_reason = mapping.scalar("non_valutabile") is not None
    if "non_valutabile" in mapping.keys and not has_reason:
        wrong, message = "non_valutabile", "«non_valutabile» vuole un motivo: chi legge deve sapere perché"
    elif has_reason and not is_reason(mapping.text("non_valutabile")):
        wrong, message = "non_valutabile", not_a_reason(mapping.text("non_valutabile").strip())
    elif has_value and has_reason:
        wrong, message = (
            "non_valutabile",
            "«valore» e «non_valutabile» si escludono: tenere uno dei due",
        )
    elif mapping.mapping_list("rettifiche") and not has_value:
        wrong, message = "rettifiche", "si rettifica un valore pubblicato: lasciarlo in «valore»"
    elif mapping.texts and not has_value and not has_reason:
        wrong, message = next(iter(mapping.texts)), "manca «valore», oppure «non_valutabile» con il motivo"
    else:
        return has_value or has_reason
    diagnostics.add(mapping.location_of(wrong), "E403", message)
    return False


def _read_corrections(
    mapping: ValidatedMapping,
    published: Result | None,
    indicator: Indicator,
    file: _MeasurementFile,
    diagnostics: Diagnostics,
) -> tuple[tuple[Correction, ...], SourceLocation]:
    """The corrections of a value, and the location of the current value."""
    corrections: list[Correction] = []
    original = mapping.scalar("valore")
    location = original.location if original else mapping.location
    for item in mapping.mapping_list("rettifiche"):
        earliest = corrections[-1].made_on if corrections else file.day
        made_on = _read_correction_day(item, earliest, file.today, diagnostics)
        former = corrections[-1].value if corrections else published
        value = read_results(item, former, indicator, file.day, diagnostics)
        reason = item.text("motivo").strip()
        if made_on and value is not None and reason:
            corrections.append(Correction(value, reason, made_on))
            scalar = item.scalar("valore")
            location = scalar.location if scalar else item.location
    return tuple(corrections), location


def _read_correction_day(
    mapping: ValidatedMapping, earliest: date, today: date | None, diagnostics: Diagnostics
) -> date | None:
    scalar = mapping.scalar("data")
    day = day_of(scalar, diagnostics)
    if scalar is None or day is None:
        return None
    if day < earliest:
        message = "una rettifica viene dopo la rilevazione e le altre rettifiche: controllare la data"
        diagnostics.add(scalar.location, "E405", message)
        return None
    remedy = "una rettifica ha il giorno in cui si fa; controllare la data"
    check_not_in_future(day, today, scalar.location, remedy, diagnostics)
    return day
