"""Records: what one row, card or list item of a document says, before it is put in the tree of objectives."""

from msgspec import Struct

from generator.importing.recognition.cells import Located
from generator.importing.recognition.roles import Heading, Role

#: Level of the heading of names that begin with the code of their indicator.
CODED = "codice"
#: Scope of a field that says what was put right in a row, and could be otherwise.
GUESSED = "dubbio"
#: Scope of a sign that stands in the header of a table.
HEADER_SIGN = "intestazione"
#: Scope of a text that heads a part of a table.
PART_OF_TABLE = "parte della tabella"


class Field(Struct, frozen=True):
    """A cell with what it says. `scope` names the column of a table, whose numbers have one spelling."""

    heading: Heading
    cell: Located
    scope: str = ""

    @property
    def role(self) -> Role:
        """The role of its heading."""
        return self.heading.role

    @property
    def text(self) -> str:
        """The text of the cell."""
        return self.cell.text


def table_of(one: Field) -> str:
    """The table that a field is in; empty for a card."""
    return one.scope.partition("#")[0]


class Level(Struct, frozen=True):
    """An objective as a record names it, and what the record says of it.

    `name` is the kind of level, such as «misura». At least one of code and title is not empty. `section` is
    the title of the part of the document that it is in, `code_place` where its code stands.
    """

    name: str
    code: str
    title: str
    cell: Located
    fields: tuple[Field, ...] = ()
    section: str = ""
    code_place: str = ""


class Guess(Struct, frozen=True):
    """What was put right at a place, or is not sure there."""

    place: str
    text: str


class Record(Struct, frozen=True):
    """The objectives that a record stands under, from the top, and the fields of its indicator, if any.

    `guesses` are about the objective.
    """

    levels: tuple[Level, ...]
    fields: tuple[Field, ...] = ()
    guesses: tuple[Guess, ...] = ()

    def first(self, role: Role) -> Field | None:
        """The first field of a role that has a text."""
        return next((field for field in self.fields if field.role is role and field.text), None)

    def all(self, role: Role) -> tuple[Field, ...]:
        """The fields of a role, also empty ones."""
        return tuple(field for field in self.fields if field.role is role)


class Leftover(Struct, frozen=True):
    """A text of the document that is no data, with the reason."""

    cell: Located
    reason: str


class Recognised(Struct, frozen=True):
    """All that was found in a document, in its order.

    `layouts` are those of its tables: where each is, and its columns. `section` is the part of a
    document that the plan is. `years` are those of titles.
    """

    records: tuple[Record, ...]
    leftovers: tuple[Leftover, ...] = ()
    layouts: tuple[tuple[str, tuple[Heading, ...]], ...] = ()
    title: str = ""
    section: str = ""
    years: tuple[int, ...] = ()
    body: str = ""
    is_body_guessed: bool = False
