"""What a schema is: the fields of a mapping, their types and their written forms."""

from enum import Enum
from functools import cached_property

from msgspec import Struct

from generator.plan.identifiers import Pattern


class FieldType(Enum):
    """The type of a field; the value is its Italian description, with an example."""

    TEXT = "un testo"
    TEXT_LIST = "un elenco di testi, come [a, b]"
    TABLE = "una tabella di testi"
    MAPPING = "un gruppo di campi, rientrato di due spazi"
    MAPPING_LIST = "un elenco di gruppi di campi, ciascuno aperto da «- »"
    #: Each text is the first field of the schema.
    REFERENCE_LIST = "un elenco di id, come [a, b], o di gruppi come {id: a, ruolo: capofila}"
    #: Not validated with the rest of the file: what it holds is declared in piano.yml.
    OWN_FIELDS = "un gruppo con i campi dichiarati in piano.yml"


class Field(Struct, frozen=True):
    """A field of a mapping. `schema` is that of a nested mapping, of each mapping in a list, or of the
    values of a table that are mappings and no texts.

    `pattern` is the written form of a text, of each text of a list, or of each key of a table; `choices` are
    the only texts allowed, or the usual ones (`is_open`). All are for the JSON Schemas only: the readers
    check them with fuller messages.
    `example` is a row of a table, for messages.
    A required field may be left out where one of the fields `unless` is there.
    `is_prose`: the text, the items of the list or the values of the table are free words, which may hold `#`.
    """

    name: str
    type: FieldType
    description: str
    required: bool = False
    schema: "Schema | None" = None
    pattern: Pattern | None = None
    choices: tuple[str, ...] = ()
    is_open: bool = False
    is_prose: bool = False
    example: str = ""
    unless: tuple[str, ...] = ()

    @property
    def wanted(self) -> str:
        """What the field holds, in Italian, with an example."""
        return f"righe come «{self.example}»" if self.example else self.type.value


class Schema(Struct, frozen=True, dict=True):
    """The fields of a file or of a mapping within one. `name`, in Italian, is for messages."""

    name: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field of that name, `None` if there is none."""
        return self._by_name.get(name)

    @cached_property
    def required(self) -> tuple[Field, ...]:
        """The required fields."""
        return tuple(field for field in self.fields if field.required)

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}


def text(
    name: str,
    description: str,
    *,
    required: bool = False,
    pattern: Pattern | None = None,
    choices: tuple[str, ...] = (),
    is_open: bool = False,
    unless: tuple[str, ...] = (),
) -> Field:
    """A field that holds a text."""
    return Field(
        name,
        FieldType.TEXT,
        description,
        required,
        pattern=pattern,
        choices=choices,
        is_open=is_open,
        unless=unless,
    )


def prose(name: str, description: str, *, required: bool = False) -> Field:
    """A field of free words."""
    return Field(name, FieldType.TEXT, description, required, is_prose=True)


def texts(name: str, description: str, *, required: bool = False, pattern: Pattern | None = None) -> Field:
    """A field that holds a list of texts, of free words unless they have a written form."""
    return Field(name, FieldType.TEXT_LIST, description, required, pattern=pattern, is_prose=pattern is None)


def table(
    name: str,
    description: str,
    pattern: Pattern,
    example: str,
    *,
    required: bool = False,
    is_prose: bool = False,
    schema: Schema | None = None,
    unless: tuple[str, ...] = (),
) -> Field:
    """A field that holds a row for each key."""
    return Field(
        name,
        FieldType.TABLE,
        description,
        required,
        schema,
        pattern,
        is_prose=is_prose,
        example=example,
        unless=unless,
    )
