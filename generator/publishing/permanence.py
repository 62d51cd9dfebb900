"""Addresses are for ever: what was published once stays where it is, or a redirect leads from there.

`indirizzi.txt` lists the addresses that were published, one a line; `rinvii.txt` where the ones that
moved have gone: the old address, a space, the new one. In both, a line that begins with «# » is a comment.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.plan.errors import VetroError
from generator.site.frame.sources import FrameProblem

ADDRESSES, REDIRECTS = "indirizzi.txt", "rinvii.txt"
#: Files that nobody links to.
_UNLINKED = ("assets/", "search/", "manifest.json", "404.html", "_")
#: Of addresses that are missing, so many are named.
_NAMED = 20


class PermanenceError(VetroError):
    """The build would lose an address, or a redirect leads nowhere; each line of the message says one."""


class Redirect(Struct, frozen=True):
    """From an address that was published to one that is; both relative to the site's root."""

    old: str
    new: str
    line: int


class Permanence(Struct, frozen=True):
    """What must stay: the addresses that were published, and the redirects declared for those that moved."""

    published: tuple[str, ...] = ()
    redirects: tuple[Redirect, ...] = ()


def read_permanence(root: Path) -> Permanence:
    """Read both files of a project; one that is missing is empty. Raises `PermanenceError`."""
    redirects = []
    problems = []
    for number, line in _lines(root / REDIRECTS):
        words = line.split()
        if len(words) == 2 and not any(_is_foreign(word) for word in words):
            redirects.append(Redirect(words[0], words[1], number))
        else:
            message = "scrivere il vecchio indirizzo, uno spazio e il nuovo, a partire dalla radice del sito"
            problems.append(FrameProblem(REDIRECTS, number, 1, message))
    if problems:
        raise PermanenceError("\n".join(map(str, problems)))
    return Permanence(tuple(line for _, line in _lines(root / ADDRESSES)), tuple(redirects))


def addresses_of(names: Iterable[str], anchors: Iterable[str]) -> tuple[str, ...]:
    """The addresses that somebody may have linked to: pages, files and points of pages, sorted."""
    found = {name.removesuffix("index.html") for name in names if not name.startswith(_UNLINKED)}
    return tuple(sorted({address for address in found if address} | {a for a in anchors if "#" in a}))


def check_permanence(permanence: Permanence, addresses: Collection[str]) -> None:
    """Raise `PermanenceError` if an address gets lost, or a redirect cannot be."""
    there = {*addresses, ""}
    problems = [*_wrong_redirects(permanence.redirects, there)]
    moved = {redirect.old for redirect in permanence.redirects}
    lost = [
        (number, address)
        for number, address in enumerate(permanence.published, 1)
        if address not in there
        and address not in moved
        and not any(_lies_below(address, page) for page in moved)
    ]
    problems += [
        FrameProblem(
            ADDRESSES,
            number,
            1,
            f"«{address}» era pubblicato e non c'è più: rimetterlo, o dire in {REDIRECTS} dove è andato",
        )
        for number, address in lost[:_NAMED]
    ]
    lines = [str(problem) for problem in sorted(problems)]
    if len(lost) > _NAMED:
        lines.append(f"{ADDRESSES}: e altri {len(lost) - _NAMED} indirizzi")
    if lines:
        raise PermanenceError("\n".join(lines))


def redirect_file(permanence: Permanence) -> str:
    """The redirects in the format `_redirects` of static hosts; a point of a page cannot be redirected.

    Files that lay below a page that moved (its badge) lead to the new page; a file of its own, such as
    one of the open data, can only be redirected by the host.
    """
    lines = []
    for redirect in permanence.redirects:
        below = (address for address in permanence.published if _lies_below(address, redirect.old))
        moved = [address for address in (redirect.old, *below) if "#" not in address]
        lines += [f"/{address} /{redirect.new} 301\n" for address in dict.fromkeys(moved)]
    return "".join(lines)


def page_name(address: str) -> str:
    """The file that a browser is given for an address."""
    return f"{address}index.html" if address.endswith("/") else address


def _wrong_redirects(redirects: Sequence[Redirect], there: Collection[str]) -> Iterator[FrameProblem]:
    seen: dict[str, int] = {}
    for redirect in redirects:
        if redirect.old in there:
            yield _wrong(redirect, f"«{redirect.old}» c'è ancora: togliere il rinvio")
        if redirect.new not in there:
            yield _wrong(redirect, f"«{redirect.new}» non c'è: il rinvio non porta a niente")
        if first := seen.get(redirect.old):
            yield _wrong(redirect, f"il rinvio da «{redirect.old}» c'è già alla riga {first}")
        seen.setdefault(redirect.old, redirect.line)


def _wrong(redirect: Redirect, message: str) -> FrameProblem:
    return FrameProblem(REDIRECTS, redirect.line, 1, message)


def _lies_below(address: str, page: str) -> bool:
    """Whether an address is a point of a page or a file beside it, and so goes where the page goes."""
    rest = address.removeprefix(page)
    return rest not in {"", address} and page.endswith("/") and "/" not in rest


def _is_foreign(address: str) -> bool:
    return address.startswith("/") or "://" in address or ".." in address.split("/")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PermanenceError(f"{path.name}:1:1: errore: il file non è in UTF-8") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("# "):
            yield number, line.strip()
