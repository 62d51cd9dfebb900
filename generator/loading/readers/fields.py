"""Readers of single fields: values, weights and ids, with a diagnostic if one is wrong."""

import re
from decimal import Decimal

from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.yaml.parser import Scalar
from generator.plan.errors import (
    EnglishNumber,
    ImpossibleDate,
    UnitMismatch,
    UnreadableValue,
    ValueProblem,
)
from generator.plan.identifiers import SLUG
from generator.plan.numerals import show_numeral
from generator.plan.units import Unit, read_value
from generator.plan.values import Percentage, Value

#: Thousands separators other than the dot.
_FOREIGN_SEPARATORS = re.compile(r"(?<=[0-9])[ '’\u00a0\u202f](?=[0-9])")


def value_of(scalar: Scalar, unit: Unit, diagnostics: Diagnostics) -> Value | None:
    """The value of a scalar in that unit; `None` if it is empty or, with a diagnostic, wrong."""
    if not scalar.text:
        return None
    try:
        return read_value(scalar.text, unit)
    except ValueProblem as problem:
        code, message = explain_value(problem, scalar.text, unit)
        diagnostics.add(scalar.location, code, message)
        return None


def weight_of(scalar: Scalar, diagnostics: Diagnostics) -> Percentage | None:
    """A weight, more than 0 % and at most 100 %; `None`, with a diagnostic, if it is wrong."""
    value = value_of(scalar, Unit.PERCENT, diagnostics)
    if isinstance(value, Percentage) and 0 < value.points <= 100:
        return value
    if value is not None:
        diagnostics.add(
            scalar.location, "E305", f"«{scalar.text}» non è un peso: scrivere una percentuale tra 0 e 100"
        )
    return None


def read_id(
    scalar: Scalar | None, first: dict[str, SourceLocation], rule: str, diagnostics: Diagnostics
) -> str | None:
    """A valid and unused id; `None`, with a diagnostic, if it is wrong.

    `first` holds the ids used so far and is updated; `rule`, in Italian, ends the message for a duplicate.
    """
    if scalar is None:
        return None
    if not SLUG.match(scalar.text):
        diagnostics.add(scalar.location, "E206", f"«{scalar.text}» non è un id valido: {SLUG.advice}")
        return None
    if earlier := first.get(scalar.text):
        message = f"l'id «{scalar.text}» c'è già alla riga {earlier.line}: {rule}"
        diagnostics.add(scalar.location, "E207", message)
        return None
    first[scalar.text] = scalar.location
    return scalar.text


def explain_value(problem: ValueProblem, text: str, unit: Unit) -> tuple[str, str]:
    """The rule code and the message for a text that is not a value of that unit."""
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
            return "E304", f"«{text}» non è un numero: {_remedy(text, unit)}"


def _remedy(text: str, unit: Unit) -> str:
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
