"""The files of a plan's folder: read within bounds, each once, strays reported."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.os_errors import os_error_message
from generator.loading.suggestions import suggestion
from generator.loading.yaml.parser import MAX_SIZE, Node, parse

PLAN_FILE = "piano.yml"
REGISTER_FILES = ("ambiti.yml", "uffici.yml", "missioni.yml")
OBJECTIVES_FOLDER = "obiettivi"
MEASUREMENTS_FOLDER = "rilevazioni"
NEWS_FILE = "novita.yml"
DOCUMENTS_FOLDER = "fonti"

#: All that a plan's folder may hold, besides a README and hidden files.
_KNOWN = (PLAN_FILE, *REGISTER_FILES, OBJECTIVES_FOLDER, MEASUREMENTS_FOLDER, NEWS_FILE, DOCUMENTS_FOLDER)

_REASONS = {
    errno.EACCES: "permesso negato",
    errno.EISDIR: "è una cartella",
    errno.ELOOP: "è un collegamento che gira in tondo",
}


class SourceFile(Struct, frozen=True):
    """A file that was read. `name` is its path from the project's root."""

    name: str
    text: str


class PlanFolder(Struct):
    """Reads the files of one plan, each once. `root` is what places in findings are relative to."""

    path: Path
    root: Path
    findings: Diagnostics
    _files: dict[str, SourceFile] = field(default_factory=dict)

    @property
    def files(self) -> Mapping[str, SourceFile]:
        """What was read so far, by name."""
        return self._files

    def shown(self, path: Path) -> str:
        """The name of a file as findings show it."""
        return shown_name(path, self.root)

    def parse(self, name: str) -> Node | None:
        """The tree of a file; `None` if it is missing or cannot be read, with a finding."""
        path = self.path / name
        shown = self.shown(path)
        data = read_bounded(path, shown, self.findings)
        if data is None:
            return None
        node = parse(data, shown, self.findings)
        self._files[shown] = SourceFile(shown, data.decode("utf-8", errors="replace"))
        return node

    def entries(self, name: str) -> tuple[Path, ...]:
        """The YAML files of a folder within, in order of name; whatever else is there gets a finding."""
        files = []
        for entry in self._entries(name):
            if entry.name.endswith(".yml") and _is_file(entry):
                files.append(Path(entry.path))
            else:
                message = f"in «{name}» stanno solo file .yml: spostare o rinominare questo"
                self.findings.add(SourceLocation(self.shown(Path(entry.path))), "E211", message)
        return tuple(files)

    def _entries(self, name: str) -> list[os.DirEntry[str]]:
        """What is in a folder, in order of name; one that cannot be looked into gets a finding."""
        folder = self.path / name
        try:
            with os.scandir(folder) as entries:
                return sorted(
                    (entry for entry in entries if not entry.name.startswith(".")), key=lambda one: one.name
                )
        except FileNotFoundError:
            return []
        except OSError as error:
            message = f"«{name}» non si può leggere come cartella: {os_error_message(error)}"
            self.findings.add(SourceLocation(self.shown(folder)), "E100", message)
            return []

    def check_strays(self) -> None:
        """Report what lies in the folder and would never be read, such as `obbiettivi` or `ambiti.yaml`."""
        for path in sorted(self.path.glob("*")):
            name = path.name
            if name in _KNOWN or name.startswith(".") or path.suffix == ".md":
                continue
            hint = suggestion(name, _KNOWN) or f"qui stanno {', '.join(_KNOWN)}"
            self.findings.add(
                SourceLocation(self.shown(path)), "E211", f"«{name}» non è un file del piano; {hint}"
            )


def find_plans(plan_data: Path) -> tuple[Path, ...]:
    """The folders that hold a plan, oldest period first; one without its head is still a plan, broken."""
    marks = (PLAN_FILE, *REGISTER_FILES, OBJECTIVES_FOLDER)
    folders = (path for path in plan_data.glob("*") if path.is_dir() and not path.name.startswith("."))
    return tuple(sorted(folder for folder in folders if any((folder / mark).exists() for mark in marks)))


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:
        # A link in a circle.
        return False


def shown_name(path: Path, root: Path) -> str:
    """A path from the project's root, with slashes; as it is if it lies elsewhere."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def read_bounded(path: Path, shown: str, findings: Diagnostics) -> bytes | None:
    """The bytes of a file, one more than may be at most; `None` if it cannot be read, with a finding."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_SIZE + 1)
    except FileNotFoundError:
        findings.add(SourceLocation(shown), "E100", "il file manca: il piano non è completo senza")
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "errore del disco o del sistema")
        findings.add(SourceLocation(shown), "E100", f"il file non si può leggere: {reason}")
    return None
