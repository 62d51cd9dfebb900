"""The Markdown pages of `content/`, as far as validation goes: their heads, and what they must not hold."""

from collections.abc import Iterable
from pathlib import Path

from generator.checks.obligations import check_obligation, missing_pages, pages_of_tree
from generator.checks.rule_registry import check_page
from generator.checks.suppressions import (
    SuppressedDiagnostic,
    Suppression,
    apply_suppressions,
    read_suppressions,
)
from generator.loading.diagnostics import Diagnostic, Diagnostics
from generator.loading.file_system import files_below, lies_within, read_bounded, shown_name
from generator.loading.front_matter import read_front_matter
from generator.loading.yaml.parser import decode


def find_pages(content: Path) -> tuple[Path, ...]:
    """The Markdown files of a folder and those within, in order of path; not what leads out of it."""
    found = (path for path in files_below(content) if path.name.endswith(".md") and path.is_file())
    # Few are links: where the others lie is seen without asking the system again.
    return tuple(path for path in found if not path.is_symlink() or lies_within(path, content))


def check_pages(
    paths: Iterable[Path], content: Path, root: Path
) -> tuple[tuple[Diagnostic, ...], tuple[SuppressedDiagnostic, ...]]:
    """What is wrong with the pages: open findings, and those that a page accepts in its head.

    Pages of the statutory tree that are not there are reported too, if there is a tree in `content`.
    """
    diagnostics = Diagnostics()
    suppressions: list[Suppression] = []
    nodes = pages_of_tree(content)
    diagnostics.extend(missing_pages(nodes, root))
    for path in paths:
        name = shown_name(path, root)
        data = read_bounded(path, name, diagnostics)
        text = decode(data, name, diagnostics) if data is not None else None
        if text is None:
            continue
        diagnostics.extend(check_page(name, text))
        head = read_front_matter(name, text, diagnostics)
        if head.mapping:
            suppressions += read_suppressions(head.mapping, frozenset({name}), diagnostics)
        if path in nodes:
            diagnostics.extend(check_obligation(name, head, nodes[path]))
    return apply_suppressions(diagnostics, suppressions)
