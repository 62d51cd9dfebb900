"""Permanent addresses: each published address must still exist or have a redirect.

`pubblicato/indirizzi.txt` lists the published addresses and identifiers, one a line; `rinvii.txt` the
redirects, one a line: the old address, a space, the new one, in which a space is written as %20. In both, a
line that begins with «# » is a comment. The record was `indirizzi.txt` before, which is still read.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from generator.loading.characters import CONTROL, split_lines
from generator.plan.errors import VetroError
from generator.publishing.identifiers import IDENTIFIER, loss_message
from generator.publishing.manifest import MANIFEST
from generator.publishing.record import RECORD
from generator.site.frame.sources import FrameProblem

ADDRESSES, REDIRECTS = f"{RECORD}/indirizzi.txt", "rinvii.txt"
FORMER_ADDRESSES = "indirizzi.txt"
#: Beginnings of the paths of files that nobody links to: they may disappear.
_UNLINKED = ("assets/", "search/", "manifest.json", "404.html", "_")
#: The rules for static hosts.
RULES = "_redirects"
#: An address of this site: no scheme, no sign that static hosts read as a pattern.
_ADDRESS = re.compile(rf"[^{CONTROL}\s*?:#<>\"|\\]+(?:#[^{CONTROL}\s]+)?|#[^{CONTROL}\s]+")
#: Maximum length of an address in bytes, for file systems.
_MAX_LENGTH = 250
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
    """The published addresses and identifiers, and the redirects declared for addresses that moved.

    Each is recorded with its line number in the file of that name.
    """

    published: Mapping[str, int] = {}
    redirects: tuple[Redirect, ...] = ()
    identifiers: Mapping[str, int] = {}
    file: str = ADDRESSES


def _recorded_in(root: Path) -> str:
    """The name of the record of addresses; the former one if there is only that."""
    is_former = (root / FORMER_ADDRESSES).is_file() and not (root / ADDRESSES).is_file()
    return FORMER_ADDRESSES if is_former else ADDRESSES


def read_permanence(root: Path) -> Permanence:
    """Read both files of a project; a missing file counts as empty. Raises `PermanenceError`."""
    redirects = []
    problems = []
    for number, line in _lines(root / REDIRECTS):
        words = line.split()
        if message := _form_problem(words):
            problems.append(FrameProblem(REDIRECTS, number, 1, message))
        else:
            old, new = map(unquote, words)
            redirects.append(Redirect(_without_index(old), _without_index(new), number))
    if problems:
        raise PermanenceError("\n".join(map(str, problems)))
    file = _recorded_in(root)
    recorded = {line: number for number, line in _lines(root / file)}
    identifiers = {line: number for line, number in recorded.items() if IDENTIFIER.match(line)}
    published = {line: number for line, number in recorded.items() if line not in identifiers}
    return Permanence(published, tuple(redirects), identifiers, file)


def addresses_of(
    names: Iterable[str], anchors: Iterable[str], content: Collection[str] = ()
) -> tuple[str, ...]:
    """The addresses that others may link to: pages, files and anchors of pages, sorted.

    `content` are the files of content/: pages link to them wherever they are.
    """
    files = {_without_index(name) for name in names if name in content or not name.startswith(_UNLINKED)}
    return tuple(sorted({address for address in files if address} | {a for a in anchors if "#" in a}))


def with_new_addresses(root: Path, addresses: Iterable[str]) -> str:
    """The text of the record with further lines at its end; what it has stays, comments too."""
    path = root / _recorded_in(root)
    text = _read(path) if path.is_file() else ""
    known = {line for _, line in _lines(path)}
    new = "".join(f"{address}\n" for address in sorted({*addresses} - known))
    return f"{text}\n{new}" if text and not text.endswith("\n") else f"{text}{new}"


def check_permanence(
    permanence: Permanence, addresses: Collection[str], files: Collection[str], identifiers: Collection[str]
) -> None:
    """Raise `PermanenceError` if a published address or identifier is lost or a redirect is invalid.

    `files` are all files of the site.
    """
    existing = {*addresses, ""}
    problems = [*_redirect_problems(permanence.redirects, existing, {*files, MANIFEST, RULES})]
    moved = {redirect.old for redirect in permanence.redirects}
    lost = [
        (number, address)
        for address, number in permanence.published.items()
        if address not in existing
        and address not in moved
        and not any(moves_with(address, page) for page in moved)
    ]
    problems += [
        FrameProblem(
            permanence.file,
            number,
            1,
            f"«{address}» era pubblicato e non c'è più: rimetterlo, o dire in {REDIRECTS} dove è "
            "andato" + (" (lì uno spazio si scrive %20)" if " " in address else ""),
        )
        for number, address in lost[:_MAX_LISTED]
    ]
    problems += [
        FrameProblem(permanence.file, number, 1, loss_message(identifier, identifiers))
        for identifier, number in permanence.identifiers.items()
        if identifier not in identifiers
    ]
    lines = [str(problem) for problem in sorted(problems)]
    if len(lost) > _MAX_LISTED:
        rest = len(lost) - _MAX_LISTED
        lines.append(
            f"{permanence.file}: e {'un altro indirizzo' if rest == 1 else f'altri {rest} indirizzi'}"
        )
    if lines:
        raise PermanenceError("\n".join(lines))


def _redirect_problems(
    redirects: Sequence[Redirect], existing: Collection[str], files: Collection[str]
) -> Iterator[FrameProblem]:
    seen: dict[str, int] = {}
    pages = {path: redirect.line for redirect in redirects if (path := page_of(redirect.old))}
    for redirect in redirects:
        old = redirect.old
        if old in existing or {old, f"{old}index.html", f"{old}/index.html"} & {*files}:
            yield _problem(redirect, f"«{old}» c'è ancora: togliere il rinvio")
        elif blocking := [str(one) for one in PurePosixPath(old).parents if str(one) in {*files, *pages}]:
            yield _problem(redirect, f"«{blocking[0]}» è un file, e non può avere altro sotto di sé")
        if redirect.new not in existing:
            yield _problem(redirect, f"«{redirect.new}» non c'è: il rinvio non porta a niente")
        if first := seen.get(old):
            yield _problem(redirect, f"il rinvio da «{old}» c'è già alla riga {first}")
        seen.setdefault(old, redirect.line)


def page_of(old: str) -> str | None:
    """The path of the page that redirects from an address; `None` where only rules of the host can."""
    if old.endswith("/"):
        return f"{old}index.html"
    return old if old.endswith(".html") else None


def _problem(redirect: Redirect, message: str) -> FrameProblem:
    return FrameProblem(REDIRECTS, redirect.line, 1, message)


def moves_with(address: str, page: str) -> bool:
    """Whether an address is an anchor of a page or a file beside it, and so is redirected with the page."""
    rest = address.removeprefix(page)
    return rest not in {"", address} and page.endswith("/") and "/" not in rest


def _form_problem(words: Sequence[str]) -> str | None:
    """What is wrong with the words of a line of rinvii.txt."""
    if len(words) != 2 or not all(map(_is_address, words)):
        return (
            "scrivere il vecchio indirizzo, uno spazio e il nuovo, a partire dalla radice del sito e senza "
            "segni come «*», «?» o «:»"
        )
    if any(len(unquote(word).encode(errors="replace")) > _MAX_LENGTH for word in words):
        return f"l'indirizzo è troppo lungo: al massimo {_MAX_LENGTH} caratteri"
    return None


def _is_address(word: str) -> bool:
    """Whether a word is an address of this site."""
    text = unquote(word)
    # A folder is named by words that are no way up, and by one slash each.
    folders = text.partition("#")[0].removesuffix("/").split("/")
    spaced = text.replace(" ", "_")
    return _ADDRESS.fullmatch(spaced) is not None and (
        text.startswith("#") or not {"", ".", ".."} & {*folders}
    )


def _without_index(name: str) -> str:
    """The address of a page by the path of its file; other addresses stay."""
    return name.removesuffix("index.html") if PurePosixPath(name).name == "index.html" else name


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PermanenceError(f"{path.name}:1:1: errore: il file non è in UTF-8") from error


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if not path.is_file():
        return
    for number, line in enumerate(map(str.strip, split_lines(_read(path))), 1):
        if line and line != "#" and not line.startswith("# "):
            yield number, line
