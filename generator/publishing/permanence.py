"""Permanent addresses: each published address must still exist or have a redirect.

`indirizzi.txt` lists the published addresses, one a line; `rinvii.txt` the redirects, one a line: the old
address, a space, the new one. In both, a line that begins with «# » is a comment.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.plan.errors import VetroError
from generator.site.frame.sources import FrameProblem
from generator.site.rendering import Renderer, linker

ADDRESSES, REDIRECTS = "indirizzi.txt", "rinvii.txt"
#: Beginnings of the paths of files that nobody links to: they may disappear.
_UNLINKED = ("assets/", "search/", "manifest.json", "404.html", "_")
#: Maximum number of lost addresses that a message lists.
_MAX_LISTED = 20


class PermanenceError(VetroError):
    """A published address would be lost, or a redirect is invalid; the message has one problem a line."""


class Redirect(Struct, frozen=True):
    """Redirect from a former address to an existing one, both relative to the site's root.

    `line` is the line number in `rinvii.txt`.
    """

    old: str
    new: str
    line: int


class Permanence(Struct, frozen=True):
    """The published addresses, and the redirects declared for those that moved."""

    published: tuple[str, ...] = ()
    redirects: tuple[Redirect, ...] = ()


def read_permanence(root: Path) -> Permanence:
    """Read both files of a project; a missing file counts as empty. Raises `PermanenceError`."""
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
    """The addresses that others may link to: pages, files and anchors of pages, sorted."""
    files = {name.removesuffix("index.html") for name in names if not name.startswith(_UNLINKED)}
    return tuple(sorted({address for address in files if address} | {a for a in anchors if "#" in a}))


def check_permanence(permanence: Permanence, addresses: Collection[str]) -> None:
    """Raise `PermanenceError` if a published address is lost or a redirect is invalid."""
    existing = {*addresses, ""}
    problems = [*_redirect_problems(permanence.redirects, existing)]
    moved = {redirect.old for redirect in permanence.redirects}
    lost = [
        (number, address)
        for number, address in enumerate(permanence.published, 1)
        if address not in existing
        and address not in moved
        and not any(_moves_with(address, page) for page in moved)
    ]
    problems += [
        FrameProblem(
            ADDRESSES,
            number,
            1,
            f"«{address}» era pubblicato e non c'è più: rimetterlo, o dire in {REDIRECTS} dove è andato",
        )
        for number, address in lost[:_MAX_LISTED]
    ]
    lines = [str(problem) for problem in sorted(problems)]
    if len(lost) > _MAX_LISTED:
        rest = len(lost) - _MAX_LISTED
        lines.append(f"{ADDRESSES}: e {'un altro indirizzo' if rest == 1 else f'altri {rest} indirizzi'}")
    if lines:
        raise PermanenceError("\n".join(lines))


def redirect_files(renderer: Renderer, permanence: Permanence) -> Iterator[tuple[str, bytes]]:
    """Paths and contents: a page for each address that moved, and the rules for static hosts."""
    if permanence.redirects:
        yield "_redirects", redirect_rules(permanence).encode()
    for redirect in permanence.redirects:
        if redirect.old.endswith(("/", ".html")):
            to = linker("../" * redirect.old.count("/"))
            context = {"new": redirect.new, "address": to(redirect.new), "to": to}
            path = f"{redirect.old}index.html" if redirect.old.endswith("/") else redirect.old
            yield path, renderer.fragment("_rinvio.html", context).encode()


def redirect_rules(permanence: Permanence) -> str:
    """The redirects in the `_redirects` format of static hosts, which cannot redirect an anchor of a page.

    Files beside a page that moved (its badge) are redirected to the new page; other files, such as those of
    the open data, only have these rules.
    """
    lines = []
    for redirect in permanence.redirects:
        below = (address for address in permanence.published if _moves_with(address, redirect.old))
        moved = [address for address in (redirect.old, *below) if "#" not in address]
        lines += [f"/{address} /{redirect.new} 301\n" for address in dict.fromkeys(moved)]
    return "".join(lines)


def _redirect_problems(redirects: Sequence[Redirect], existing: Collection[str]) -> Iterator[FrameProblem]:
    seen: dict[str, int] = {}
    for redirect in redirects:
        if redirect.old in existing:
            yield _problem(redirect, f"«{redirect.old}» c'è ancora: togliere il rinvio")
        if redirect.new not in existing:
            yield _problem(redirect, f"«{redirect.new}» non c'è: il rinvio non porta a niente")
        if first := seen.get(redirect.old):
            yield _problem(redirect, f"il rinvio da «{redirect.old}» c'è già alla riga {first}")
        seen.setdefault(redirect.old, redirect.line)


def _problem(redirect: Redirect, message: str) -> FrameProblem:
    return FrameProblem(REDIRECTS, redirect.line, 1, message)


def _moves_with(address: str, page: str) -> bool:
    """Whether an address is an anchor of a page or a file beside it, and so is redirected with the page."""
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
