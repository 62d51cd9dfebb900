"""Column of the offices that work on an objective or an indicator."""

from generator.opendata.tables.columns import Column, Kind
from generator.plan.body import AssignedOffice
from generator.plan.identifiers import SLUG_WORDS

#: Several slugs in a cell of a CSV file.
_SLUGS = f"{SLUG_WORDS}(;{SLUG_WORDS})*"
_Offices = tuple[AssignedOffice, ...]


def office_column(description: str) -> Column[_Offices]:
    """`uffici`."""
    return Column(
        "uffici",
        f"{description}, nel CSV separati da punto e virgola",
        lambda offices: tuple(office.id for office in offices),
        Kind.LIST,
        pattern=_SLUGS,
    )
