"""The folder of a plan: its known files, and a reader that parses each and reports stray ones."""

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.loading.copies import is_litter, original_of, two_versions
from generator.loading.diagnostics import Diagnostics, SourceLocation, suggestion
from generator.loading.file_system import leads_out, os_error_message, read_bounded, shown_name
from generator.loading.schemas import OBJECTIVE
from generator.loading.yaml.parser import Mapping as MappingNode
from generator.loading.yaml.parser import Node, parse
from generator.plan.identifiers import read_revision_name

PLAN_FILE = "piano.yml"
REGISTER_FILES = ("ambiti.yml", "uffici.yml", "missioni.yml")
OBJECTIVES_FOLDER = "obiettivi"
MEASUREMENTS_FOLDER = "rilevazioni"
REVISIONS_FOLDER = "revisioni"
NEWS_FILE = "novita.yml"
DOCUMENTS_FOLDER = "fonti"

#: All names that a plan's folder may hold, besides Markdown and hidden files.
_KNOWN = (
    PLAN_FILE,
    *REGISTER_FILES,
    OBJECTIVES_FOLDER,
    MEASUREMENTS_FOLDER,
    REVISIONS_FOLDER,
    NEWS_FILE,
    DOCUMENTS_FOLDER,
)

#: What the files of a folder are, in Italian.
_NAMES = {MEASUREMENTS_FOLDER: "rilevazione", REVISIONS_FOLDER: "revisione"}
_CODE_FIELD = re.compile(rb"^codice\s*:", re.MULTILINE)
_ACT_FIELD = re.compile(rb"^atto\s*:", re.MULTILINE)
_SPREADSHEETS = {"xlsx", "xls", "xlsm", "ods", "csv", "tsv", "numbers"}
_DOCUMENTS = {"pdf", "doc", "docx", "odt", "rtf", "p7m", "pptx", "odp"}


class SourceFile(Struct, frozen=True):
    """A file that was read. `name` is its path relative to the project's root."""

    name: str
    text: str


class MeasurementFile(Struct, frozen=True):
    """A file of measurements: its name within the plan's folder, and that of the day that it belongs to.

    `in_folder`: the day is the name of a folder, in which each office has its file.
    """

    name: str
    day: str
    in_folder: bool


class PlanFolder(Struct):
    """A reader of the files of one plan. Names in diagnostics are relative to `root`."""

    path: Path
    root: Path
    diagnostics: Diagnostics
    _files: dict[str, SourceFile] = field(default_factory=dict)

    @property
    def files(self) -> Mapping[str, SourceFile]:
        """The files read so far, by name."""
        return self._files

    def shown(self, path: Path) -> str:
        """The name of a file in diagnostics."""
        return shown_name(path, self.root)

    def has(self, name: str) -> bool:
        """Whether there is a file of that name, be it readable or not."""
        return os.path.lexists(self.path / name)

    def parse(self, name: str) -> Node | None:
        """The tree of a file; `None`, with a diagnostic, if it is missing or cannot be read."""
        path = self.path / name
        shown = self.shown(path)
        if leads_out(path, self.root):
            # E109 reports it.
            return None
        data = read_bounded(path, shown, self.diagnostics)
        if data is None:
            return None
        node = parse(data, shown, self.diagnostics)
        self._files[shown] = SourceFile(shown, data.decode("utf-8", errors="replace"))
        return node

    def entries(self, name: str, folders: Collection[str] = ()) -> tuple[Path, ...]:
        """The YAML files of a subfolder, sorted by name; anything else in it is reported, copies as such.

        `folders` are the names of those that may be in it.
        """
        files = []
        entries = self._entries(name)
        names = {entry.name for entry in entries}
        for entry in entries:
            # The names of objectives are made of codes, which may end in anything.
            is_free = name == OBJECTIVES_FOLDER
            path = Path(entry.path)
            if (
                entry.name in folders
                or self._is_copy(path, names, is_free=is_free)
                or leads_out(path, self.root)
            ):
                continue
            if entry.name.endswith(".yml") and _is_file(entry):
                files.append(path)
            else:
                remedy = _remedy_for_document(entry.name) or "spostare o rinominare questo"
                message = f"in «{name}» stanno solo file .yml: {remedy}"
                self.diagnostics.add(SourceLocation(self.shown(path)), "E211", message)
        return tuple(files)

    def measurement_files(self) -> tuple[MeasurementFile, ...]:
        """The files of measurements, day by day: the file of the day first, then those in its folder."""
        entries = self._entries(MEASUREMENTS_FOLDER)
        names = {entry.name for entry in entries}
        # A folder with any other name is reported as a stray one.
        days = [
            entry.name
            for entry in entries
            if entry.name[:4].isdigit() and _is_folder(entry) and not original_of(entry.name, names)
        ]
        found = [
            MeasurementFile(f"{MEASUREMENTS_FOLDER}/{path.name}", path.stem, in_folder=False)
            for path in self.entries(MEASUREMENTS_FOLDER, folders=days)
        ]
        for day in days:
            folder = f"{MEASUREMENTS_FOLDER}/{day}"
            if not leads_out(self.path / folder, self.root):
                found += [
                    MeasurementFile(f"{folder}/{path.name}", day, in_folder=True)
                    for path in self.entries(folder)
                ]
        return tuple(sorted(found, key=lambda file: (file.day, file.in_folder, file.name)))

    def _entries(self, name: str) -> list[os.DirEntry[str]]:
        """The entries of a subfolder without litter, sorted by name; an unreadable folder is reported."""
        folder = self.path / name
        if leads_out(folder, self.root):
            return []
        try:
            with os.scandir(folder) as entries:
                return sorted(
                    (entry for entry in entries if not is_litter(entry.name)), key=lambda one: one.name
                )
        except FileNotFoundError:
            return []
        except OSError as error:
            message = f"«{name}» non si può leggere come cartella: {os_error_message(error)}"
            self.diagnostics.add(SourceLocation(self.shown(folder)), "E100", message)
            return []

    def check_strays(self) -> None:
        """Report files that no reader reads, such as `obbiettivi` or `ambiti.yaml`."""
        paths = sorted(path for path in self.path.glob("*") if not is_litter(path.name))
        names = {path.name for path in paths}
        for path in paths:
            name = path.name
            if name in _KNOWN or path.suffix == ".md" or self._is_copy(path, names):
                continue
            hint = (
                _remedy_for_document(name)
                or self._remedy_for_place(path)
                or suggestion(name, _KNOWN)
                or f"qui stanno {', '.join(_KNOWN)}"
            )
            message = f"«{name}» non è un file del piano; {hint}"
            self.diagnostics.add(SourceLocation(self.shown(path)), "E211", message)

    def _remedy_for_place(self, path: Path) -> str:
        """Where a file belongs by its name or its content; empty if they say nothing."""
        if path.suffix != ".yml" or leads_out(path, self.root):
            return ""
        # What is wrong with the file is reported where it belongs.
        data = read_bounded(path, path.name, Diagnostics()) or b""
        day, _ = read_revision_name(path.stem)
        if day:
            if _ACT_FIELD.search(data):
                return f"è una revisione: spostarla in {REVISIONS_FOLDER}/"
            return f"è una rilevazione: spostarla in {MEASUREMENTS_FOLDER}/"
        is_objective = _CODE_FIELD.search(data)
        return f"è un obiettivo: spostarlo in {OBJECTIVES_FOLDER}/" if is_objective else ""

    def _is_copy(self, path: Path, names: Collection[str], *, is_free: bool = False) -> bool:
        """Whether a file is a copy of another one of its folder, which is reported."""
        original = original_of(path.name, names, is_free=is_free)
        if original:
            self.diagnostics.add(SourceLocation(self.shown(path)), "E214", two_versions(path.name, original))
        return original is not None


