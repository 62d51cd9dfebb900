"""Reader of the file of an objective: its fields, and what they refer to."""

import re
from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct

from generator.loading.characters import other_digits_hint
from generator.loading.diagnostics import Diagnostics, suggestion
from generator.loading.readers.fields import explain_value, or_new_entry, rewritten_code
from generator.loading.readers.indicators import IndicatorContext, read_indicators
from generator.loading.readers.registers import Register, Registers
from generator.loading.source_map import SourceMap
from generator.loading.validation import ValidatedMapping, check_words
from generator.loading.yaml.parser import Scalar
from generator.plan.errors import EnglishNumber, ValueProblem
from generator.plan.identifiers import (
    AREA_CODE,
    MISSION_AND_PROGRAMME,
    OBJECTIVE_CODE,
    SLUG,
    Pattern,
    split_objective_code,
)
from generator.plan.model import DocumentWording, Objective, Programme, Resources
from generator.plan.units import Unit
from generator.plan.value_parser import read_amount, read_euro

T = TypeVar("T")


class _Reference(Struct, frozen=True):
    """A reference to an entry of a register: what it is, in Italian, the file, and how it is written."""

    what: str
    file: str
    form: Pattern


_AREA = _Reference("un ambito di ambiti.yml", "ambiti.yml", AREA_CODE)
_DEPARTMENT = _Reference("un'area di uffici.yml", "uffici.yml", SLUG)
_OFFICE = _Reference("un ufficio di uffici.yml", "uffici.yml", SLUG)
_PROGRAMME = _Reference(
    "una missione/programma di missioni.yml, come 11/005", "missioni.yml", MISSION_AND_PROGRAMME
)


#: Characters typed for those that look like them, in each part of a code, and how to tell the editor.
_DIGITS, _LETTERS = str.maketrans("OIL", "011"), str.maketrans("01", "OI")
_MISTYPED = {
    ("0", "O"): "uno zero al posto della O",
    ("O", "0"): "una O al posto dello zero",
    ("1", "I"): "un uno al posto della I",
    ("I", "1"): "una I al posto dell'uno",
    ("L", "1"): "una L al posto dell'uno",
    ("-", "_"): "«-» al posto di «_»",
}
#: An amount without its sign, perhaps with the word for it.
_BARE_AMOUNT = re.compile(
    r"(?:(?:euro|eur)\.? *)?(?P<number>[-−]?[0-9](?:[0-9.,]*[0-9])?)(?: *(?:euro|eur)\.?)?", re.IGNORECASE
)
#: Exponents of an amount in whole euros, and with cents.
_EUROS, _CENTS = 0, -2


class ObjectiveContext(Struct, frozen=True):
    """The registers, kinds and indicator settings that an objective refers to."""

    registers: Registers
    kinds: Mapping[str, str]
    indicators: IndicatorContext


def read_objective(
    mapping: ValidatedMapping,
    file_stem: str,
    context: ObjectiveContext,
    source_map: SourceMap,
    diagnostics: Diagnostics,
) -> Objective | None:
    """The objective of a file; `None` if its code or area is wrong. Errors are reported."""
    registers = context.registers
    code = _read_code(mapping, file_stem, context.kinds, diagnostics)
    area = _refer(mapping.scalar("ambito"), registers.areas, _AREA, diagnostics)
    programme = _read_programme(mapping, registers, diagnostics)
    department = _refer(
        mapping.scalar("area_responsabilita"),
        registers.departments,
        _DEPARTMENT,
        diagnostics,
    )
    offices = [_refer(office, registers.offices, _OFFICE, diagnostics) for office in mapping.list("uffici")]
    if code is not None:
        source_map.put_mapping(mapping, code)
    indicators = read_indicators(
        mapping.mapping_list("indicatori"), code or "", context.indicators, source_map, diagnostics
    )
    resources = _read_resources(mapping, diagnostics)
    if code is None or area is None:
        return None
    return Objective(
        code=code,
        kind=split_objective_code(code)[1],
        title=mapping.text("titolo"),
        description=mapping.text("descrizione").strip(),
        area=area,
        programme=programme,
        resources=resources,
        department=department,
        offices=tuple(office for office in offices if office is not None),
        indicators=indicators,
        wording=_read_wording(mapping.mapping("testo_documento")),
        notes=tuple(note.text for note in mapping.list("note")),
        editorial_notes=tuple(note.text for note in mapping.list("note_redazionali")),
    )


