"""Validation of a YAML tree against the schema of its file.

Fields of the wrong type are reported and left out, so that the readers meet only fields of the declared
type and can go on to report other mistakes of the same file.
"""

from collections.abc import Sized

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics, SourceLocation, suggestion
from generator.loading.formulas import formula_in
from generator.loading.lookalikes import report_blank, without_blanks
from generator.loading.schema import Field, FieldType, Schema
from generator.loading.yaml.errors import TEXT_AFTER_HASH, outside_text
from generator.loading.yaml.parser import Entry, Mapping, Node, Scalar, Sequence
from generator.plan.identifiers import YEAR

#: Signs that open and close a part of a text.
_PAIRS = (("“", "”"), ("„", "”"), ("„", "“"), ("«", "»"), ("(", ")"))
#: Characters of a text in a message.
_SHOWN = 40
_NO_FORMULA = (
    "cominciare con una parola il testo, la riga, e ciò che segue un punto e virgola o una tabulazione"
)


class ValidatedMapping(Struct, frozen=True):
    """The non-empty fields of a mapping, by the type that the schema declares.

    `keys` are the keys that were written, even of empty fields, for their locations. `wrong_type` are the
    names of the fields left out, in whole or in part, because of their type. `nodes` are the fields that are
    validated by what piano.yml declares.
    """

    location: SourceLocation
    texts: dict[str, Scalar]
    lists: dict[str, tuple[Scalar, ...]]
    tables: dict[str, tuple[tuple[Scalar, Scalar], ...]]
    table_mappings: dict[str, tuple[tuple[Scalar, "ValidatedMapping"], ...]]
    mappings: dict[str, tuple["ValidatedMapping", ...]]
    keys: dict[str, Scalar]
    wrong_type: set[str]
    nodes: dict[str, Node]

    def text(self, name: str) -> str:
        """The text of a field, empty if absent."""
        scalar = self.texts.get(name)
        return scalar.text if scalar else ""

    def scalar(self, name: str) -> Scalar | None:
        """A text field with its location; `None` if absent or empty."""
        return self.texts.get(name)

    def list(self, name: str) -> tuple[Scalar, ...]:
        """The items of a list of texts, none if absent."""
        return self.lists.get(name, ())

    def table(self, name: str) -> tuple[tuple[Scalar, Scalar], ...]:
        """The rows of a table whose values are texts, none if absent."""
        return self.tables.get(name, ())

    def table_values(self, name: str) -> tuple[tuple[Scalar, Scalar], ...]:
        """The rows of a table, each with its text or with the field `valore` of its mapping."""
        mapped = (
            (key, row.texts["valore"]) for key, row in self.table_of_mappings(name) if "valore" in row.texts
        )
        return (*self.table(name), *mapped)

    def table_of_mappings(self, name: str) -> tuple[tuple[Scalar, "ValidatedMapping"], ...]:
        """The rows of a table whose values are mappings, none if absent."""
        return self.table_mappings.get(name, ())

    def mapping(self, name: str) -> "ValidatedMapping | None":
        """The nested mapping of a field, `None` if absent."""
        return next(iter(self.mappings.get(name, ())), None)

    def mapping_list(self, name: str) -> tuple["ValidatedMapping", ...]:
        """The items of a list of mappings, none if absent."""
        return self.mappings.get(name, ())

    def location_of(self, name: str) -> SourceLocation:
        """The location of a field's key; that of the mapping if the key is absent."""
        key = self.keys.get(name)
        return key.location if key else self.location


