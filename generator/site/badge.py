"""The badge of an objective: what it says and how wide it is. A small picture that stands alone.

Widths do not ask a font: every character is given the same room and the text is made to fill it,
so that the badge is the same on every machine.
"""

from dataclasses import dataclass

from generator.plan.model import Objective

#: Pixels for a character of 12 px type, and on either side of a text.
CHARACTER = 7
MARGIN = 8

#: White text on these has a contrast of at least 4.5:1.
COLOURS = {"da-rilevare": "#47596c"}


@dataclass(frozen=True, slots=True)
class Badge:
    """A label and a message side by side. Lengths are in pixels; `title` is read aloud."""

    label: str
    message: str
    title: str
    colour: str

    @property
    def label_length(self) -> int:
        """The room of the label."""
        return len(self.label) * CHARACTER

    @property
    def message_length(self) -> int:
        """The room of the message."""
        return len(self.message) * CHARACTER

    @property
    def split(self) -> int:
        """Where the message's field begins."""
        return self.label_length + 2 * MARGIN

    @property
    def width(self) -> int:
        """The whole width."""
        return self.split + self.message_length + 2 * MARGIN


def badge_of(objective: Objective) -> Badge:
    """The badge of an objective of which nothing has been measured yet."""
    return Badge(
        label=objective.code,
        message="da rilevare",
        title=f"Obiettivo {objective.code}: da rilevare",
        colour=COLOURS["da-rilevare"],
    )
