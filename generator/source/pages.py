"""The Markdown pages of `content/`, as far as validation goes: what must not be published in them."""

import re
from collections.abc import Iterable
from pathlib import Path

from generator.source.acknowledgements import FIELD, AcceptedCode, Acknowledged, read_exceptions, settle
from generator.source.findings import Finding, Findings
from generator.source.folder import read_bounded, shown_name
from generator.source.rule_book import check_text
from generator.source.shapes import EXCEPTIONS, Shape
from generator.source.structure import check_record
from generator.source.tree import Entry, Mapping, decode, parse

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_SHAPE = Shape("pagina", (EXCEPTIONS,))


def find_pages(content: Path) -> tuple[Path, ...]:
    """The Markdown files of a folder and those within, in order of path."""
    return tuple(sorted(path for path in content.rglob("*.md") if path.is_file()))


def check_pages(paths: Iterable[Path], root: Path) -> tuple[tuple[Finding, ...], tuple[Acknowledged, ...]]:
    """What is wrong with the pages: open findings, and those that a page accepts in its front matter."""
    findings = Findings()
    accepted: list[AcceptedCode] = []
    for path in paths:
        name = shown_name(path, root)
        data = read_bounded(path, name, findings)
        text = decode(data, name, findings) if data is not None else None
        if text is None:
            continue
        findings.extend(check_text(name, text))
        accepted += _exceptions(name, text, findings)
    return settle(findings, accepted)


def _exceptions(name: str, text: str, findings: Findings) -> tuple[AcceptedCode, ...]:
    match = _FRONT_MATTER.match(text)
    if match is None or FIELD not in match[1]:
        return ()
    # A line break stands for the first «---», so that lines are counted from the top of the page.
    node = parse(f"\n{match[1]}".encode(), name, findings)
    if not isinstance(node, Mapping):
        return ()
    ours: tuple[Entry, ...] = tuple(entry for entry in node.entries if entry.key.text == FIELD)
    record = check_record(Mapping(ours, node.place), _SHAPE, findings)
    return tuple(read_exceptions(record, frozenset({name}), findings)) if record else ()