def validate_mapping(node: Node, schema: Schema, diagnostics: Diagnostics) -> ValidatedMapping | None:
    """The fields of a mapping; `None` if the node is not a mapping."""
    if not isinstance(node, Mapping):
        example = schema.fields[0].name
        message = f"qui ci vuole un gruppo di campi («{example}: …»), non {_describe(node)}"
        diagnostics.add(node.location, "E203", message)
        return None
    mapping = ValidatedMapping(node.location, {}, {}, {}, {}, {}, {}, set(), {})
    filled: set[str] = set()
    before: Entry | None = None
    table: Scalar | None = None
    text: Scalar | None = None
    for entry in node.entries:
        key, value = entry.key, entry.value
        field = _field_of(key, schema, diagnostics)
        if field is None:
            if table and YEAR.match(key.text):
                message = f"«{key.text}» va sotto «{table.text}», rientrato di due spazi"
                diagnostics.add(key.location, "E203", message)
                filled.add(table.text)
                mapping.wrong_type.add(table.text)
            else:
                _report_unknown(entry, before, text, schema, diagnostics)
            before = entry
            continue
        before = entry
        text = key if isinstance(value, Scalar) and value.is_block else None
        # Years that were not indented follow the key of their table.
        table = key if field.pattern is YEAR and field.type is FieldType.TABLE and _is_blank(value) else None
        mapping.keys[field.name] = key
        if field.is_prose:
            _check_words(value, diagnostics)
        if not _is_blank(value):
            filled.add(field.name)
            _store(mapping, field, value, diagnostics)
    for field in schema.required:
        is_needed = field.name not in filled and filled.isdisjoint(field.unless)
        if is_needed and (field.name in mapping.keys or not node.lacks_start):
            _report_missing(node, mapping, field, diagnostics)
    return mapping


def _field_of(key: Scalar, schema: Schema, diagnostics: Diagnostics) -> Field | None:
    """The field of a key, also of one with no-break spaces, which are reported."""
    field = schema.field(key.text)
    if field is None and (field := schema.field(without_blanks(key.text))):
        report_blank(key.text, key.location, diagnostics)
    return field


def validate_list(node: Node, schema: Schema, diagnostics: Diagnostics) -> tuple[ValidatedMapping, ...]:
    """The mappings of a file that is a list of them."""
    if not isinstance(node, Sequence):
        message = f"il file deve essere {FieldType.MAPPING_LIST.value}, non {_describe(node)}"
        diagnostics.add(node.location, "E203", message)
        return ()
    return _validate_all(node.items, schema, diagnostics)


def _is_after_comma(before: Entry, entry: Entry) -> bool:
    """Whether a key without a value is the rest of the text before it, which a comma cut: `{nota: a, b}`."""
    value = entry.value
    return (
        isinstance(value, Scalar)
        and not value.text
        and isinstance(before.value, Scalar)
        and bool(before.value.text)
        and before.key.line == entry.key.line
    )


def _comma_message(before: Entry, entry: Entry) -> str:
    """The message for a text that a comma cut."""
    text = before.value.text if isinstance(before.value, Scalar) else ""
    whole = _quoted(f"{text}, {entry.key.text}")
    return (
        f"tra graffe la virgola divide i campi: mettere il testo tra virgolette, «{before.key.text}: {whole}»"
    )


def _store(mapping: ValidatedMapping, field: Field, value: Node, diagnostics: Diagnostics) -> None:
    """Add a value to the mapping, or report that it is not of the field's type."""
    name = field.name
    found: Sized = ()
    written: Sized = ()
    match field.type, value, field.schema:
        case FieldType.TEXT, Scalar(), _:
            mapping.texts[name] = value
        case FieldType.OWN_FIELDS, Mapping(), _:
            mapping.nodes[name] = value
        case FieldType.TEXT_LIST, Sequence(written), _:
            found = mapping.lists[name] = _scalars(value, field, diagnostics)
        case FieldType.TABLE, Mapping(written), _:
            mapping.tables[name] = _rows(value, field, diagnostics)
            mapping.table_mappings[name] = _mapping_rows(value, field, diagnostics)
            found = (*mapping.tables[name], *mapping.table_mappings[name])
        case FieldType.MAPPING, Mapping(), Schema() as schema:
            mapping.mappings[name] = _validate_all((value,), schema, diagnostics)
        case FieldType.REFERENCE_LIST, Sequence(written), Schema() as schema:
            found = mapping.mappings[name] = _references(value, field, schema, diagnostics)
        case FieldType.MAPPING_LIST, Sequence(written), Schema() as schema:
            found = mapping.mappings[name] = _validate_all(value.items, schema, diagnostics)
        case _:
            mapping.wrong_type.add(name)
            hint = _hint_for_type(field, value, mapping.keys[name])
            message = f"«{name}» vuole {field.wanted}, non {_describe(value)}{hint}"
            diagnostics.add(value.location, "E203", message)
    if len(found) < len(written):
        mapping.wrong_type.add(name)


