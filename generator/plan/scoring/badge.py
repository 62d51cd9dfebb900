"""Badge of an objective as data: two texts, a status and text lengths.

A badge is embedded in pages of others, so its font is unknown. Lengths come from a table of a common
sans-serif at 12 px; the picture stretches its texts to them (`textLength`), and is the same everywhere.
"""

from msgspec import Struct

from generator.plan.italian.phrases import long_date, with_article
from generator.plan.model import Objective
from generator.plan.numerals import show_percentage
from generator.plan.policy import Policy, Status
from generator.plan.scoring.aggregation import AggregateAssessment

#: Space on either side of a text, in pixels.
MARGIN = 8
#: Lengths of letters in tenths of a pixel, about those of Verdana at 12 px.
_NARROW, _USUAL, _WIDE, _WIDEST = 45, 75, 90, 120
_BY_LENGTH = {
    _NARROW: " .,;:!'|()[]iìíjlfrtI/-·",
    _WIDE: "ABCDEFGHKLNOPQRSTUVXYZÀÈÉÌÒÙ&_",
    _WIDEST: "MWmw@%—",
}
_LENGTHS = {letter: length for length, letters in _BY_LENGTH.items() for letter in letters}


class Badge(Struct, frozen=True):
    """A label and a message side by side. Lengths are in pixels; `title` is for screen readers."""

    label: str
    label_length: int
    message: str
    message_length: int
    status: Status
    title: str

    @property
    def split(self) -> int:
        """Left edge of the message, in pixels."""
        return self.label_length + 2 * MARGIN

    @property
    def width(self) -> int:
        """Whole width, in pixels."""
        return self.split + self.message_length + 2 * MARGIN


def badge(objective: Objective, assessment: AggregateAssessment, year: int, policy: Policy) -> Badge:
    """The badge of an objective for a year."""
    word = policy.label(assessment.status)
    message = word
    parts = [f"Obiettivo {objective.code}, {year}: {word}"]
    if assessment.score is not None:
        degree = f"grado {show_percentage(assessment.score, (policy.partly, policy.achieved))}"
        message = f"{word} · {degree}"
        parts.append(degree)
    if assessment.measurable:
        found = (
            "rilevato 1 indicatore"
            if assessment.measured == 1
            else f"rilevati {assessment.measured} indicatori"
        )
        parts.append(f"{found} su {assessment.measurable}")
    if assessment.last_day:
        parts.append(f"ultimo dato {with_article(long_date(assessment.last_day), 'di')}")
    label = f"{objective.code} · {year}"
    return Badge(
        label, text_length(label), message, text_length(message), assessment.status, ", ".join(parts)
    )


def text_length(text: str) -> int:
    """Drawn length of a text, in whole pixels."""
    return -(-sum([_LENGTHS.get(letter, _USUAL) for letter in text]) // 10)
