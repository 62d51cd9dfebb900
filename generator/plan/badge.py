"""The badge of an objective as data: two texts, a verdict and the widths of a picture that needs no font.

A badge is embedded in other people's pages, so that nobody can tell which letters it will be drawn
with. Widths come from a table of a common sans-serif at 11 px; the picture then stretches its texts to
them (`textLength`), and is the same everywhere.
"""

from dataclasses import dataclass

from generator.plan.aggregation import Standing
from generator.plan.model import Objective
from generator.plan.policy import Policy
from generator.plan.rounding import show_share
from generator.plan.status import Status

HEIGHT = 20
_PADDING = 6
#: Widths in tenths of a pixel.
_NARROW, _USUAL, _WIDE, _WIDEST = 36, 66, 86, 105
_BY_WIDTH = {
    _NARROW: " .,;:!'|()[]iìíjlfrtI/-·",
    _WIDE: "ABCDEFGHKLNOPQRSTUVXYZÀÈÉÌÒÙ&_%",
    _WIDEST: "MWmw@—",
}
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}


@dataclass(frozen=True, slots=True)
class Badge:
    """What the picture shows. Lengths are in pixels; a text is `…_text` long and begins at `…_x`."""

    label: str
    message: str
    status: Status
    title: str
    width: int
    label_width: int
    label_x: int
    label_text: int
    message_x: int
    message_text: int
    height: int = HEIGHT


def badge(objective: Objective, standing: Standing, year: int, policy: Policy) -> Badge:
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
    label_text, message_text = text_width(label), text_width(message)
    label_width = label_text + 2 * _PADDING
    return Badge(
        label=label,
        message=message,
        status=standing.status,
        title=", ".join(parts),
        width=label_width + message_text + 2 * _PADDING,
        label_width=label_width,
        label_x=_PADDING,
        label_text=label_text,
        message_x=label_width + _PADDING,
        message_text=message_text,
    )


def text_width(text: str) -> int:
    """How long a text is drawn, in whole pixels."""
    return -(-sum(_WIDTHS.get(letter, _USUAL) for letter in text) // 10)
