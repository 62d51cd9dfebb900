"""Reads the values of an indicator, and says in Italian why one cannot be read."""

from generator.plan.errors import (
    EnglishNumber,
    ImpossibleDate,
    NotADate,
    NotAnAnswer,
    NotATime,
    UnitMismatch,
    ValueProblem,
)
from generator.plan.reading import read_value
from generator.plan.units import Unit
from generator.plan.values import Percentage, Value
from generator.source.findings import Findings
from generator.source.tree import Scalar

_WANTED = {
    Unit.NUMBER: "un numero, come 1.150 o 9,85",
    Unit.PERCENT: "una percentuale, come 9,85%",
    Unit.EURO: "un importo, come 27.300,00 €",
    Unit.DATE: "una data, come 31/01/2025",
    Unit.YES_NO: "sì o no",
    Unit.HOURS: "un numero di ore, come 6 o 08:00",
    Unit.DAYS: "un numero di giorni, come 4,20",
}


def value_of(scalar: Scalar, unit: Unit, findings: Findings) -> Value | None:
    """The value that a scalar holds; `None` if it is empty or wrong, and then there is a finding."""
    if not scalar.text:
        return None
    try:
        return read_value(scalar.text, unit)
    except ValueProblem as problem:
        code, message = _explain(problem, unit)
        findings.add(scalar.place, code, message)
        return None


def weight_of(scalar: Scalar, findings: Findings) -> Percentage | None:
    """A weight: a percentage above 0 and up to 100."""
    value = value_of(scalar, Unit.PERCENT, findings)
    if isinstance(value, Percentage) and 0 < value.points <= 100:
        return value
    if value is not None:
        findings.add(
            scalar.place, "E305", f"«{scalar.text}» non è un peso: scrivere una percentuale tra 0 e 100"
        )
    return None


def _explain(problem: ValueProblem, unit: Unit) -> tuple[str, str]:
    text, wanted = problem.text, _WANTED[unit]
    match problem:
        case EnglishNumber():
            return "E301", f"«{text}» è un numero all'inglese: {_in_italian(text)}"
        case ImpossibleDate():
            return "E302", f"«{text}» non esiste nel calendario: controllare giorno e mese"
        case UnitMismatch(kind=kind):
            return (
                "E303",
                f"«{text}» ({kind}) non va con l'unità «{unit.value}», che vuole {wanted}; oppure n.d.",
            )
        case NotADate() | NotAnAnswer() | NotATime():
            return "E304", f"«{text}» non si legge: qui ci vuole {wanted}, oppure n.d."
        case _:
            return (
                "E304",
                f"«{text}» non è un numero: con l'unità «{unit.value}» ci vuole {wanted}, oppure n.d.",
            )


def _in_italian(text: str) -> str:
    number = text.replace(",", "").rstrip("%€ ")
    whole, _, decimals = number.partition(".")
    if len(decimals) == 3:
        return f"scrivere «{whole},{decimals}» se sono decimali, «{whole}.{decimals}» se sono migliaia"
    return f"la virgola separa i decimali; scrivere «{whole},{decimals}»"
