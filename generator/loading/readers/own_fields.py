"""Reader of the body's own fields: declarations in piano.yml, values in objectives and indicators.

    campi:
      - id: portatori
        etichetta: Portatori di interesse
        di: obiettivo
        tipo: elenco

The values are validated against a schema made of the declarations, so that unknown fields and wrong types
have the messages of every other file.
"""

from collections.abc import Iterable
from enum import Enum
from typing import TypeVar
from urllib.parse import urlsplit

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics, SourceLocation, suggestion
from generator.loading.readers.fields import OR_NOT_AVAILABLE, value_of
from generator.loading.schema import Field, FieldType, Schema
from generator.loading.validation import ValidatedMapping, validate_mapping
from generator.loading.yaml.parser import Mapping, Node, Scalar
from generator.plan import units
from generator.plan.identifiers import FIELD_ID, SITE_ADDRESS, YEAR
from generator.plan.own_fields import FieldKind, FieldOwner, FieldValue, OwnField, fields_of
from generator.plan.values import Amount, Day, NotAvailable, Number

E = TypeVar("E", bound=Enum)

#: The key of the fields in all files.
KEY = "campi"
_UNITS = {FieldKind.NUMBER: units.NUMBER, FieldKind.AMOUNT: units.EURO, FieldKind.DATE: units.DATE}
_VALUES = {FieldKind.NUMBER: Number, FieldKind.AMOUNT: Amount, FieldKind.DATE: Day}
#: What separates the items of a list in the CSV files.
_SEPARATOR = ";"
_OWNERS = {FieldOwner.OBJECTIVE: "degli obiettivi", FieldOwner.INDICATOR: "degli indicatori"}
_ANSWERS = {"sì": True, "si": True, "no": False}


class OwnFields(Struct, frozen=True):
    """The declared fields; not `complete` if a declaration is wrong, which is reported once and there."""

    fields: tuple[OwnField, ...] = ()
    complete: bool = True


def read_own_fields(mapping: ValidatedMapping, diagnostics: Diagnostics) -> OwnFields:
    """The declarations of piano.yml; errors are reported."""
    before = len(diagnostics)
    first: dict[str, SourceLocation] = {}
    read = [_read_field(one, first, diagnostics) for one in mapping.mapping_list(KEY)]
    fields = tuple(field for field in read if field is not None)
    return OwnFields(fields, len(diagnostics) == before and KEY not in mapping.wrong_type)


def _read_field(
    mapping: ValidatedMapping, first: dict[str, SourceLocation], diagnostics: Diagnostics
) -> OwnField | None:
    identifier = mapping.scalar("id")
    owner = _word(mapping.scalar("di"), FieldOwner, "non dice di che cosa è il campo", diagnostics)
    kind = _word(mapping.scalar("tipo"), FieldKind, "non è il tipo di un campo", diagnostics)
    per_year = mapping.scalar("per_anno")
    if identifier is None or owner is None or kind is None:
        return None
    if not FIELD_ID.match(identifier.text):
        message = f"«{identifier.text}» non è l'id di un campo: {FIELD_ID.advice}"
        diagnostics.add(identifier.location, "E206", message)
        return None
    if earlier := first.get(identifier.text):
        message = f"il campo «{identifier.text}» c'è già alla riga {earlier.line}: ogni campo ha il suo id"
        diagnostics.add(identifier.location, "E207", message)
        return None
    first[identifier.text] = identifier.location
    if per_year and per_year.text.casefold() not in _ANSWERS:
        diagnostics.add(per_year.location, "E331", f"«{per_year.text}»: scrivere sì o no")
    by_year = per_year is not None and _ANSWERS.get(per_year.text.casefold(), False)
    if per_year and by_year and kind is FieldKind.LIST:
        message = "un elenco non può essere per anno: togliere «per_anno», o cambiare «tipo»"
        diagnostics.add(per_year.location, "E331", message)
        return None
    return OwnField(identifier.text, mapping.text("etichetta"), owner, kind, by_year)


def _word(scalar: Scalar | None, words: type[E], wrong: str, diagnostics: Diagnostics) -> E | None:
    if scalar is None:
        return None
    known = [str(word.value) for word in words]
    if scalar.text in known:
        return words(scalar.text)
    hint = suggestion(scalar.text, known) or f"scrivere {', '.join(known[:-1])} o {known[-1]}"
    diagnostics.add(scalar.location, "E331", f"«{scalar.text}» {wrong}; {hint}")
    return None


