"""Record of what is public: a file for each plan in `pubblicato/`, with a line for each fact.

    obiettivi/OS01/indicatori/prestiti/target/2025 = 12.500

`vetro record` writes it after a publication; every later check compares the plan with it. The last line is
the digest of the others, by which a record that was edited or cut off is known.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.loading.characters import split_lines
from generator.loading.conflicts import report_conflicts
from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.file_system import read_bounded, shown_name
from generator.publishing.facts import Facts

#: Folder of the record, beside plan_data/.
RECORD = "pubblicato"
_ENDING = ".txt"
_SEPARATOR = " = "
#: What the last line is called: no path of a fact has a single part.
_DIGEST = "impronta"
_COMMENT = "# "
#: Maximum size of a file in bytes: that of a plan of 5,000 objectives.
_MAX_SIZE = 50_000_000
_HEAD = (
    "# Ciò che il sito ha pubblicato del piano {period}, riga per riga. Lo scrive «vetro record» dopo ogni\n"
    "# pubblicazione: non si corregge a mano. Ogni controllo confronta il piano con queste righe.\n"
)
_REMEDY = "rimettere il file com'era nell'ultima pubblicazione"


class RecordedPlan(Struct, frozen=True):
    """The facts of one plan as recorded in a file of that name, relative to the project's root.

    `lines` are the numbers of their lines.
    """

    file: str
    facts: Facts
    lines: Mapping[str, int]


def record_name(period: str) -> str:
    """The name of the record of a plan, relative to the project's root."""
    return f"{RECORD}/{period}{_ENDING}"


def record_text(period: str, facts: Facts) -> str:
    """The text of the record of a plan."""
    lines = "".join(f"{path}{_SEPARATOR}{facts[path]}".rstrip() + "\n" for path in sorted(facts))
    return f"{_HEAD.format(period=period)}{lines}{_DIGEST}{_SEPARATOR}{_digest(facts)}\n"


def _digest(facts: Facts) -> str:
    """The SHA-256 digest of the facts, sorted by path."""
    text = "".join(f"{path}{_SEPARATOR}{facts[path]}\n" for path in sorted(facts))
    return hashlib.sha256(text.encode()).hexdigest()


def record_files(root: Path) -> tuple[Path, ...]:
    """The files of the record of plans, by name; the addresses have a file of their own there."""
    return tuple(sorted((root / RECORD).glob(f"[0-9]*{_ENDING}")))


def read_record(root: Path, diagnostics: Diagnostics) -> Mapping[str, RecordedPlan]:
    """The recorded plans of a project, by period; lines that cannot be read are reported."""
    return {path.stem: _read(path, shown_name(path, root), diagnostics) for path in record_files(root)}


def _read(path: Path, name: str, diagnostics: Diagnostics) -> RecordedPlan:
    data = read_bounded(path, name, diagnostics, _MAX_SIZE) or b""
    if len(data) > _MAX_SIZE:
        message = f"il file supera il limite di {_MAX_SIZE // 1_000_000} MB"
        diagnostics.add(SourceLocation(name), "E104", message)
    text = data.decode("utf-8-sig", errors="replace")
    facts: dict[str, str] = {}
    lines: dict[str, int] = {}
    if report_conflicts(text, name, diagnostics):
        return RecordedPlan(name, facts, lines)
    for number, line in enumerate(split_lines(text), 1):
        if not line.strip() or line.startswith(_COMMENT):
            continue
        fact, separator, value = f"{line} ".partition(_SEPARATOR)
        if separator:
            facts[fact], lines[fact] = value.strip(), number
        else:
            message = f"la riga non è di «vetro record»: {_REMEDY}"
            diagnostics.add(SourceLocation(name, number), "E705", message)
    digest, last = facts.pop(_DIGEST, ""), lines.pop(_DIGEST, 1)
    if digest != _digest(facts):
        message = f"il file non è come l'ha scritto «vetro record»: {_REMEDY}"
        diagnostics.add(SourceLocation(name, last), "E705", message)
    return RecordedPlan(name, facts, lines)