def _read_code(
    mapping: ValidatedMapping, file_stem: str, kinds: Mapping[str, str], diagnostics: Diagnostics
) -> str | None:
    code = mapping.scalar("codice")
    if code is None:
        return None
    if not OBJECTIVE_CODE.match(code.text):
        upper = code.text.upper()
        remedy = f"scrivere «{upper}», maiuscolo" if OBJECTIVE_CODE.match(upper) else ""
        remedy = remedy or _explain_mistyped(code.text, kinds) or OBJECTIVE_CODE.advice
        message = f"«{code.text}» non è un codice di obiettivo: {remedy}{other_digits_hint(code.text)}"
        diagnostics.add(code.location, "E206", message)
        return None
    kind = split_objective_code(code.text)[1]
    if kinds and kind not in kinds:
        hint = or_new_entry(", ".join(kinds), "«tipi» di piano.yml")
        message = f"«{kind}» non è tra i tipi di obiettivo di piano.yml: {hint}"
        diagnostics.add(code.location, "E205", message)
        return None
    if code.text != file_stem:
        remedy = "renderli uguali"
        if code.text == file_stem.upper():
            remedy = f"chiamare il file «{code.text}.yml», maiuscolo"
        message = f"il codice «{code.text}» non è il nome del file («{file_stem}.yml»): {remedy}"
        diagnostics.add(code.location, "E208", message)
    return code.text


def _explain_mistyped(text: str, kinds: Mapping[str, str]) -> str:
    """What to write for a code with characters that look like the right ones; empty if there are none."""
    areas, _, end = text.upper().replace("-", "_").rpartition("_")
    meant = f"{areas.translate(_DIGITS)}_{end[:-2].translate(_LETTERS)}{end[-2:].translate(_DIGITS)}"
    if not text.isascii() or not OBJECTIVE_CODE.match(meant) or split_objective_code(meant)[1] not in kinds:
        return ""
    pairs = dict.fromkeys((wrong.upper(), right) for wrong, right in zip(text, meant, strict=True))
    causes = [_MISTYPED[pair] for pair in pairs if pair in _MISTYPED]
    return f"forse «{meant}»? C'è {', '.join(causes)}"


def _read_programme(
    mapping: ValidatedMapping, registers: Registers, diagnostics: Diagnostics
) -> Programme | None:
    return _refer(mapping.scalar("missione"), registers.programmes, _PROGRAMME, diagnostics)


def _read_resources(mapping: ValidatedMapping, diagnostics: Diagnostics) -> Resources | None:
    scalar = mapping.scalar("risorse")
    if scalar is None:
        return None
    bare = _BARE_AMOUNT.fullmatch(scalar.text)
    try:
        amount = read_amount(bare["number"]) if bare else read_euro(scalar.text)
    except EnglishNumber as problem:
        code, message = explain_value(problem, scalar.text, Unit.EURO)
        diagnostics.add(scalar.location, code, f"{message}; dopo il numero ci vuole «€»" if bare else message)
    except ValueProblem:
        message = f"«{scalar.text}» non è un importo: scriverlo come 27.300,00 €, o dirlo a parole senza «€»"
        diagnostics.add(scalar.location, "E304", message)
    else:
        if amount is None:
            check_words(scalar, diagnostics)
        elif amount.euro.as_tuple().exponent not in (_EUROS, _CENTS):
            message = f"«{scalar.text}»: i centesimi si scrivono con due cifre, come 27.300,00 €"
            diagnostics.add(scalar.location, "E304", message)
            return None
        elif bare:
            # Without the sign it would stay a text, and the amount be missing in the open data.
            message = f"«{scalar.text}» è un importo senza «€»: scrivere «{bare['number']} €»"
            diagnostics.add(scalar.location, "E304", message)
            return None
        return Resources(scalar.text, amount)
    return None


def _read_wording(mapping: ValidatedMapping | None) -> DocumentWording:
    if mapping is None:
        return DocumentWording()
    return DocumentWording(
        area=mapping.text("ambito"),
        mission=mapping.text("missione"),
        programme=mapping.text("programma"),
        department=mapping.text("area_responsabilita"),
        offices=mapping.text("uffici"),
    )


def _refer(
    scalar: Scalar | None, register: Register[T], reference: _Reference, diagnostics: Diagnostics
) -> T | None:
    known = register.entries
    if scalar is None:
        return None
    if scalar.text in known:
        return known[scalar.text]
    if code_before := rewritten_code(scalar.text, known):
        message = (
            f"«{scalar.text}» era «{code_before}» prima che un programma riscrivesse il file: "
            "rimettere il file di prima, e controllarne i valori"
        )
        diagnostics.add(scalar.location, "E311", message)
        return None
    if register.complete:
        hint = suggestion(scalar.text, known)
        if reference.form.match(scalar.text):
            hint = or_new_entry(hint, reference.file)
        message = f"«{scalar.text}» non è {reference.what}" + (f"; {hint}" if hint else "")
        diagnostics.add(scalar.location, "E205", message)
    return None
