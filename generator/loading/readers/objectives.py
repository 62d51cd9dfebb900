"""Reader of the file of an objective: its fields, and what they refer to."""

import re
from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.loading.characters import other_digits_hint
from generator.loading.diagnostics import Diagnostics, suggestion
from generator.loading.readers.fields import (
    explain_value,
    or_new_entry,
    read_continued,
    rewritten_code,
    weight_of,
)
from generator.loading.readers.indicators import IndicatorContext, read_indicators
from generator.loading.readers.offices import read_offices_of
from generator.loading.readers.own_fields import read_own_values
from generator.loading.readers.registers import Register, Registers
from generator.loading.source_map import SourceMap
from generator.loading.tree import Ties
from generator.loading.validation import ValidatedMapping, check_words
from generator.loading.yaml.parser import Scalar
from generator.plan import units
from generator.plan.body import Area, Office, Programme
from generator.plan.code_forms import CodeForm, CodeForms
from generator.plan.errors import EnglishNumber, ValueProblem
from generator.plan.identifiers import (
    CODE,
    CONTINUED_OBJECTIVE,
    SLUG,
    Pattern,
    is_taken_slug,
    slug_of,
)
from generator.plan.model import DocumentWording, Objective, Resources
from generator.plan.own_fields import FieldOwner
from generator.plan.value_parser import read_amount, read_euro
from generator.plan.values import Percentage
from generator.plan.weighting import Weighting

T = TypeVar("T")


class _Reference(Struct, frozen=True):
    """A reference to an entry of a register: what it is, in Italian, the file, the form of each part."""

    what: str
    file: str
    forms: tuple[Pattern | CodeForm, ...]

    def fits(self, text: str) -> bool:
        """Whether a text is written like such a reference, so that the entry may be missing."""
        parts = text.split("/") if len(self.forms) > 1 else [text]
        return len(parts) == len(self.forms) and all(
            form.match(part) for form, part in zip(self.forms, parts, strict=True)
        )


#: Stands for an area that is not in the register.
_WRONG = Area("", "")
_DEPARTMENT = _Reference("un'area di uffici.yml", "uffici.yml", (SLUG,))
_OFFICE = _Reference("un ufficio di uffici.yml", "uffici.yml", (SLUG,))

#: An amount without its sign, perhaps with the word for it.
_BARE_AMOUNT = re.compile(
    r"(?:(?:euro|eur)\.? *)?(?P<number>[-−]?[0-9](?:[0-9.,]*[0-9])?)(?: *(?:euro|eur)\.?)?", re.IGNORECASE
)
#: Exponents of an amount in whole euros, and with cents.
_EUROS, _CENTS = 0, -2


class ObjectiveContext(Struct, frozen=True):
    """The registers, kinds and indicator settings that an objective refers to, and the forms of codes.

    `added` is what revisions add: objectives by code with an empty id, indicators by code and id.
    """

    forms: CodeForms
    registers: Registers
    kinds: Mapping[str, str]
    indicators: IndicatorContext
    added: frozenset[tuple[str, str]] = frozenset()


