"""What the check of all pages found, kept for the next run: most often they are what they were."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec.json import decode, encode

from generator.build.environment import program_digest
from generator.build.kept import read_kept, write_kept
from generator.checks.content_pages import check_pages
from generator.checks.suppressions import SuppressedDiagnostic
from generator.loading.diagnostics import Diagnostic, SourceLocation

_OPEN, _ACCEPTED = "aperti", "accettati"


def check_changed_pages(
    paths: Sequence[Path], content: Path, root: Path, cache: Path | None
) -> tuple[tuple[Diagnostic, ...], tuple[SuppressedDiagnostic, ...]]:
    """The same as `check_pages`; with a `cache` pages are read as such only if one is not what it was."""
    if cache is None:
        return check_pages(paths, content, root)
    file, basis = cache / "pagine", _basis(paths, content, root)
    kept = read_kept(file, basis)
    if kept:
        return (
            tuple(map(_diagnostic, decode(kept[_OPEN]))),
            tuple(
                SuppressedDiagnostic(_diagnostic(cells), reason) for *cells, reason in decode(kept[_ACCEPTED])
            ),
        )
    diagnostics, suppressed = check_pages(paths, content, root)
    lines = {
        _OPEN: encode([_cells(one) for one in diagnostics]),
        _ACCEPTED: encode([[*_cells(one.diagnostic), one.reason] for one in suppressed]),
    }
    write_kept(file, basis, lines)
    return diagnostics, suppressed


def _basis(paths: Sequence[Path], content: Path, root: Path) -> str:
    """What the check rests on: the program, the names of all pages, and what each of them holds."""
    digest = hashlib.sha256(program_digest().encode())
    for line in (*_contents(paths), *sorted(map(str, content.rglob("*.md"))), str(root)):
        digest.update(f"{line}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _contents(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        try:
            with path.open("rb") as file:
                yield hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            # Why it cannot be read is part of what is found.
            yield str(error.errno)


def _cells(diagnostic: Diagnostic) -> list[str | int]:
    location = diagnostic.location
    return [location.file, location.line, location.column, diagnostic.code, diagnostic.message]


def _diagnostic(cells: Sequence[Any]) -> Diagnostic:
    file, line, column, code, message = cells
    return Diagnostic(SourceLocation(file, line, column), code, message)
