"""A new body as `vetro new ente` is told of it, and the kinds of body that are known."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from msgspec import Struct

from generator.plan.identifiers import YEAR, Pattern
from generator.trasparenza.statutory_tree import slug

#: The longest plan that is believed, in years.
_MOST_YEARS = 10
#: Host and path of a repository.
_REPOSITORY = re.compile(r"https://([a-z0-9.-]+)/(\w[\w.-]*(?:/\w[\w.-]*)+)", re.ASCII)
PERIOD = Pattern(rf"{YEAR.expression}(-{YEAR.expression})?", "un anno o due, come 2026 o 2026-2028")


class Area(Struct, frozen=True):
    """An area of a plan, with the code that it begins with."""

    code: str
    name: str


class Kind(Struct, frozen=True):
    """A kind of body: its name with an article, and the areas that plans of this kind have by law, if any."""

    id: str
    name: str
    areas: tuple[str, ...] = ()


class Program(Struct, frozen=True):
    """Where the program is published: a host ("github.com"), and the path of its repository there."""

    host: str
    path: str

    @property
    def is_on_github(self) -> bool:
        """Whether its workflows are those of GitHub; otherwise they are those of GitLab."""
        return self.host == "github.com"

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://{self.host}/{self.path}"


class NewBody(Struct, frozen=True):
    """What a body says of itself; what it does not say is empty, but for name and years."""

    name: str
    years: tuple[int, ...]
    kind: str = ""
    ipa: str = ""
    site_url: str = ""
    program: Program | None = None

    @property
    def period(self) -> str:
        """The years as the plan's folder is named."""
        return "-".join(str(year) for year in dict.fromkeys((self.years[0], self.years[-1])))


@cache
def kinds() -> Mapping[str, Kind]:
    """The known kinds by their id, in the order in which they are proposed."""
    text = (files(__package__) / "kinds.yml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    found = (Kind(row["tipo"], row["nome"], tuple(row.get("ambiti", ()))) for row in rows)
    return {kind.id: kind for kind in found}


def areas_of(kind: str) -> tuple[Area, ...]:
    """The areas that the plan of a kind of body begins with: those of the law, or one to be named."""
    known = kinds().get(kind)
    names = (known.areas if known else ()) or ("Ambito di esempio «da completare»",)
    return tuple(Area(f"{number:02}", name) for number, name in enumerate(names, 1))


def read_kind(text: str) -> str:
    """The id of a kind from what somebody writes: «Città metropolitana», or the id itself."""
    return slug(text)


def read_program(url: str) -> Program | None:
    """The repository of the program by its address; none of an empty text.

    Raises `ValueError`, with a message in Italian.
    """
    if not url:
        return None
    match = _REPOSITORY.fullmatch(url.strip().removesuffix("/").removesuffix(".git"))
    if not match or (match[1] == "github.com" and match[2].count("/") != 1):
        advice = "l'indirizzo del repository del programma, come https://github.com/ente/casa-di-vetro"
        raise ValueError(f"«{url}»: qui ci vuole {advice}")
    return Program(match[1], match[2])


def read_period(text: str) -> tuple[int, ...]:
    """The years of a period ("2026-2028"). Raises `ValueError`, with a message in Italian."""
    if not PERIOD.match(text):
        raise ValueError(f"«{text}» non è un periodo: {PERIOD.advice}")
    first, _, last = text.partition("-")
    years = range(int(first), int(last or first) + 1)
    if not 0 < len(years) <= _MOST_YEARS or (last and last == first):
        raise ValueError(f"«{text}» non è un periodo: gli anni vanno dal primo all'ultimo, come 2026-2028")
    return tuple(years)