def read_own_values(
    mapping: ValidatedMapping,
    declared: OwnFields,
    owner: FieldOwner,
    years: Iterable[int],
    diagnostics: Diagnostics,
) -> dict[str, tuple[FieldValue, ...]]:
    """The values of an objective or an indicator, in the order of the declarations; errors are reported."""
    node = mapping.nodes.get(KEY)
    fields = fields_of(declared.fields, owner)
    if node is None or not (fields or _may_have_none(mapping, declared, owner, diagnostics)):
        return {}
    known = _without_those_of_others(node, declared, owner, diagnostics)
    values = validate_mapping(known, _schema(fields), diagnostics)
    if values is None:
        return {}
    texts = {str(year): year for year in years}
    return {field.id: found for field in fields if (found := _read(field, values, texts, diagnostics))}


def _may_have_none(
    mapping: ValidatedMapping, declared: OwnFields, owner: FieldOwner, diagnostics: Diagnostics
) -> bool:
    """Report the fields of a body that has declared none."""
    if declared.complete:
        message = f"piano.yml non dichiara campi {_OWNERS[owner]}: dichiararli lì in «{KEY}», o toglierli qui"
        diagnostics.add(mapping.location_of(KEY), "E201", message)
    return False


def _without_those_of_others(
    node: Node, declared: OwnFields, owner: FieldOwner, diagnostics: Diagnostics
) -> Node:
    """The same mapping without the fields that are reported here: of the other owner, or badly declared."""
    if not isinstance(node, Mapping):
        return node
    others = {field.id: field for field in declared.fields if field.owner is not owner}
    own = {field.id for field in fields_of(declared.fields, owner)}
    entries = []
    for entry in node.entries:
        name = entry.key.text
        if name in others:
            message = f"«{name}» è un campo {_OWNERS[others[name].owner]}: scriverlo lì"
            diagnostics.add(entry.key.location, "E201", message)
        elif declared.complete or name in own:
            entries.append(entry)
    return Mapping(tuple(entries), node.location)


def _schema(fields: Iterable[OwnField]) -> Schema:
    return Schema(f"{KEY} di piano.yml", tuple(map(_field, fields)))


def _field(field: OwnField) -> Field:
    is_prose = field.kind in (FieldKind.TEXT, FieldKind.LIST)
    if field.kind is FieldKind.LIST:
        return Field(field.id, FieldType.TEXT_LIST, field.label, is_prose=is_prose)
    if field.per_year:
        return Field(
            field.id, FieldType.TABLE, field.label, pattern=YEAR, is_prose=is_prose, example="2025: …"
        )
    return Field(field.id, FieldType.TEXT, field.label, is_prose=is_prose)


def _read(
    field: OwnField, values: ValidatedMapping, years: dict[str, int], diagnostics: Diagnostics
) -> tuple[FieldValue, ...]:
    found = [_value(field, scalar, None, diagnostics) for scalar in values.list(field.id)]
    if scalar := values.scalar(field.id):
        found.append(_value(field, scalar, None, diagnostics))
    by_year = []
    for year, scalar in values.table(field.id):
        if years and year.text not in years:
            message = f"«{year.text}» non è un anno del piano ({', '.join(years)})"
            diagnostics.add(year.location, "E210", message)
        elif scalar.text and YEAR.match(year.text):
            by_year.append(_value(field, scalar, int(year.text), diagnostics))
    read = [value for value in (*found, *by_year) if value is not None]
    return tuple(sorted(read, key=lambda value: value.year or 0))


def _value(field: OwnField, scalar: Scalar, year: int | None, diagnostics: Diagnostics) -> FieldValue | None:
    text = scalar.text.strip()
    if field.kind is FieldKind.LIST and _SEPARATOR in text:
        message = f"«{text}»: nei dati aperti il punto e virgola divide le voci; farne due voci, o toglierlo"
        diagnostics.add(scalar.location, "E332", message)
        return None
    if field.kind is FieldKind.LINK and not _is_link(text):
        message = (
            f"«{text}» non è un collegamento: scrivere un indirizzo che comincia con https://, "
            "o una pagina di questo sito, come note-legali/"
        )
        diagnostics.add(scalar.location, "E332", message)
        return None
    unit = _UNITS.get(field.kind)
    if unit is None:
        return FieldValue(text, year)
    value = value_of(scalar, unit, diagnostics)
    match value:
        case Day(spelling="serial"):
            pass
        case NotAvailable():
            return FieldValue(text, year, value)
        case Number() | Amount() | Day() if isinstance(value, _VALUES[field.kind]):
            return FieldValue(text, year, value)
    if value is not None:
        wanted = f"«{field.id}» vuole {unit.definition.example}, {OR_NOT_AVAILABLE}"
        diagnostics.add(scalar.location, "E332", f"«{text}» ({value.kind()}): {wanted}")
    return None


def _is_link(text: str) -> bool:
    if SITE_ADDRESS.match(text):
        return True
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and text.isprintable() and " " not in text
