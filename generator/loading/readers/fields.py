"""Readers of single fields: values, weights and ids, with a diagnostic if one is wrong."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from generator.loading.characters import other_digits_hint
from generator.loading.diagnostics import Diagnostics, SourceLocation, suggestion
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan import units
from generator.plan.conditions import SYMBOLS, SYNONYMS, Condition
from generator.plan.errors import (
    EnglishNumber,
    ImpossibleDate,
    UnitMismatch,
    UnreadableValue,
    ValueProblem,
)
from generator.plan.identifiers import NOTHING, SLUG, Pattern
from generator.plan.numerals import show_numeral
from generator.plan.units import CONDITION_WORDS, Unit, read_condition, read_range, read_value
from generator.plan.values import Day, Hours, NotAvailable, Number, Percentage, Value, exact_value, show
from generator.plan.weighting import Weight, Weighting

#: What may stand instead of a value, at the end of a message.
OR_NOT_AVAILABLE = "oppure n.d."

#: A number whose thousands are separated by something else than the dot.
_FOREIGN_SEPARATORS = re.compile(r"(?<![0-9])[0-9]{1,3}(?:[ '’\u00a0\u202f][0-9]{3})+(?![0-9])")
_SEPARATOR = re.compile("[ '’\u00a0\u202f]")
#: Hours and minutes with one digit for the hours.
_SHORT_CLOCK = re.compile(r"[0-9]:[0-5][0-9]")
#: What people write where there is no value.
_NO_VALUE = re.compile(r"[-–—_./?]+|n\.? ?/? ?[ap]\.?|n/d|nessuno|vuoto", re.IGNORECASE)
#: A condition before a value, in words or signs; the first group is the condition, the second the value.
_WITH_CONDITION = re.compile(
    "("
    + "|".join(sorted(map(re.escape, (*SYMBOLS, *CONDITION_WORDS, *SYNONYMS)), key=len, reverse=True))
    + r") ?(\S.*)",
    re.IGNORECASE,
)
_BETWEEN_WORD = re.compile(r"(?:compres[oaie] )?(?:tra|fra) ", re.IGNORECASE)
#: What people write where a reason is wanted, without giving one.
_NO_REASON = re.compile(
    r"[\W\d_]*|s[iìí]['’]?|no|vero|falso|true|false|yes|ok|x+|n\.? ?d\.?|null", re.IGNORECASE
)
#: What programs write for the answers of YAML 1.1 (`no`, `yes`) and for a field that was left empty.
_REWRITTEN_ANSWERS = {"true": "sì", "false": "no"}
_REWRITTEN_EMPTY = {"null", "~", "none"}
_MONTH_FIRST = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_REWRITTEN_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ][0-9:.]+(?:Z|[-+][0-9:]+)?", re.ASCII)


def value_of(
    scalar: Scalar, unit: Unit, diagnostics: Diagnostics, instead: str = OR_NOT_AVAILABLE
) -> Value | None:
    """The value of a scalar in that unit; `None` if it is empty or, with a diagnostic, wrong.

    `instead`, in Italian, ends messages with what may be written where there is no value; empty if there must
    be one.
    """
    if not scalar.text:
        return None
    try:
        value = read_value(scalar.text, unit)
    except ValueProblem as problem:
        if read_range(scalar.text, unit) is not None:
            code = "E321"
            message = f"«{scalar.text}» è un intervallo: va solo in un traguardo con «tra»"
        else:
            code, message = explain_value(problem, scalar.text, unit, instead)
        diagnostics.add(scalar.location, code, message)
        return None
    if scalar.sexagesimal and isinstance(value, Hours):
        message = (
            f'ore e minuti vanno tra virgolette: scrivere "{scalar.text}" '
            "(senza, altri programmi ne fanno un numero in base 60)"
        )
        diagnostics.add(scalar.location, "E312", message)
    return value


def range_of(scalar: Scalar, unit: Unit, diagnostics: Diagnostics) -> Value | None:
    """The target of a scalar for «tra», or `n.d.`; `None` if it is empty or, with a diagnostic, wrong."""
    text = scalar.text
    if not text:
        return None
    found = read_range(text, unit)
    if found is None:
        if isinstance(value := _value_or_none(text, unit), NotAvailable):
            return value
        reason = "è un valore solo" if value is not None else "non è un intervallo"
        inner = _BETWEEN_WORD.sub("", text)
        remedy = f"va «{inner}»" if read_range(inner, unit) else "vanno i due estremi, come «80% – 90%»"
        message = f"«{text}» {reason}: con la condizione «tra» qui {remedy}"
        diagnostics.add(scalar.location, "E321", message)
        return None
    low, high = exact_value(found.low), exact_value(found.high)
    if low is None or high is None or low >= high:
        remedy = "scrivere «pari a»" if low == high else "scrivere prima il minore"
        diagnostics.add(
            scalar.location, "E321", f"gli estremi di «{text}» vanno dal minore al maggiore: {remedy}"
        )
        return None
    return found


def is_value_of(text: str, unit: Unit) -> bool:
    """Whether a text is a value of the unit."""
    return _value_or_none(text, unit) is not None


def _value_or_none(text: str, unit: Unit) -> Value | None:
    try:
        return read_value(text, unit)
    except ValueProblem:
        return None


def day_of(scalar: Scalar | None, diagnostics: Diagnostics) -> date | None:
    """The day of a scalar; `None` if it is missing or, with a diagnostic, no day written in full."""
    value = value_of(scalar, units.DATE, diagnostics, instead="") if scalar else None
    if scalar is None or value is None:
        return None
    if isinstance(value, Day) and value.spelling != "serial":
        return value.day
    written = (
        f"scriverlo come {show(Day(value.day))}" if isinstance(value, Day) else "scriverlo come 20/01/2025"
    )
    diagnostics.add(scalar.location, "E304", f"«{scalar.text}» non è un giorno: {written}")
    return None


def check_not_in_future(
    day: date | None, today: date | None, location: SourceLocation, remedy: str, diagnostics: Diagnostics
) -> None:
    """Report a day after today, in Rome; `None` for today knows nothing of the future."""
    if day is not None and today is not None and day > today:
        message = f"il {day:%d/%m/%Y} deve ancora venire (oggi, a Roma, è il {today:%d/%m/%Y}): {remedy}"
        diagnostics.add(location, "E407", message)


def is_reason(text: str) -> bool:
    """Whether a text may be a reason, and is not the answer to a question, a number or a sign."""
    return _NO_REASON.fullmatch(text.strip()) is None


def not_a_reason(text: str) -> str:
    """The message for `non_valutabile: sì`."""
    return f"«{text}» non è un motivo: scrivere perché non si può valutare, o togliere «non_valutabile»"


def or_new_entry(hint: str, where: str) -> str:
    """A hint for an unknown word, and the other remedy: what is written is right, and the list lacks it."""
    new = f"è giusto così, aggiungere la voce in {where}"
    if not hint:
        return f"se {new}"
    return f"{hint} Se {new}" if hint.endswith("?") else f"{hint}; se {new}"


def rewritten_code(text: str, codes: Iterable[str]) -> str:
    """The code that a program turned into that number: `01_01` into 65, `002` into 2; empty if none.

    In YAML 1.1 a number that begins with zero is octal, and its underscores do not count.
    """
    # Codes have four digits at most.
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        return ""
    number = int(text)
    for code in codes:
        digits = code.replace("_", "")
        if digits.isdigit() and number in (int(digits), int(digits, 8) if _is_octal(digits) else -1):
            return code
    return ""


def _is_octal(digits: str) -> bool:
    return digits.startswith("0") and not set(digits) & {"8", "9"}


def weight_of(scalar: Scalar, weighting: Weighting | None, diagnostics: Diagnostics) -> Weight | None:
    """A weight as piano.yml says that weights are given; `None`, with a diagnostic, if it is wrong.

    Points are more than zero, percentages (which they are if piano.yml says nothing) also at most 100.
    """
    if weighting is Weighting.EQUAL:
        remedy = "togliere «peso», o cambiare «pesi» in piano.yml"
        message = f"«{scalar.text}»: per piano.yml gli indicatori hanno pesi uguali; {remedy}"
        diagnostics.add(scalar.location, "E305", message)
        return None
    in_points = weighting is Weighting.POINTS
    value = value_of(scalar, units.NUMBER if in_points else units.PERCENT, diagnostics, instead="")
    match value:
        case Number(amount, prefix="") if in_points and amount > 0:
            return value
        case Percentage(points) if not in_points and 0 < points <= 100:
            return value
    if value is not None:
        wanted = (
            "per piano.yml i pesi sono in punti; scrivere un numero sopra lo zero, come 3 o 0,30"
            if in_points
            else "scrivere una percentuale tra 0 e 100"
        )
        diagnostics.add(scalar.location, "E305", f"«{scalar.text}» non è un peso: {wanted}")
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


def read_continued(mapping: ValidatedMapping, form: Pattern, diagnostics: Diagnostics) -> str:
    """What an objective or an indicator is said to continue; empty where nothing is said, or it is wrong."""
    scalar = mapping.scalar("continua")
    if scalar is None:
        return ""
    if form.match(scalar.text):
        return scalar.text
    hint = suggestion(scalar.text, [NOTHING]) or f"scrivere {form.advice}"
    diagnostics.add(scalar.location, "E206", f"«{scalar.text}» non dice che cosa continua; {hint}")
    return ""


def explain_value(
    problem: ValueProblem, text: str, unit: Unit, instead: str = OR_NOT_AVAILABLE
) -> tuple[str, str]:
    """The rule code and the message for a text that is not a value of that unit."""
    wanted = unit.definition.example
    end = f", {instead}" if instead else ""
    if rewritten := _rewritten(text):
        return "E311", rewritten
    if hint := other_digits_hint(text):
        return "E304", f"«{text}» non si legge{hint}"
    match problem:
        case EnglishNumber():
            return "E301", f"«{text}» è un numero all'inglese: {_in_italian(problem.text, text, unit)}"
        case ImpossibleDate():
            return "E302", f"«{text}» non esiste nel calendario: {_day_remedy(text)}"
        case UnitMismatch(kind=kind):
            return (
                "E303",
                f"«{text}» ({kind}) non va con l'unità «{unit.symbol}», che vuole {wanted}"
                + (f"; {instead}" if instead else ""),
            )
    if _NO_VALUE.fullmatch(text) and instead:
        return "E304", f"«{text}» non è un valore: se non c'è scrivere n.d., o lasciare vuoto"
    if remedy := _without_condition(text, unit):
        return "E304", f"«{text}» non è solo un valore: {remedy}"
    if unit == units.HOURS and _SHORT_CLOCK.fullmatch(text):
        return "E304", f'«{text}» non si legge: scrivere "0{text}", tra virgolette'
    if isinstance(problem, UnreadableValue):
        return "E304", f"«{text}» non si legge: qui ci vuole {wanted}{end}"
    return "E304", f"«{text}» non è un numero: {_remedy(text, unit, end)}"


def _day_remedy(text: str) -> str:
    """The remedy for a day that is not in the calendar; the English way the month comes first."""
    match = _MONTH_FIRST.fullmatch(text)
    if match and int(match[1]) <= 12 < int(match[2]):
        return f"forse «{match[2]}/{match[1]}/{match[3]}», prima il giorno e poi il mese"
    return "controllare giorno, mese e anno"


def _rewritten(text: str) -> str:
    """The message for a text that only a program writes; empty if it is another one."""
    cause = "è stato scritto da un programma che ha riscritto il file"
    word = text.casefold()
    if answer := _REWRITTEN_ANSWERS.get(word):
        return f"«{text}» {cause}: rimettere il file di prima, dove c'era «{answer}», e controllarne i valori"
    if word in _REWRITTEN_EMPTY:
        return f"«{text}» {cause}: il valore manca; lasciare vuoto, o scrivere n.d."
    if match := _REWRITTEN_DAY.fullmatch(text):
        year, month, day = match.groups()
        return (
            f"«{text}» {cause}: scrivere la data, come {day}/{month}/{year}, e controllare gli altri valori"
        )
    return ""


def _without_condition(text: str, unit: Unit) -> str:
    """The remedy for a value with a condition before it; empty if there is none."""
    match = _WITH_CONDITION.fullmatch(text)
    if match is None:
        return ""
    word = match[1].casefold()
    condition = read_condition(word, unit) or SYNONYMS[word]
    if condition is Condition.BETWEEN:
        is_value = read_range(match[2], unit) is not None
    else:
        is_value = is_value_of(match[2], unit)
    if not is_value:
        return ""
    return f"qui va «{match[2]}»; «{condition.value}» va nel campo «condizione» dell'indicatore"


def _remedy(text: str, unit: Unit, end: str) -> str:
    joined = _FOREIGN_SEPARATORS.sub(lambda match: _SEPARATOR.sub("", match[0]), text)
    if joined != text:
        return f"scrivere «{joined}», senza spazi né apostrofi tra le cifre"
    return f"con l'unità «{unit.symbol}» ci vuole {unit.definition.example}{end}"


def _in_italian(number: str, text: str, unit: Unit) -> str:
    def written(digits: str) -> str:
        return text.replace(number, show_numeral(Decimal(digits)))

    digits = number.replace(",", "").replace("−", "-")
    whole, _, decimals = digits.lstrip("-").partition(".")
    if not decimals:
        return f"il punto separa le migliaia; scrivere «{written(digits)}»"
    may_be_thousands = bool(whole.strip("0")) and len(whole) <= 3
    if number == text and unit != units.PERCENT and may_be_thousands and len(decimals) < 3:
        # Programs drop the zeros at the end of what they take for decimals: 11.840 becomes 11.84.
        thousands = written(digits.replace(".", "") + "0" * (3 - len(decimals)))
        lost = "se sono migliaia, a cui un programma ha tolto gli zeri in fondo"
        return f"scrivere «{thousands}» {lost}, «{written(digits)}» se sono decimali"
    if len(decimals) == 3 and abs(Decimal(digits)) >= 1:
        thousands = written(digits.replace(".", ""))
        return f"scrivere «{written(digits)}» se sono decimali, «{thousands}» se sono migliaia"
    return f"la virgola separa i decimali; scrivere «{written(digits)}»"
