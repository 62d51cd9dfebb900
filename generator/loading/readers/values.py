"""Reads the values of an indicator, and says in Italian why one cannot be read."""

import re
from decimal import Decimal

from generator.loading.diagnostics import Diagnostics
from generator.loading.yaml.parser import Scalar
from generator.plan.errors import (
    EnglishNumber,
    ImpossibleDate,
    NotADate,
    NotAnAnswer,
    NotATime,
    UnitMismatch,
    ValueProblem,
)
from generator.plan.numerals import show_numeral
from generator.plan.units import Unit
from generator.plan.value_parser import read_value
from generator.plan.values import Percentage, Value

WANTED = {
    Unit.NUMBER: "un numero, come 1.150 o 9,85",
    Unit.PERCENT: "una percentuale, come 9,85%",
    Unit.EURO: "un importo, come 27.300,00 €",
    Unit.DATE: "una data, come 31/01/2025",
    Unit.YES_NO: "sì o no",
    Unit.HOURS: "un numero di ore, come 6 o 08:00",
    Unit.DAYS: "un numero di giorni, come 4,20",
}

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
    wanted = WANTED[unit]
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
        case NotADate() | NotAnAnswer() | NotATime():
            return "E304", f"«{text}» non si legge: qui ci vuole {wanted}, oppure n.d."
        case _:
            return "E304", f"«{text}» non è un numero: {_cure(text, unit)}"


def _cure(text: str, unit: Unit) -> str:
    joined = _FOREIGN_SEPARATORS.sub("", text)
    if joined != text:
        return f"scrivere «{joined}», senza spazi né apostrofi tra le cifre"
    return f"con l'unità «{unit.value}» ci vuole {WANTED[unit]}, oppure n.d."


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
