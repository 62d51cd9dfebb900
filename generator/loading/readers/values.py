"""Reads the values of an indicator, and says in Italian why one cannot be read."""

import re
from decimal import Decimal

from generator.loading.diagnostics import Diagnostics
from generator.loading.yaml.parser import Scalar
from generator.plan.errors import (
    EnglishNumber,
    ImpossibleDate,
    UnitMismatch,
    UnreadableValue,
    ValueProblem,
)
from generator.plan.numerals import show_numeral
from generator.plan.units import Unit, read_value
from generator.plan.values import Percentage, Value

#: What people put between thousands instead of a dot.
_FOREIGN_SEPARATORS = re.compile(r"(?<=[0-9])[ '’\u00a0\u202f](?=[0-9])")


def value_of(scalar: Scalar, unit: Unit, findings: Diagnostics) -> Value | None:
    """The value that a scalar holds; `None` if it is empty or wrong, and then there is a finding."""
    if not scalar.text:
        return None
    try:
        return read_value(scalar.text, unit)
    except ValueProblem as problem:
        code, message = explain_value(problem, scalar.text, unit)
        findings.add(scalar.place, code, message)
        return None


def weight_of(scalar: Scalar, findings: Diagnostics) -> Percentage | None:
    """A weight: a percentage above 0 and up to 100."""
    value = value_of(scalar, Unit.PERCENT, findings)
    if isinstance(value, Percentage) and 0 < value.points <= 100:
        return value
    if value is not None:
        findings.add(
            scalar.place, "E305", f"«{scalar.text}» non è un peso: scrivere una percentuale tra 0 e 100"
        )
    return None


def explain_value(problem: ValueProblem, text: str, unit: Unit) -> tuple[str, str]:
    """The code and the words for a text that is no value of that unit."""
    wanted = unit.definition.example
    match problem:
        case EnglishNumber():
            return "E301", f"«{text}» è un numero all'inglese: {_in_italian(problem.text, text)}"
        case ImpossibleDate():
            return "E302", f"«{text}» non esiste nel calendario: controllare giorno, mese e anno"
        case UnitMismatch(kind=kind):
            return (
                "E303",
                f"«{text}» ({kind}) non va con l'unità «{unit.value}», che vuole {wanted}; oppure n.d.",
            )
        case UnreadableValue():
            return "E304", f"«{text}» non si legge: qui ci vuole {wanted}, oppure n.d."
        case _:
            return "E304", f"«{text}» non è un numero: {_cure(text, unit)}"


def _cure(text: str, unit: Unit) -> str:
    joined = _FOREIGN_SEPARATORS.sub("", text)
    if joined != text:
        return f"scrivere «{joined}», senza spazi né apostrofi tra le cifre"
    return f"con l'unità «{unit.value}» ci vuole {unit.definition.example}, oppure n.d."


def _in_italian(number: str, text: str) -> str:
    def written(digits: str) -> str:
        return text.replace(number, show_numeral(Decimal(digits)))

    digits = number.replace(",", "").replace("−", "-")
    decimals = digits.partition(".")[2]
    if not decimals:
        return f"il punto separa le migliaia; scrivere «{written(digits)}»"
    if len(decimals) == 3 and abs(Decimal(digits)) >= 1:
        thousands = written(digits.replace(".", ""))
        return f"scrivere «{written(digits)}» se sono decimali, «{thousands}» se sono migliaia"
    return f"la virgola separa i decimali; scrivere «{written(digits)}»"
