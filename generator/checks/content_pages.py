"""Check of the Markdown pages of `content/`: their front matter, and what they must not hold."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from unicodedata import is_normalized

from msgspec import Struct

from generator.checks.obligations import (
    check_day,
    check_obligation,
    check_own_entry,
    is_beside_tree,
    missing_pages,
    pages_of_tree,
)
from generator.checks.rule_registry import check_page
from generator.checks.suppressions import (
    SuppressedDiagnostic,
    Suppression,
    apply_suppressions,
    read_suppressions,
)
from generator.loading.conflicts import report_conflicts
from generator.loading.copies import original_of, two_versions
from generator.loading.diagnostics import Diagnostic, Diagnostics, SourceLocation
from generator.loading.file_system import (
    NAME_NOT_UTF8,
    is_text,
    leads_out,
    read_bounded,
    shown_name,
    visible_files,
)
from generator.loading.file_types import refusal_of_file
from generator.loading.front_matter import read_front_matter
from generator.loading.lookalikes import explain_by_lookalikes
from generator.loading.yaml.parser import decode
from generator.plan.identifiers import MAX_PATH, is_windows_device
from generator.trasparenza.statutory_tree import Node


class PageCheck(Struct, frozen=True):
    """What the rules say of one page, and the suppressions in its front matter."""

    diagnostics: tuple[Diagnostic, ...]
    suppressions: tuple[Suppression, ...] = ()


#: Checks a page: its name in diagnostics, its bytes, its node in the statutory tree, whether it is beside it.
CheckPage = Callable[[str, bytes, Node | None, bool], PageCheck]


def find_pages(content: Path) -> tuple[Path, ...]:
    """The Markdown files of a folder and those within, in order of path; not what leads out of it."""
    if leads_out(content, content.parent):
        return ()
    found = (path for path in visible_files(content) if path.name.endswith(".md"))
    return tuple(path for path in found if not leads_out(path, content) and path.is_file())


def check_encoding_of_names(folder: Path, root: Path) -> Iterator[Diagnostic]:
    """A diagnostic for each file whose path is no text: no page, address or cache could name it."""
    for path in visible_files(folder):
        if not is_text(shown_name(path, folder)):
            yield Diagnostic(SourceLocation(shown_name(path, root)), "E102", NAME_NOT_UTF8)


def check_accents(folder: Path, root: Path) -> Iterator[Diagnostic]:
    """A diagnostic for each file or folder whose name is not the one that the same letters have in texts."""
    for path in visible_files(folder):
        name = shown_name(path, folder)
        if not is_normalized("NFC", name):
            message = (
                f"in «{name}» gli accenti sono segni a parte, e chi lo cerca con le lettere accentate non lo "
                "trova: dargli un nome senza accenti, e scriverlo così anche dove lo si nomina"
            )
            yield Diagnostic(SourceLocation(shown_name(path, root)), "E215", message)


def check_windows_names(folder: Path, root: Path) -> Iterator[Diagnostic]:
    """A diagnostic for each file whose path has a name that Windows reserves."""
    for path in visible_files(folder):
        if refused := next(filter(is_windows_device, shown_name(path, folder).split("/")), None):
            message = f"«{refused}» è un nome che Windows riserva a sé: cambiarlo"
            yield Diagnostic(SourceLocation(shown_name(path, root)), "E219", message)


def check_lengths(folder: Path, root: Path) -> Iterator[Diagnostic]:
    """A diagnostic for each file whose path is so long that Windows may not have it."""
    for path in visible_files(folder):
        name = shown_name(path, root)
        if len(name) > MAX_PATH:
            message = (
                f"il percorso ha {len(name)} caratteri, e oltre {MAX_PATH} un computer Windows può non "
                "riuscire a scaricarlo: accorciare il nome del file o delle cartelle"
            )
            yield Diagnostic(SourceLocation(name), "W604", message)


def check_types(content: Path, root: Path) -> Iterator[Diagnostic]:
    """A diagnostic for each file that may not be published; links that lead elsewhere have their own."""
    for path in visible_files(content):
        if not leads_out(path, content) and (reason := refusal_of_file(path, shown_name(path, content))):
            yield Diagnostic(SourceLocation(shown_name(path, root)), "E609", reason)


def check_copies(content: Path, root: Path) -> Iterator[Diagnostic]:
    """A diagnostic for each copy of a page that stands beside it."""
    names: dict[Path, set[str]] = {}
    for path in visible_files(content):
        names.setdefault(path.parent, set()).add(path.name)
    for folder, beside in names.items():
        pages = {name for name in beside if name.endswith(".md")}
        for name in sorted(beside):
            original = original_of(name, pages, is_free=True)
            if original:
                location = SourceLocation(shown_name(folder / name, root))
                yield Diagnostic(location, "E214", two_versions(name, original))


def check_content_page(name: str, data: bytes, node: Node | None, is_own: bool = False) -> PageCheck:
    """Check the bytes of a page; `is_own` if it is the body's own beside the statutory tree."""
    diagnostics = Diagnostics()
    text = decode(data, name, diagnostics)
    if text is None:
        return PageCheck(diagnostics.sorted())
    if report_conflicts(text, name, diagnostics, leftovers=False):
        return PageCheck(diagnostics.sorted())
    diagnostics.extend(check_page(name, text))
    front_matter = read_front_matter(name, text, diagnostics)
    suppressions: tuple[Suppression, ...] = ()
    if front_matter.mapping:
        diagnostics.extend(check_day(front_matter.mapping))
        suppressions = tuple(read_suppressions(front_matter.mapping, frozenset({name}), diagnostics))
    if node:
        diagnostics.extend(check_obligation(name, front_matter, node))
    elif is_own:
        diagnostics.extend(check_own_entry(front_matter))
    return PageCheck(tuple(explain_by_lookalikes(diagnostics.sorted(), text)), suppressions)


def check_pages(
    paths: Iterable[Path], content: Path, root: Path, check: CheckPage = check_content_page
) -> tuple[tuple[Diagnostic, ...], tuple[SuppressedDiagnostic, ...]]:
    """What is wrong with the pages: open diagnostics, and those that a page suppresses in its front matter.

    Pages of the statutory tree that are missing are reported too, if there is a tree in `content`.
    """
    diagnostics = Diagnostics()
    suppressions: list[Suppression] = []
    nodes = pages_of_tree(content)
    diagnostics.extend(missing_pages(nodes, root))
    for path in paths:
        name = shown_name(path, root)
        data = read_bounded(path, name, diagnostics)
        if data is not None:
            found = check(name, data, nodes.get(path), is_beside_tree(path, content, nodes))
            diagnostics.extend(found.diagnostics)
            suppressions += found.suppressions
    return apply_suppressions(diagnostics, suppressions)