def read_objective(
    mapping: ValidatedMapping,
    file_stem: str,
    context: ObjectiveContext,
    source_map: SourceMap,
    diagnostics: Diagnostics,
) -> Objective | None:
    """The objective of a file; `None` if its code, kind or area is wrong. Errors are reported."""
    registers = context.registers
    code = _read_code(mapping, file_stem, context, diagnostics)
    in_code = _parts_of(code, context.forms)
    kind = _read_kind(mapping, in_code.get("tipo", ""), context.kinds, diagnostics)
    area = _read_area(mapping, in_code.get("ambito", ""), context, diagnostics)
    programme = _read_programme(mapping, context, diagnostics)
    department = _refer(
        mapping.scalar("area_responsabilita"),
        registers.departments,
        _DEPARTMENT,
        diagnostics,
    )

    def find_office(scalar: Scalar | None) -> Office | None:
        return _refer(scalar, registers.offices, _OFFICE, diagnostics)

    offices = read_offices_of(mapping, find_office, diagnostics)
    if code is not None:
        source_map.put_mapping(mapping, code)
    indicators = read_indicators(
        mapping.mapping_list("indicatori"),
        code or "",
        context.indicators,
        find_office,
        source_map,
        diagnostics,
    )
    resources = _read_resources(mapping, diagnostics)
    years, declared = context.indicators.years, context.indicators.own_fields
    own = read_own_values(mapping, declared, FieldOwner.OBJECTIVE, years, diagnostics)
    if code is None or kind is None or area is _WRONG:
        return None
    return Objective(
        code=code,
        kind=kind,
        title=mapping.text("titolo"),
        description=mapping.text("descrizione").strip(),
        area=area,
        programme=programme,
        resources=resources,
        department=department,
        offices=offices,
        indicators=indicators,
        wording=_read_wording(mapping.mapping("testo_documento")),
        parent=mapping.text("padre"),
        contributes_to=tuple(code.text for code in mapping.list("contribuisce_a")),
        weight_in_parent=_read_weight(mapping.scalar("peso"), diagnostics),
        notes=tuple(note.text for note in mapping.list("note")),
        editorial_notes=tuple(note.text for note in mapping.list("note_redazionali")),
        own=own,
        continues=read_continued(mapping, CONTINUED_OBJECTIVE, diagnostics),
    )


def _read_weight(scalar: Scalar | None, diagnostics: Diagnostics) -> Percentage | None:
    """The weight in the parent."""
    weight = weight_of(scalar, Weighting.PERCENT, diagnostics) if scalar else None
    return weight if isinstance(weight, Percentage) else None


def read_ties(mapping: ValidatedMapping) -> Ties:
    """Where an objective names others, and where it lacks indicators."""
    has_indicators = mapping.mapping_list("indicatori") or "indicatori" in mapping.wrong_type
    parent, weight = mapping.scalar("padre"), mapping.scalar("peso")
    parts = (("", mapping), *((one.text("id"), one) for one in mapping.mapping_list("indicatori")))
    return Ties(
        parent=parent.location if parent else None,
        contributes_to=tuple(code.location for code in mapping.list("contribuisce_a")),
        weight=weight.location if weight else None,
        lacks_indicators=None if has_indicators else mapping.location_of("indicatori"),
        continues={
            identifier: scalar.location for identifier, one in parts if (scalar := one.scalar("continua"))
        },
    )


def _read_code(
    mapping: ValidatedMapping, file_stem: str, context: ObjectiveContext, diagnostics: Diagnostics
) -> str | None:
    code = mapping.scalar("codice")
    if code is None:
        return None
    form: CodeForm | Pattern = context.forms.objective or CODE
    if not form.match(code.text):
        remedy = _explain_code(code.text, form, context.kinds)
        message = f"«{code.text}» non è un codice di obiettivo: {remedy}{other_digits_hint(code.text)}"
        diagnostics.add(code.location, "E206", message)
        return None
    kind = _parts_of(code.text, context.forms).get("tipo", "")
    if kind and context.kinds and kind not in context.kinds:
        diagnostics.add(code.location, "E205", _unknown_kind(kind, context.kinds))
        return None
    slug = slug_of(code.text)
    if is_taken_slug(slug):
        message = f"il codice «{code.text}» non può diventare un indirizzo («{slug}»): cambiarlo"
        diagnostics.add(code.location, "E206", message)
        return None
    if slug != file_stem:
        diagnostics.add(code.location, "E208", _wrong_name(code.text, slug, file_stem))
    return code.text


def _explain_code(text: str, form: CodeForm | Pattern, kinds: Mapping[str, str]) -> str:
    """What to write for a code that has not the form of the body's."""
    upper = text.upper()
    if form.match(upper):
        return f"scrivere «{upper}», maiuscolo"
    mistyped = form.explain_mistyped(text, kinds) if isinstance(form, CodeForm) else ""
    return mistyped or form.advice


