"""Checks a YAML tree against the shape of its file, and keeps what fits.

What does not fit is reported and left out, so that the readers that follow meet only fields of
the right form and can go on looking for mistakes in the rest of the file.
"""

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.schemas import Field, FieldType, Schema
from generator.loading.suggestions import suggestion
from generator.loading.yaml.parser import Mapping, Node, Scalar, Sequence


class ValidatedMapping(Struct, frozen=True):
    """The non-empty fields of a group that have the right form; an absent field gives nothing.

    `keys` are there for their places; `misshapen` are fields left out, in whole or in part, for their form.
    """

    place: SourceLocation
    texts: dict[str, Scalar]
    lists: dict[str, tuple[Scalar, ...]]
    tables: dict[str, tuple[tuple[Scalar, Scalar], ...]]
    groups: dict[str, tuple["ValidatedMapping", ...]]
    keys: dict[str, Scalar]
    misshapen: set[str]

    def text(self, name: str) -> str:
        """The text of a field, empty if absent."""
        scalar = self.texts.get(name)
        return scalar.text if scalar else ""

    def filled(self, name: str) -> Scalar | None:
        """The field, if it is there and not empty."""
        return self.texts.get(name)

    def list(self, name: str) -> tuple[Scalar, ...]:
        """The items of a list, none if absent."""
        return self.lists.get(name, ())

    def table(self, name: str) -> tuple[tuple[Scalar, Scalar], ...]:
        """The rows of a table, none if absent."""
        return self.tables.get(name, ())

    def group(self, name: str) -> "ValidatedMapping | None":
        """The one group of a field."""
        return next(iter(self.groups.get(name, ())), None)

    def records(self, name: str) -> tuple["ValidatedMapping", ...]:
        """The groups of a list of groups."""
        return self.groups.get(name, ())

    def place_of(self, name: str) -> SourceLocation:
        """Where the key of a field stands; the group's own place if it is absent."""
        key = self.keys.get(name)
        return key.place if key else self.place


def validate_mapping(node: Node, shape: Schema, findings: Diagnostics) -> ValidatedMapping | None:
    """Read a group of fields; `None` if the node is no group at all."""
    if not isinstance(node, Mapping):
        example = shape.fields[0].name
        message = f"qui ci vuole un gruppo di campi («{example}: …»), non {_form_of(node)}"
        findings.add(node.place, "E203", message)
        return None
    record = ValidatedMapping(node.place, {}, {}, {}, {}, {}, set())
    filled: set[str] = set()
    for entry in node.entries:
        key, value = entry.key, entry.value
        field = shape.field(key.text)
        if field is None:
            _report_unknown(key, shape, findings)
            continue
        record.keys[field.name] = key
        if not _is_blank(value):
            filled.add(field.name)
            _take(record, field, value, findings)
    for field in shape.required:
        if field.name not in filled:
            _report_missing(node, record, field, findings)
    return record


def validate_list(node: Node, shape: Schema, findings: Diagnostics) -> tuple[ValidatedMapping, ...]:
    """Read a file that is a list of groups."""
    if not isinstance(node, Sequence):
        message = f"il file deve essere {FieldType.RECORDS.value}, non {_form_of(node)}"
        findings.add(node.place, "E203", message)
        return ()
    return _checked(node.items, shape, findings)


def _take(record: ValidatedMapping, field: Field, value: Node, findings: Diagnostics) -> None:
    """Put a value where its form belongs, or report that it has another form."""
    name = field.name
    if field.form is FieldType.TEXT and isinstance(value, Scalar):
        # What most fields are.
        record.texts[name] = value
        return
    match field.form, value, field.shape:
        case FieldType.TEXTS, Sequence(), _:
            record.lists[name] = _scalars(value, field, findings)
        case FieldType.TABLE, Mapping(), _:
            record.tables[name] = _rows(value, field, findings)
            if len(record.tables[name]) < len(value.entries):
                record.misshapen.add(name)
        case FieldType.RECORD, Mapping(), Schema() as shape:
            record.groups[name] = _checked((value,), shape, findings)
        case FieldType.RECORDS, Sequence(items), Schema() as shape:
            record.groups[name] = _checked(items, shape, findings)
            if len(record.groups[name]) < len(items):
                record.misshapen.add(name)
        case _:
            record.misshapen.add(name)
            message = f"«{name}» vuole {field.form.value}, non {_form_of(value)}{_slip(field, value)}"
            findings.add(value.place, "E203", message)


def _slip(field: Field, value: Node) -> str:
    if (
        field.form in (FieldType.TEXTS, FieldType.RECORDS)
        and isinstance(value, Scalar)
        and value.text.startswith("-")
    ):
        return ": dopo il trattino ci vuole uno spazio («- voce»)"
    return ""


def _checked(nodes: tuple[Node, ...], shape: Schema, findings: Diagnostics) -> tuple[ValidatedMapping, ...]:
    records = (validate_mapping(node, shape, findings) for node in nodes)
    return tuple(record for record in records if record is not None)


def _scalars(node: Sequence, field: Field, findings: Diagnostics) -> tuple[Scalar, ...]:
    for item in node.items:
        if not isinstance(item, Scalar):
            findings.add(item.place, "E203", f"ogni voce di «{field.name}» è un testo, non {_form_of(item)}")
        elif not item.text:
            findings.add(item.place, "E203", f"una voce di «{field.name}» è vuota: toglierla o completarla")
    return tuple(item for item in node.items if isinstance(item, Scalar) and item.text)


def _rows(node: Mapping, field: Field, findings: Diagnostics) -> tuple[tuple[Scalar, Scalar], ...]:
    rows = []
    for entry in node.entries:
        value = entry.value
        if isinstance(value, Scalar):
            rows.append((entry.key, value))
        else:
            wrong = _form_of(value)
            findings.add(value.place, "E203", f"ogni valore di «{field.name}» è un testo, non {wrong}")
    return tuple(rows)


def _report_unknown(key: Scalar, shape: Schema, findings: Diagnostics) -> None:
    known = [field.name for field in shape.fields]
    hint = suggestion(key.text, known) or f"i campi ammessi sono: {', '.join(known)}"
    findings.add(key.place, "E201", f"«{key.text}» non è un campo di «{shape.name}»; {hint}")


def _report_missing(node: Mapping, record: ValidatedMapping, field: Field, findings: Diagnostics) -> None:
    what = f"«{field.name}» ({field.description})"
    if field.name in record.keys:
        findings.add(record.place_of(field.name), "E202", f"{what} è vuoto: completarlo")
    else:
        present = ", ".join(entry.key.text for entry in node.entries) or "nessuno"
        findings.add(node.place, "E202", f"manca {what}; i campi presenti sono: {present}")


def _is_blank(node: Node) -> bool:
    if isinstance(node, Scalar):
        # Not stripped, which would copy a long text.
        return not node.text or node.text.isspace()
    return not (node.items if isinstance(node, Sequence) else node.entries)


def _form_of(node: Node) -> str:
    match node:
        case Scalar(text):
            return f"il testo «{text[:40]}»" if text else "un valore vuoto"
        case Sequence():
            return "un elenco"
        case Mapping():
            return "un gruppo di campi"
