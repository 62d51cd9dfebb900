"""Reads the file of an objective: its header fields, and what they refer to."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics
from generator.loading.patterns import OBJECTIVE_CODE
from generator.loading.readers.indicators import IndicatorContext, read_indicators
from generator.loading.readers.registers import Registers
from generator.loading.readers.values import explain_value
from generator.loading.source_map import SourceMap
from generator.loading.suggestions import suggestion
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.errors import EnglishNumber, ValueProblem
from generator.plan.model import DocumentWording, Objective, Programme, Resources
from generator.plan.units import Unit
from generator.plan.value_parser import read_euro

T = TypeVar("T")


class ObjectiveContext(Struct, frozen=True):
    """What an objective may refer to."""

    registers: Registers
    kinds: Mapping[str, str]
    indicators: IndicatorContext


def read_objective(
    record: ValidatedMapping,
    file_stem: str,
    context: ObjectiveContext,
    places: SourceMap,
    findings: Diagnostics,
) -> Objective | None:
    """The objective of a file; `None` if its code or area cannot be made out."""
    registers = context.registers
    code = _read_code(record, file_stem, context.kinds, findings)
    area = _refer(record.filled("ambito"), registers.areas, "un ambito di ambiti.yml", "E205", findings)
    programme = _read_programme(record, registers, findings)
    department = _refer(
        record.filled("area_responsabilita"), registers.departments, "un'area di uffici.yml", "E205", findings
    )
    offices = [
        _refer(office, registers.offices, "un ufficio di uffici.yml", "E205", findings)
        for office in record.list("uffici")
    ]
    if code is not None:
        places.put_record(record, code)
    indicators = read_indicators(
        record.records("indicatori"), code or "", context.indicators, places, findings
    )
    resources = _read_resources(record, findings)
    if code is None or area is None:
        return None
    return Objective(
        code=code,
        kind=code.split("_")[2].rstrip("0123456789"),
        title=record.text("titolo"),
        description=record.text("descrizione").strip(),
        area=area,
        programme=programme,
        resources=resources,
        department=department,
        offices=tuple(office for office in offices if office is not None),
        indicators=indicators,
        wording=_read_wording(record.group("testo_documento")),
        notes=tuple(note.text for note in record.list("note")),
        editorial_notes=tuple(note.text for note in record.list("note_redazionali")),
    )


def _read_code(
    record: ValidatedMapping, file_stem: str, kinds: Mapping[str, str], findings: Diagnostics
) -> str | None:
    code = record.filled("codice")
    if code is None:
        return None
    match = OBJECTIVE_CODE.match(code.text)
    if match is None:
        message = f"«{code.text}» non è un codice di obiettivo: {OBJECTIVE_CODE.advice}"
        findings.add(code.place, "E206", message)
        return None
    if kinds and match[2] not in kinds:
        known = ", ".join(kinds)
        findings.add(code.place, "E205", f"«{match[2]}» non è tra i tipi di obiettivo di piano.yml: {known}")
        return None
    if code.text != file_stem:
        message = f"il codice «{code.text}» non è il nome del file («{file_stem}.yml»): renderli uguali"
        findings.add(code.place, "E208", message)
    return code.text


def _read_programme(
    record: ValidatedMapping, registers: Registers, findings: Diagnostics
) -> Programme | None:
    what = "una missione/programma di missioni.yml, come 11/005"
    return _refer(record.filled("missione"), registers.programmes, what, "E205", findings)


def _read_resources(record: ValidatedMapping, findings: Diagnostics) -> Resources | None:
    scalar = record.filled("risorse")
    if scalar is None:
        return None
    try:
        return Resources(scalar.text, read_euro(scalar.text))
    except EnglishNumber as problem:
        findings.add(scalar.place, *explain_value(problem, scalar.text, Unit.EURO))
    except ValueProblem:
        message = f"«{scalar.text}» non è un importo: scriverlo come 27.300,00 €, o dirlo a parole senza «€»"
        findings.add(scalar.place, "E304", message)
    return None


def _read_wording(record: ValidatedMapping | None) -> DocumentWording:
    if record is None:
        return DocumentWording()
    return DocumentWording(
        area=record.text("ambito"),
        mission=record.text("missione"),
        programme=record.text("programma"),
        department=record.text("area_responsabilita"),
        offices=record.text("uffici"),
    )


def _refer(
    scalar: Scalar | None, known: Mapping[str, T] | None, what: str, code: str, findings: Diagnostics
) -> T | None:
    if scalar is None or known is None:
        return None
    if scalar.text in known:
        return known[scalar.text]
    hint = suggestion(scalar.text, known)
    message = f"«{scalar.text}» non è {what}" + (f"; {hint}" if hint else "")
    findings.add(scalar.place, code, message)
    return None
