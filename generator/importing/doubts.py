"""A doubt: something in the document that a human should look at, and where."""

from msgspec import Struct


class Doubt(Struct, frozen=True):
    """A doubt about some lines of the document.

    `text` completes the sentence «Nel documento (riga 12) …». `objective` and `indicator` are the
    code and the id it concerns, empty where it concerns more. `noted` tells whether it is also
    among the `note_redazionali`; if not, another note already covers it.
    """

    line: int
    text: str
    objective: str = ""
    indicator: str = ""
    last_line: int = 0
    noted: bool = True

    @property
    def where(self) -> str:
        """`riga 12` or `righe 12-15`."""
        return f"righe {self.line}-{self.last_line}" if self.last_line > self.line else f"riga {self.line}"

    @property
    def note(self) -> str:
        """The doubt as an editorial note."""
        return f"Nel documento ({self.where}) {self.text}."

    def __str__(self) -> str:
        subject = " ".join(part for part in (self.objective, self.indicator) if part)
        return f"{self.where}: {subject}: {self.text}" if subject else f"{self.where}: {self.text}"
