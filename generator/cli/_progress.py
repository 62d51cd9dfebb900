"""Progress of a long command: one updated line on a terminal, a line for each stage in CI."""

import os
import sys
import time
from types import TracebackType
from typing import TextIO

#: Time before which nothing is shown on a terminal, in seconds: most builds are shorter.
_DELAY = 0.7


class Progress:
    """Writes stage and percentage to the error stream; nothing if it is neither terminal nor CI log."""

    def __init__(self, stream: TextIO | None = None, ci: bool | None = None) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._ci = bool(os.environ.get("CI")) if ci is None else ci
        self._start = time.monotonic()
        self._stage = ""
        self._shown = ""

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._show("")

    def stage(self, name: str) -> None:
        """Start a stage."""
        self._stage = name
        if self._ci and not self._terminal:
            print(f"vetro: {name}", file=self._stream, flush=True)
        else:
            self.part(0, 0)

    def part(self, done: int, total: int) -> None:
        """Report the completed units of the stage."""
        if self._terminal and time.monotonic() - self._start > _DELAY:
            percentage = f" {done * 100 // total}%" if total else ""
            self._show(f"{self._stage}…{percentage}")

    def _show(self, text: str) -> None:
        if text != self._shown:
            self._stream.write(f"\r{text.ljust(len(self._shown))}" + ("" if text else "\r"))
            self._stream.flush()
            self._shown = text
