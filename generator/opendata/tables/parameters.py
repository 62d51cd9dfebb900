"""What the columns of the tables depend on of a plan: tables of the same are made once."""

from fractions import Fraction

from msgspec import Struct

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
