"""Which columns of the sheets a plan uses: for people, a column that is empty in every row says nothing."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from generator.opendata.tables.columns import Column


def used_columns(
    columns: Iterable[Column[Any]], fields: Mapping[str, str], used: Collection[str]
) -> tuple[Column[Any], ...]:
    """The columns but for those of fields that no objective has; `fields` are those of columns, by name."""
    return tuple(one for one in columns if one.name not in fields or fields[one.name] in used)
