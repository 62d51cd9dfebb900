"""Columns of the offices that work on an objective or an indicator: their ids, roles and shares."""

from generator.opendata.tables.columns import Cell, Column, Kind
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


def part_columns(where: str) -> tuple[Column[_Offices], ...]:
    """The roles and the shares of the offices that have one."""
    return (
        Column("uffici_ruoli", f"ruolo degli uffici {where}, come «id: ruolo»", _roles, Kind.LIST),
        Column("uffici_quote", f"quota degli uffici {where}, come «id: 60%»", _shares, Kind.LIST),
    )


def _roles(offices: _Offices) -> Cell:
    return tuple(f"{office.id}: {office.role}" for office in offices if office.role)


def _shares(offices: _Offices) -> Cell:
    return tuple(f"{office.id}: {office.share.text()}" for office in offices if office.share)
