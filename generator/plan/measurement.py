"""Measurements (rilevazioni) with their day and source; a corrected value is kept beside the new one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.policy import Status
from generator.plan.values import NotAvailable, Percentage, Value


class NotYet(Struct, frozen=True):
    """The result that the event of a date indicator had not happened on the day of the measurement."""

    spelling: str = "non ancora"

    def text(self) -> str:
        """As written."""
        return self.spelling

    def in_words(self) -> str:
        """As written."""
        return self.spelling


#: The degree of the statuses that have only one; the others are declared together with a degree.
DECLARED_RATES = {Status.ACHIEVED: Fraction(1), Status.MISSED: Fraction(0)}


class Declaration(Struct, frozen=True):
    """The degree and the status that who evaluates declares; they count where none can be computed."""

    degree: Percentage | None = None
    status: Status | None = None

    @property
    def rate(self) -> Fraction | None:
        """The degree as a fraction of one; that of the status where it has only one."""
        if self.degree is not None:
            return Fraction(self.degree.points) / 100
        return None if self.status is None else DECLARED_RATES.get(self.status)


class PartResults(Struct, frozen=True):
    """The results of the parts of an indicator, by id: of those that were measured, in their order.

    `field` is the one of the files that holds them, `fasi` or `per_ufficio`; `declared` are the degrees that
    were declared for single parts.
    """

    field: str
    results: tuple[tuple[str, Value | NotYet], ...]
    declared: tuple[tuple[str, Declaration], ...] = ()

    def of(self, part: str) -> Value | NotYet | None:
        """The result of a part, `None` where it was not measured."""
        return dict(self.results).get(part)

    def text(self) -> str:
        """Each result as written, after the id of its part."""
        return "; ".join(f"{part}: {found.text()}" for part, found in self.results)

    def in_words(self) -> str:
        """The same in words."""
        return "; ".join(f"{part}: {found.in_words()}" for part, found in self.results)


#: The result of a measurement.
Result = Value | NotYet | PartResults


class Correction(Struct, frozen=True):
    """A new value for one already published, with the reason. `made_on` is the day of the correction."""

    value: Result
    reason: str
    made_on: date


class Measurement(Struct, frozen=True):
    """The result of one indicator on one day.

    `day` is the day that the value refers to, not the day on which it was written. `original` is the
    value as first published, `None` only where `not_assessable` gives the reason why there is none.
    `declared_degree` and `declared_status` are those of who evaluates, which count where nothing can be
    computed; of an indicator in parts they are then those of every part that has none of its own.
    `deviation_reason` says why the target was missed.
    """

    objective: str
    indicator: str
    day: date
    original: Result | None
    note: str = ""
    source: str = ""
    corrections: tuple[Correction, ...] = ()
    not_assessable: str = ""
    declared_degree: Percentage | None = None
    declared_status: Status | None = None
    deviation_reason: str = ""

    @property
    def declaration(self) -> Declaration:
        """What who evaluates declares of it as a whole."""
        return Declaration(self.declared_degree, self.declared_status)

    @property
    def value(self) -> Result | None:
        """The current value: the last correction, or else the original."""
        return self.corrections[-1].value if self.corrections else self.original

    def of_part(self, part: str) -> "Measurement | None":
        """The measurement of a part of the indicator, `None` where it was not measured that day."""
        found = self.original.of(part) if isinstance(self.original, PartResults) else None
        if found is None:
            return None
        corrections: list[Correction] = []
        latest = found
        for correction in self.corrections:
            value = correction.value.of(part) if isinstance(correction.value, PartResults) else None
            # A correction of other parts repeats the value of this one.
            if value is not None and value != latest:
                corrections.append(replace(correction, value=value))
                latest = value
        measurement = replace(self, original=found, corrections=tuple(corrections))
        if own := self.declaration_of(part):
            return replace(measurement, declared_degree=own.degree, declared_status=own.status)
        return measurement

    def declaration_of(self, part: str) -> Declaration | None:
        """What was declared of a part of the indicator alone."""
        return dict(self.original.declared).get(part) if isinstance(self.original, PartResults) else None

    def in_order_of(self, parts: Sequence[str]) -> "Measurement":
        """The measurement with the results of its parts in their order in the plan."""
        corrections = tuple(replace(one, value=_in_order(one.value, parts)) for one in self.corrections)
        original = None if self.original is None else _in_order(self.original, parts)
        return replace(self, original=original, corrections=corrections)

    def known_on(self, day: date) -> "Measurement":
        """The measurement without corrections made after a day."""
        return replace(self, corrections=tuple(one for one in self.corrections if one.made_on <= day))

    @property
    def has_value(self) -> bool:
        """Whether there is a result: `n.d.` is none."""
        return self.value is not None and not isinstance(self.value, NotAvailable)


def _in_order(found: Result, parts: Sequence[str]) -> Result:
    if not isinstance(found, PartResults):
        return found
    return replace(found, results=tuple(sorted(found.results, key=lambda one: parts.index(one[0]))))


def joined_parts(one: Measurement, other: Measurement) -> Measurement | None:
    """The measurement that two of one indicator and one day make; `None` where both have a part, or no parts.

    Offices report their parts apart. Words of both are kept; a correction of one leaves the other as it is.
    """
    first, second = one.original, other.original
    if not isinstance(first, PartResults) or not isinstance(second, PartResults):
        return None
    if dict(first.results).keys() & dict(second.results).keys():
        return None
    current = dict((*first.results, *second.results))
    corrections = []
    for correction in sorted((*one.corrections, *other.corrections), key=lambda each: each.made_on):
        if isinstance(correction.value, PartResults):
            current |= dict(correction.value.results)
            corrections.append(replace(correction, value=PartResults(first.field, tuple(current.items()))))
    return replace(
        one,
        original=PartResults(
            first.field,
            (*first.results, *second.results),
            (*_declared_of(one, first), *_declared_of(other, second)),
        ),
        declared_degree=None,
        declared_status=None,
        note=_joined_words(one.note, other.note),
        source=_joined_words(one.source, other.source),
        deviation_reason=_joined_words(one.deviation_reason, other.deviation_reason),
        corrections=tuple(corrections),
    )


def _declared_of(measurement: Measurement, found: PartResults) -> Iterator[tuple[str, Declaration]]:
    """What was declared of each part: for it alone, or for all parts of its measurement."""
    common = measurement.declaration
    for part, _ in found.results:
        declared = measurement.declaration_of(part) or common
        if declared != Declaration():
            yield part, declared


def _joined_words(one: str, other: str) -> str:
    return "; ".join(dict.fromkeys(filter(None, (one, other))))


def year_end_results(measurements: Iterable[Measurement]) -> dict[int, Value]:
    """The results of an indicator that stand for a year: of its last day, or the last before a later year."""
    ordered = sorted((one for one in measurements if one.has_value), key=lambda one: one.day)
    results: dict[int, Value] = {}
    for index, one in enumerate(ordered):
        is_last = (one.day.month, one.day.day) == (12, 31) or any(
            later.day.year > one.day.year for later in ordered[index + 1 :]
        )
        if is_last and one.value is not None and not isinstance(one.value, NotYet | PartResults):
            results[one.day.year] = one.value
    return results


def show_result(found: Result) -> str:
    """The text of a result as written."""
    return found.text()


def latest_day(measurements: Iterable[Measurement]) -> date | None:
    """The day of the latest measurement, which is the site's «today» unless another is given."""
    return max((measurement.day for measurement in measurements), default=None)
