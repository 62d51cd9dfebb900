"""The badge of an objective as data: two texts, a verdict and the lengths of a picture that needs no font.

A badge is embedded in other people's pages, so that nobody can tell which letters it will be drawn
with. Lengths come from a table of a common sans-serif at 12 px; the picture stretches its texts to
them (`textLength`), and is the same everywhere.
"""

from msgspec import Struct

from generator.plan.model import Objective
from generator.plan.policy import Policy
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.rounding import show_share
from generator.plan.status import Status

#: Pixels on either side of a text.
MARGIN = 8
#: Lengths in tenths of a pixel, of Verdana at 12 px or thereabouts.
_NARROW, _USUAL, _WIDE, _WIDEST = 45, 75, 90, 120
_BY_LENGTH = {
    _NARROW: " .,;:!'|()[]iìíjlfrtI/-·",
    _WIDE: "ABCDEFGHKLNOPQRSTUVXYZÀÈÉÌÒÙ&_",
    _WIDEST: "MWmw@%—",
}
_LENGTHS = {letter: length for length, letters in _BY_LENGTH.items() for letter in letters}


class Badge(Struct, frozen=True):
    """A label and a message side by side. Lengths are in pixels; `title` is read aloud."""

    label: str
    label_length: int
    message: str
    message_length: int
    status: Status
    title: str

    @property
    def split(self) -> int:
        """Where the message's field begins."""
        return self.label_length + 2 * MARGIN

    @property
    def width(self) -> int:
        """The whole width."""
        return self.split + self.message_length + 2 * MARGIN


def badge(objective: Objective, standing: AggregateAssessment, year: int, policy: Policy) -> Badge:
    """The badge of an objective for a year, with the figures of its page."""
    word = policy.label(standing.status)
    message = word
    parts = [f"Obiettivo {objective.code}, {year}: {word}"]
    if standing.score is not None:
        share = show_share(standing.score, (policy.partly, policy.achieved))
        message = f"{word} · {share}"
        parts.append(f"punteggio {share}")
    if standing.measurable:
        found = (
            "rilevato 1 indicatore" if standing.measured == 1 else f"rilevati {standing.measured} indicatori"
        )
        parts.append(f"{found} su {standing.measurable}")
    label = f"{objective.code} · {year}"
    return Badge(label, text_length(label), message, text_length(message), standing.status, ", ".join(parts))


def text_length(text: str) -> int:
    """How long a text is drawn, in whole pixels."""
    return -(-sum([_LENGTHS.get(letter, _USUAL) for letter in text]) // 10)
