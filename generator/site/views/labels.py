"""Italian labels that pages share: targets, starting points, counts, sizes."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from generator.plan.body import AssignedOffice
from generator.plan.conditions import Condition
from generator.plan.identifiers import NOTHING
from generator.plan.scoring.starting_point import StartingPoint
from generator.plan.succession import read_reference
from generator.plan.values import Range, ScaleWord, Value, show

#: Key of the style (`--cv-…`) and explanation of each starting point.
STARTING_POINTS = {
    StartingPoint.IMPROVES: ("migliora", "il traguardo è migliore del valore di partenza"),
    StartingPoint.HOLDS: ("mantiene", "il traguardo è uguale al valore di partenza"),
    StartingPoint.FALLS_BACK: ("arretra", "il traguardo è meno ambizioso del valore di partenza"),
    StartingPoint.NOT_COMPARABLE: ("non-confrontabile", "manca un valore di partenza, o è una data"),
}


class Share(Struct, frozen=True):
    """A part of a whole: the indicators of one status or starting point."""

    key: str
    label: str
    explanation: str
    count: int


def starting_point_shares(points: Iterable[StartingPoint]) -> tuple[Share, ...]:
    """The number of targets with each starting point."""
    counts = Counter(points)
    return tuple(
        Share(key, point.value, explanation, counts[point])
        for point, (key, explanation) in STARTING_POINTS.items()
    )


def continued_in_words(continues: str, *, of_indicator: bool) -> str:
    """What the file says that is continued, in words; empty where it says nothing."""
    what = "indicatore" if of_indicator else "obiettivo"
    if continues == NOTHING:
        return f"Non continua nessun {what} dei piani di prima"
    reference = read_reference(continues, of_indicator=of_indicator)
    if reference is None:
        return ""
    name = f"«{reference.indicator}» di {reference.code}" if of_indicator else reference.code
    return f"Continua l'{what} {name} del piano {reference.period}"


def unbroken(text: str) -> str:
    """An amount with a no-break space before its currency."""
    return text.replace(" €", "\N{NO-BREAK SPACE}€")


def show_or_missing(value: Value | None) -> str:
    """The value, or a dash where the document has an empty cell."""
    return "—" if value is None else unbroken(show(value))


def office_label(office: AssignedOffice) -> str:
    """«Anagrafe», «Anagrafe (capofila, 60%)»."""
    part = ", ".join(filter(None, [office.role, office.share.text() if office.share else ""]))
    return f"{office.name} ({part})" if part else office.name


def target_in_words(target: Value | None, condition: Condition | None) -> str:
    """«almeno 4», «entro 31/01/2025»; the value alone where the document gives no condition."""
    text = show_or_missing(target)
    if target is None or condition is None:
        return text
    is_ordered = target.HAS_SCALE or (isinstance(target, ScaleWord) and condition is not Condition.EQUAL)
    if not is_ordered:
        return text
    if isinstance(target, Range):
        return unbroken(f"tra {show(target.low)} e {show(target.high)}")
    return f"{condition.value} {text}"


def count_of(number: int, singular: str, plural: str) -> str:
    """«1 indicatore», «9 indicatori»."""
    return f"{number} {singular if number == 1 else plural}"


def size_of(size: int) -> str:
    """The size of a file: «850 byte», «207 kB», «1,3 MB»."""
    if size < 1000:
        return count_of(size, "byte", "byte")
    if size < 999_500:
        return f"{(size + 500) // 1000} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def summary(text: str, limit: int = 155) -> str:
    """The first words of a text, cut at a word, for descriptions of pages."""
    words = " ".join(text.split())
    if len(words) <= limit:
        return words
    return words[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:.–- ") + "…"
