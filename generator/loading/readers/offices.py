"""Reader of the offices of an objective or an indicator: what they are, their role and their share.

uffici:
  - anagrafe
  - {id: sistemi-informativi, ruolo: di supporto, quota: 30%}
"""

from collections.abc import Callable
from decimal import Decimal

from generator.loading.diagnostics import Diagnostics
from generator.loading.readers.fields import value_of
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan import units
from generator.plan.body import AssignedOffice, Office
from generator.plan.numerals import half_unit
from generator.plan.values import Percentage

KEY = "uffici"
#: Finds the office that a text names, with a diagnostic if there is none.
FindOffice = Callable[[Scalar | None], Office | None]


def read_offices_of(
    mapping: ValidatedMapping, find: FindOffice, diagnostics: Diagnostics
) -> tuple[AssignedOffice, ...]:
    """The offices that could be read; errors are reported."""
    offices = []
    for one in mapping.mapping_list(KEY):
        office = find(one.scalar("id"))
        share = _read_share(one.scalar("quota"), diagnostics)
        if office is not None:
            names = office.id, office.name, office.other_names
            offices.append(AssignedOffice(*names, role=one.text("ruolo"), share=share))
    _check_sum(mapping, [office.share.points for office in offices if office.share], diagnostics)
    return tuple(offices)


def _read_share(scalar: Scalar | None, diagnostics: Diagnostics) -> Percentage | None:
    value = value_of(scalar, units.PERCENT, diagnostics, instead="") if scalar else None
    if isinstance(value, Percentage) and 0 < value.points <= 100:
        return value
    if scalar and value is not None:
        message = f"«{scalar.text}» non è una quota: scrivere una percentuale tra 0 e 100"
        diagnostics.add(scalar.location, "E333", message)
    return None


def _check_sum(mapping: ValidatedMapping, shares: list[Decimal], diagnostics: Diagnostics) -> None:
    """Report shares that are more than the whole: each may be rounded by half a unit of its last digit."""
    total = sum(shares, Decimal(0))
    if total - 100 > sum(map(half_unit, shares), Decimal(0)):
        message = f"le quote degli uffici sommano a {Percentage(total).text()}: sono parti di un intero"
        diagnostics.add(mapping.location_of(KEY), "E333", message)
