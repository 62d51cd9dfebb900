"""What the columns of the tables depend on of a plan: tables of the same are made once."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct

from generator.opendata.tables.columns import Column
from generator.plan.model import Plan
from generator.plan.own_fields import OwnField
from generator.plan.weighting import Weighting


class ColumnParameters(Struct, frozen=True):
    """Parameters of the columns; `thresholds` are rates that no percentage is rounded up to.

    `used` are the fields that some objective or indicator of the plan has.
    """

    years: tuple[int, ...]
    baseline_year: int
    kinds: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    thresholds: tuple[Fraction, Fraction]
    weighting: Weighting
    own_fields: tuple[OwnField, ...]
    used: frozenset[str]

    def used_columns(
        self, columns: Iterable[Column[Any]], fields: Mapping[str, str]
    ) -> tuple[Column[Any], ...]:
        """The columns but for those of fields that are not used; `fields` are those of columns, by name.

        For the sheets: to people a column that is empty in every row says nothing.
        """
        return tuple(one for one in columns if one.name not in fields or fields[one.name] in self.used)


def parameters_of(plan: Plan) -> ColumnParameters:
    """The parameters of a plan."""
    return ColumnParameters(
        plan.years,
        plan.baseline_year,
        tuple(plan.kinds.items()),
        plan.types,
        (plan.policy.partly, plan.policy.achieved),
        plan.weighting,
        plan.own_fields,
        plan.fields_in_use,
    )