def _check_words(value: Node, diagnostics: Diagnostics) -> None:
    """Check every text of a field of free words."""
    match value:
        case Scalar():
            check_words(value, diagnostics)
        case Sequence(items):
            for item in items:
                if isinstance(item, Scalar):
                    check_words(item, diagnostics)
        case Mapping(entries):
            for entry in entries:
                if isinstance(entry.value, Scalar):
                    check_words(entry.value, diagnostics)


def check_words(scalar: Scalar, diagnostics: Diagnostics) -> None:
    """Report the comment after free words, which may be a part of them, and a formula in them."""
    if scalar.comment:
        diagnostics.add(scalar.comment, "E110", TEXT_AFTER_HASH)
    refuse_formula(scalar, diagnostics)


def refuse_formula(scalar: Scalar, diagnostics: Diagnostics) -> None:
    """Report a text that spreadsheets would take for a formula in the open data."""
    if formula := formula_in(scalar.text):
        shown = formula if len(formula) <= _SHOWN else f"{formula[:_SHOWN].rstrip()}…"
        what = f"«{shown}»" if shown.strip() else "con questo inizio (una tabulazione o un a capo) il testo"
        message = f"{what} per un foglio di calcolo è una formula: {_NO_FORMULA}"
        diagnostics.add(scalar.location, "E113", message)


def _hint_for_type(field: Field, value: Node, key: Scalar) -> str:
    """The end of a message for a value of another type: what was forgotten."""
    is_list = field.type in (FieldType.TEXT_LIST, FieldType.MAPPING_LIST, FieldType.REFERENCE_LIST)
    match value:
        # `-item` is a text to YAML.
        case Scalar(text) if is_list and text.startswith("-"):
            return ": dopo il trattino ci vuole uno spazio («- voce»)"
        # `2025-2027` is no year.
        case Scalar() if is_list and field.type is not FieldType.MAPPING_LIST and field.pattern is not YEAR:
            return ": metterlo a capo, dopo «- »"
        case Sequence() | Mapping() if field.is_prose and field.type is FieldType.TEXT:
            if value.location.line > key.line:
                return ": se è un testo su più righe, mettere «|» dopo i due punti"
    return ""


def _validate_all(
    nodes: tuple[Node, ...], schema: Schema, diagnostics: Diagnostics
) -> tuple[ValidatedMapping, ...]:
    mappings = (validate_mapping(node, schema, diagnostics) for node in nodes)
    return tuple(mapping for mapping in mappings if mapping is not None)


def _references(
    node: Sequence, field: Field, schema: Schema, diagnostics: Diagnostics
) -> tuple[ValidatedMapping, ...]:
    """The items of a list of texts or mappings, all as mappings."""
    plain = tuple(item for item in node.items if not isinstance(item, Mapping))
    texts = _scalars(Sequence(plain, node.location), field, diagnostics)
    name = schema.fields[0].name
    found = []
    for item in node.items:
        if isinstance(item, Mapping):
            found.append(validate_mapping(item, schema, diagnostics))
        elif item in texts and isinstance(item, Scalar):
            found.append(ValidatedMapping(item.location, {name: item}, {}, {}, {}, {}, {}, set(), {}))
    return tuple(mapping for mapping in found if mapping is not None)


def _scalars(node: Sequence, field: Field, diagnostics: Diagnostics) -> tuple[Scalar, ...]:
    for item in node.items:
        if not isinstance(item, Scalar):
            message = f"ogni voce di «{field.name}» è un testo, non {_describe(item)}"
            diagnostics.add(item.location, "E203", message)
        elif not item.text:
            message = f"una voce di «{field.name}» è vuota: toglierla o completarla"
            diagnostics.add(item.location, "E203", message)
    _report_cut_items(node.items, diagnostics)
    return tuple(item for item in node.items if isinstance(item, Scalar) and item.text)