def _wrong_name(code: str, slug: str, file_stem: str) -> str:
    if slug != code:
        return f"il file dell'obiettivo «{code}» si chiama «{slug}.yml», non «{file_stem}.yml»: rinominarlo"
    remedy = "renderli uguali"
    if code == file_stem.upper():
        remedy = f"chiamare il file «{code}.yml», maiuscolo"
    return f"il codice «{code}» non è il nome del file («{file_stem}.yml»): {remedy}"


def _parts_of(code: str | None, forms: CodeForms) -> Mapping[str, str]:
    """The kind and the area that a code holds, as far as the body's form has them."""
    return forms.objective.parts(code) if code and forms.objective else {}


def _unknown_kind(kind: str, kinds: Mapping[str, str]) -> str:
    hint = or_new_entry(", ".join(kinds), "«tipi» di piano.yml")
    return f"«{kind}» non è tra i tipi di obiettivo di piano.yml: {hint}"


def _read_kind(
    mapping: ValidatedMapping, in_code: str, kinds: Mapping[str, str], diagnostics: Diagnostics
) -> str | None:
    """The kind: that of the code, or of the field; empty if there is none, `None` if it is wrong."""
    scalar = mapping.scalar("tipo")
    if scalar is None:
        return in_code
    if in_code:
        if scalar.text != in_code:
            message = (
                f"il codice dice che il tipo è «{in_code}», e qui è «{scalar.text}»: togliere questa riga"
            )
            diagnostics.add(scalar.location, "E205", message)
        return in_code
    if scalar.text in kinds:
        return scalar.text
    if not kinds:
        message = f"«{scalar.text}» non è spiegato: aggiungerlo a «tipi» in piano.yml, o togliere questa riga"
    else:
        message = _unknown_kind(scalar.text, kinds)
    diagnostics.add(scalar.location, "E205", message)
    return None


def _read_area(
    mapping: ValidatedMapping, in_code: str, context: ObjectiveContext, diagnostics: Diagnostics
) -> Area | None:
    """The area of the field, or else that of the code; `_WRONG` if it is not in the register."""
    areas = context.registers.areas
    scalar = mapping.scalar("ambito")
    if scalar is None and in_code and areas.has_file:
        code = mapping.scalar("codice")
        scalar = replace(code, text=in_code) if code else None
    if scalar is None:
        return None
    reference = _Reference("un ambito di ambiti.yml", "ambiti.yml", (context.forms.area or CODE,))
    return _refer(scalar, areas, reference, diagnostics) or _WRONG


def _read_programme(
    mapping: ValidatedMapping, context: ObjectiveContext, diagnostics: Diagnostics
) -> Programme | None:
    forms = context.forms.mission or CODE, context.forms.programme or CODE
    what = "una missione/programma di missioni.yml, come 11/005"
    reference = _Reference(what, "missioni.yml", forms)
    return _refer(mapping.scalar("missione"), context.registers.programmes, reference, diagnostics)


def _read_resources(mapping: ValidatedMapping, diagnostics: Diagnostics) -> Resources | None:
    scalar = mapping.scalar("risorse")
    if scalar is None:
        return None
    bare = _BARE_AMOUNT.fullmatch(scalar.text)
    try:
        amount = read_amount(bare["number"]) if bare else read_euro(scalar.text)
    except EnglishNumber as problem:
        code, message = explain_value(problem, scalar.text, units.EURO)
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
    if not register.has_file:
        message = f"«{scalar.text}» non è {reference.what}: il file non c'è; crearlo, o togliere questa riga"
        diagnostics.add(scalar.location, "E205", message)
    elif register.complete:
        hint = suggestion(scalar.text, known)
        if reference.fits(scalar.text):
            hint = or_new_entry(hint, reference.file)
        message = f"«{scalar.text}» non è {reference.what}" + (f"; {hint}" if hint else "")
        diagnostics.add(scalar.location, "E205", message)
    return None