def find_plans(plan_data: Path) -> tuple[Path, ...]:
    """The folders of plans, oldest period first; also those without piano.yml, which is then reported."""
    markers = (PLAN_FILE, *REGISTER_FILES, OBJECTIVES_FOLDER)
    if leads_out(plan_data, plan_data.parent):
        return ()
    paths = (path for path in plan_data.glob("*") if not leads_out(path, plan_data))
    folders = (path for path in paths if path.is_dir() and not is_litter(path.name))
    return tuple(
        sorted(folder for folder in folders if any((folder / marker).exists() for marker in markers))
    )


def _remedy_for_document(name: str) -> str:
    """What to do with a file of an office program: under another name it cannot be read either."""
    ending = name.rpartition(".")[2].lower()
    if ending in _SPREADSHEETS:
        return (
            "un foglio di calcolo qui non si legge; importarlo, con «vetro import rilevazioni» o "
            "«vetro import tabella»"
        )
    if ending in _DOCUMENTS:
        return (
            f"un documento non si legge; metterlo in {DOCUMENTS_FOLDER}/, e riportare i dati in un file .yml"
        )
    return ""


def misplaced(node: Node, folder: str) -> str:
    """The message for a file in the folder of objectives, measurements or revisions that is another one.

    Empty if it is not certain. An objective has a code and indicators; measurements are below the code of
    their objective, and no field of an objective is one of its indicators.
    """
    entries = node.entries if isinstance(node, MappingNode) else ()
    keys = {entry.key.text for entry in entries}
    if folder != OBJECTIVES_FOLDER and {"codice", "indicatori"} <= keys:
        return f"questo file è un obiettivo, non una {_NAMES[folder]}: spostarlo in {OBJECTIVES_FOLDER}/"
    if folder != REVISIONS_FOLDER and {"atto", "motivo"} <= keys:
        what = "un obiettivo" if folder == OBJECTIVES_FOLDER else f"una {_NAMES[folder]}"
        return f"questo file è una revisione, non {what}: spostarlo in {REVISIONS_FOLDER}/"
    of_codes = [entry for entry in entries if entry.key.text != "fonte"]
    if (
        folder == OBJECTIVES_FOLDER
        and of_codes
        and all(
            isinstance(entry.value, MappingNode) and not OBJECTIVE.field(entry.key.text) for entry in of_codes
        )
    ):
        return f"questo file è una rilevazione, non un obiettivo: spostarlo in {MEASUREMENTS_FOLDER}/"
    return ""


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        # A circle of symbolic links.
        return False
