"""Columns of both sheets: the offices, and the fields that the body has declared, typed and as written."""

from collections.abc import Callable, Iterator

from generator.opendata.tables.columns import Cell, Column, Kind, cell_of, paragraphs
from generator.opendata.tables.parameters import ColumnParameters
from generator.plan.body import AssignedOffice
from generator.plan.own_fields import FieldKind, FieldOwner, FieldValue, OwnField, OwnValues, fields_of

_KINDS = {FieldKind.NUMBER: Kind.NUMBER, FieldKind.AMOUNT: Kind.NUMBER, FieldKind.DATE: Kind.DATE}
_UNITS = {FieldKind.AMOUNT: "euro"}


def office_column(description: str) -> Column[tuple[AssignedOffice, ...]]:
    """`uffici`: the ids of offices."""
    return Column(
        "uffici",
        f"{description}, separati da punto e virgola",
        lambda offices: tuple(office.id for office in offices),
        Kind.LIST,
    )


def own_columns(parameters: ColumnParameters, owner: FieldOwner) -> tuple[Column[OwnValues], ...]:
    """The columns of the fields of objectives or indicators, year by year if they have a value for each."""
    return tuple(
        column
        for field in fields_of(parameters.own_fields, owner)
        for year in (parameters.years if field.per_year else (None,))
        for column in _columns_of(field, year)
    )


def _columns_of(field: OwnField, year: int | None) -> Iterator[Column[OwnValues]]:
    name = field.facet if year is None else f"{field.facet}_{year}"
    description = field.label if year is None else f"{field.label}, {year}"
    if field.kind is FieldKind.LIST:
        yield Column(name, description, _texts(field.id), Kind.LIST)
        return
    if field.kind.is_typed:
        yield Column(
            name, description, _value(field.id, year), _KINDS[field.kind], _UNITS.get(field.kind, "")
        )
        name, description = f"{name}_testo", f"{description}, alla lettera"
    yield Column(name, description, _text(field.id, year))


def _texts(identifier: str) -> Callable[[OwnValues], Cell]:
    return lambda values: tuple(value.text for value in values.get(identifier, ()))


def _text(identifier: str, year: int | None) -> Callable[[OwnValues], Cell]:
    return lambda values: paragraphs(tuple(value.text for value in _of_year(values, identifier, year)))


def _value(identifier: str, year: int | None) -> Callable[[OwnValues], Cell]:
    return lambda values: next((cell_of(one.value) for one in _of_year(values, identifier, year)), None)


def _of_year(values: OwnValues, identifier: str, year: int | None) -> Iterator[FieldValue]:
    return (value for value in values.get(identifier, ()) if value.year == year)
