"""Fields of the body's own (`campi` in piano.yml): what only this body writes of objectives or indicators.

They are declared in the plan and handled by their type alone: nothing in the program knows any of them.
"""

from collections.abc import Iterable, Mapping
from enum import Enum

from msgspec import Struct

from generator.plan.values import Amount, Day, NotAvailable, Number


class FieldOwner(Enum):
    """What a field is of; the value is the word of piano.yml."""

    OBJECTIVE = "obiettivo"
    INDICATOR = "indicatore"


class FieldKind(Enum):
    """The type of the values of a field; the value is the word of piano.yml."""

    TEXT = "testo"
    LIST = "elenco"
    NUMBER = "numero"
    AMOUNT = "importo"
    DATE = "data"
    LINK = "collegamento"

    @property
    def is_typed(self) -> bool:
        """Whether its texts are read as values."""
        return self in (FieldKind.NUMBER, FieldKind.AMOUNT, FieldKind.DATE)


class OwnField(Struct, frozen=True):
    """A declared field; `label` is shown on pages. `per_year`: it has a value for each year of the plan."""

    id: str
    label: str
    owner: FieldOwner
    kind: FieldKind
    per_year: bool = False

    @property
    def facet(self) -> str:
        """The name of its filter and of its column, which no field of the program has."""
        return f"campo_{self.id}"


class FieldValue(Struct, frozen=True):
    """A text as the act has it; `year` is that of a field with a value for each, `value` its typed form."""

    text: str
    year: int | None = None
    value: Number | Amount | Day | NotAvailable | None = None


#: The values of the fields that are written, by the id of the field: several of a list or of a field by year.
OwnValues = Mapping[str, tuple[FieldValue, ...]]


def fields_of(fields: Iterable[OwnField], owner: FieldOwner) -> tuple[OwnField, ...]:
    """The fields of objectives, or those of indicators."""
    return tuple(field for field in fields if field.owner is owner)


def searchable_text(fields: Iterable[OwnField], values: OwnValues) -> str:
    """The words of the texts and lists."""
    of_words = (field.id for field in fields if field.kind in (FieldKind.TEXT, FieldKind.LIST))
    return " ".join(value.text for identifier in of_words for value in values.get(identifier, ()))
