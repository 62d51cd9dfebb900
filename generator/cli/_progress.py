"""How far a long command has come: a line that moves on a terminal, a line for each stage in CI."""

import os
import sys
import time
from types import TracebackType
from typing import TextIO

#: Seconds before which nothing is shown on a terminal: most builds are over by then.
_DELAY = 0.7


class Progress:
    """Shows stages and parts of them on the error stream; neither terminal nor CI sees nothing."""

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
        """A stage begins."""
        self._stage = name
        if self._ci and not self._terminal:
            print(f"vetro: {name}", file=self._stream, flush=True)
        else:
            self.part(0, 0)

    def part(self, done: int, total: int) -> None:
        """So much of the stage is done."""
        if self._terminal and time.monotonic() - self._start > _DELAY:
            share = f" {done * 100 // total}%" if total else ""
            self._show(f"{self._stage}…{share}")

    def _show(self, text: str) -> None:
        if text != self._shown:
            self._stream.write(f"\r{text.ljust(len(self._shown))}" + ("" if text else "\r"))
            self._stream.flush()
            self._shown = text
