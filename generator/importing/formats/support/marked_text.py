"""Marked text: the text of a paragraph or cell, whose bold beginning stands between `**`."""

import re

_WHITE = re.compile(r"[ \t\r\n\f]+")
_WHITE_BUT_TABS = re.compile(r"[ \r\n\f]+")


class MarkedText:
    """Pieces of text, plain or bold, that are joined at the end.

    White space is one space, as in a page, but for tabs if they are kept. Line breaks are added apart.
    """

    def __init__(self, *, keep_tabs: bool = False) -> None:
        self._white = _WHITE_BUT_TABS if keep_tabs else _WHITE
        self._pieces: list[tuple[str, bool]] = []

    def add(self, text: str, *, bold: bool = False) -> None:
        """Add a piece, in which any white space is a space, and none at the beginning of a line."""
        text = self._white.sub(" ", text)
        if self._at_line_start:
            text = text.lstrip(" ")
        if text:
            self._pieces.append((text, bold))

    def add_break(self) -> None:
        """Add a line break."""
        self._pieces.append(("\n", False))

    def add_line(self) -> None:
        """Begin a new line, unless at the beginning of one."""
        if not self._at_line_start:
            self.add_break()

    @property
    def _at_line_start(self) -> bool:
        return not self._pieces or self._pieces[-1][0] == "\n"

    @property
    def text(self) -> str:
        """All pieces. Where only the first are bold, they stand between `**`."""
        plain = [text.strip() != "" and not bold for text, bold in self._pieces]
        first = plain.index(True) if True in plain else 0
        head = "".join(text for text, _ in self._pieces[:first])
        tail = "".join(text for text, _ in self._pieces[first:])
        if head.strip():
            head = f"**{head.strip()}**{head[len(head.rstrip()) :]}"
        return re.sub(" {2,}", " ", head + tail)
