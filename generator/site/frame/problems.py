"""What is wrong with content, theme or site_config.yml: small sortable objects, said in Italian."""

from collections.abc import Iterable

from msgspec import Struct

from generator.plan.errors import VetroError


class FrameProblem(Struct, frozen=True, order=True):
    """One mistake. ``file`` is relative to the folder of site_config.yml; line and column count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: errore: {self.message}"


class FrameError(VetroError):
    """The frame cannot be built; ``problems`` holds every reason found, sorted by place, each once."""

    def __init__(self, problems: Iterable[FrameProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