def _report_cut_items(items: tuple[Node, ...], diagnostics: Diagnostics) -> None:
    """Report the texts between square brackets that a comma cut within quotes or round brackets."""
    for index, first in enumerate(items):
        opened = [pair for pair in _PAIRS if isinstance(first, Scalar) and _open(first.text, pair) > 0]
        if not opened or not isinstance(first, Scalar):
            continue
        texts = [first.text]
        for number in range(index + 1, len(items)):
            item = items[number]
            # A piece that opens the same signs begins a search of its own.
            if not isinstance(item, Scalar) or item.line != first.line:
                break
            if any(_open(item.text, pair) > 0 for pair in opened):
                break
            texts.append(item.text)
            if any(_open(item.text, pair) < 0 for pair in opened):
                message = (
                    "tra parentesi quadre la virgola divide le voci: mettere il testo tra virgolette, "
                    f"«{_quoted(', '.join(texts))}»"
                )
                diagnostics.add(first.location, "E203", message)
                break


def _open(text: str, pair: tuple[str, str]) -> int:
    """How many signs of a pair are open at the end of a text; less than zero if more are closed."""
    opening, closing = pair
    return text.count(opening) - text.count(closing)


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else f'"{text}"'


def _rows(node: Mapping, field: Field, diagnostics: Diagnostics) -> tuple[tuple[Scalar, Scalar], ...]:
    rows = []
    before: Entry | None = None
    for entry in node.entries:
        value = entry.value
        # What follows the comma of a number (`{2025: 9,85%}`) is explained by the reader of the table.
        if before and _is_after_comma(before, entry) and not entry.key.text[:1].isdigit():
            diagnostics.add(entry.key.location, "E203", _comma_message(before, entry))
        elif isinstance(value, Scalar):
            rows.append((entry.key, value))
            before = entry
        elif not (field.schema and isinstance(value, Mapping)):
            message = f"ogni valore di «{field.name}» è un testo, non {_describe(value)}"
            diagnostics.add(value.location, "E203", message)
    return tuple(rows)


def _mapping_rows(
    node: Mapping, field: Field, diagnostics: Diagnostics
) -> tuple[tuple[Scalar, ValidatedMapping], ...]:
    """The rows of a table whose values are mappings, where its field has a schema for them."""
    if field.schema is None:
        return ()
    rows = (
        (entry.key, validate_mapping(entry.value, field.schema, diagnostics))
        for entry in node.entries
        if isinstance(entry.value, Mapping)
    )
    return tuple((key, mapping) for key, mapping in rows if mapping is not None)


def _is_sentence(key: str) -> bool:
    """Whether a key is rather a text with a colon: names of fields have no spaces."""
    return len(key.split()) > 1


def _report_unknown(
    entry: Entry, before: Entry | None, text: Scalar | None, schema: Schema, diagnostics: Diagnostics
) -> None:
    """Report a key that is no field. `text` is the field above it, if that is a text of several lines."""
    key = entry.key
    if before and _is_after_comma(before, entry):
        diagnostics.add(key.location, "E203", _comma_message(before, entry))
        return
    if text and _is_sentence(key.text):
        diagnostics.add(key.location, "E201", outside_text(text.text))
        return
    known = [field.name for field in schema.fields]
    hint = suggestion(key.text, known) or f"i campi ammessi sono: {', '.join(known)}"
    diagnostics.add(key.location, "E201", f"«{key.text}» non è un campo di «{schema.name}»; {hint}")


def _report_missing(node: Mapping, mapping: ValidatedMapping, field: Field, diagnostics: Diagnostics) -> None:
    what = f"«{field.name}» ({field.description})"
    if field.name in mapping.keys:
        diagnostics.add(mapping.location_of(field.name), "E202", f"{what} è vuoto: completarlo")
    else:
        present = ", ".join(entry.key.text for entry in node.entries) or "nessuno"
        diagnostics.add(node.location, "E202", f"manca {what}; i campi presenti sono: {present}")


def _is_blank(node: Node) -> bool:
    if isinstance(node, Scalar):
        return not node.text or node.text.isspace()
    return not (node.items if isinstance(node, Sequence) else node.entries)


def _describe(node: Node) -> str:
    match node:
        case Scalar(text):
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
            return f"il testo «{shown}»" if text else "un valore vuoto"
        case Sequence():
            return "un elenco"
        case Mapping():
            return "un gruppo di campi"
