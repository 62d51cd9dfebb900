"""Files of a day of measurement: what is in them, and the file of an office with new results.

Nothing that is there is overwritten: another value is added as a correction (rettifica), if there is a reason
for it, or refused.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from generator.importing.imported_plan import ImportingError
from generator.importing.measurements.findings import Finding
from generator.importing.measurements.reading import DECLARED, ReadResult
from generator.importing.measurements.sheet_layout import RowKey
from generator.importing.yaml_text import Node, content_of, plan_files
from generator.loading.diagnostics import Diagnostics
from generator.loading.file_system import lies_within, os_error_message, write_atomically
from generator.loading.plan_folder import MEASUREMENTS_FOLDER, PlanFolder
from generator.loading.yaml import parser
from generator.plan.measurement import Measurement, PartResults, Result, show_result
from generator.plan.model import Plan
from generator.plan.parts import BY_OFFICE, STEPS

#: The file of what no office answers for.
NO_OFFICE = "senza-ufficio"
_SOURCE, _VALUE = "fonte", "valore"

#: The results of a file by objective and indicator, each as a group of fields.
Results = dict[str, dict[str, dict[str, Any]]]


class HowToChange(Struct, frozen=True):
    """What happens to another value than the one that is there.

    `reason` is that of a correction, made on the day `today`; `force` replaces the value without a trace.
    """

    today: date
    reason: str = ""
    force: bool = False


class DayFile(Struct, frozen=True):
    """The file of an office for a day, as it would be written; `text` is empty if nothing changes."""

    name: str
    text: str
    added: int = 0
    corrected: int = 0
    unchanged: int = 0
    findings: tuple[Finding, ...] = ()


class _Existing(Struct):
    """What is known of a day: the results of each file by name, its comments, the source at its head."""

    files: dict[str, Results] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    with_comments: set[str] = field(default_factory=set)

    def holder(self, key: RowKey) -> str:
        """The name of the file with the result of a row, empty if there is none."""
        return next((name for name, results in self.files.items() if _value_in(results, key)), "")


def file_name(day: date, office: str) -> str:
    """`rilevazioni/2026-06-30/anagrafe.yml`, relative to the plan's folder."""
    return f"{MEASUREMENTS_FOLDER}/{day.isoformat()}/{office or NO_OFFICE}.yml"


def day_file(
    folder: Path, plan: Plan, day: date, office: str, results: Sequence[ReadResult], how: HowToChange
) -> DayFile:
    """The file of an office with new results added to it. Raises `ImportingError` for a file with errors."""
    name = file_name(day, office)
    existing = _existing(folder, day)
    merger = _Merger(name, existing, plan, day, how)
    for result in results:
        merger.add(result)
    return merger.file()


def write_day_file(folder: Path, file: DayFile) -> None:
    """Write a file of measurements, whole or not at all. Raises `ImportingError`."""
    path = folder / file.name
    if path.is_symlink() or not lies_within(path, folder):
        raise ImportingError(f"{path}: è un collegamento, e l'importazione scriverebbe altrove: toglierlo")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, file.text.encode())
    except OSError as error:
        raise ImportingError(f"{path}: non si può scrivere ({os_error_message(error)})") from error


class _Merger:
    """Adds results to those of the file of an office."""

    def __init__(self, name: str, existing: _Existing, plan: Plan, day: date, how: HowToChange) -> None:
        self._name, self._existing, self._plan, self._day, self._how = name, existing, plan, day, how
        self._results = existing.files.get(name, {})
        self._findings: list[Finding] = []
        self._counts = {"added": 0, "corrected": 0, "unchanged": 0}
        self._changed = False

    def add(self, result: ReadResult) -> None:
        """Add a result, or a finding that says why not."""
        holder = self._existing.holder(result.key)
        if not holder:
            self._put(result)
            self._counts["added"] += 1
        elif self._is_same(result):
            self._add_words(result, holder)
            self._counts["unchanged"] += 1
        elif holder != self._name:
            message = f"quel giorno c'è già {self._current(result)}, in {holder}: correggerlo lì"
            self._findings.append(Finding(result.place, message, "E207"))
        elif self._how.force:
            self._put(result)
            self._counts["corrected"] += 1
        elif self._how.reason and result.value and self._current_value(result) is not None:
            self._correct(result)
        else:
            self._findings.append(Finding(result.place, self._refusal(result), "E403"))

    def file(self) -> DayFile:
        """The file with all that was added."""
        text = ""
        if self._changed:
            if self._name in self._existing.with_comments and not self._how.force:
                message = "ha dei commenti, che andrebbero persi: aggiungere i valori a mano, o usare --force"
                self._findings.append(Finding(self._name, message, "E100"))
            else:
                text = plan_files({self._name: self._content()})[self._name]
        return DayFile(self._name, text, findings=tuple(self._findings), **self._counts)

    def _refusal(self, result: ReadResult) -> str:
        new = f"«{result.value}»" if result.value else "non valutabile"
        present = f"{new}: c'è già {self._current(result)}, e un valore pubblicato non si cancella"
        force = "riscriverlo con --force se non è ancora pubblicato"
        if result.value and self._current_value(result) is not None:
            return f"{present}: aggiungere una rettifica (--rettifica MOTIVO), o {force}"
        return f"{present}: {force}"

    def _fields(self, key: RowKey) -> dict[str, Any]:
        return self._results.setdefault(key.objective, {}).setdefault(key.indicator, {})

    def _put(self, result: ReadResult) -> None:
        key, self._changed = result.key, True
        fields = self._fields(key)
        if self._how.force and not key.part:
            fields.clear()
        words = dict(result.words)
        if key.part:
            declared = words.pop(DECLARED, "")
            own = {_VALUE: result.value, DECLARED: declared} if declared else result.value
            fields.setdefault(_part_field(result), {})[key.part] = own
        elif result.value:
            fields[_VALUE] = result.value
        for name, text in words.items():
            fields[name] = _joined(fields.get(name, ""), text, result) if key.part else text

    def _correct(self, result: ReadResult) -> None:
        value: dict[str, Any] = {_VALUE: result.value}
        if result.key.part:
            value = {_part_field(result): {result.key.part: result.value}}
        corrections = self._fields(result.key).setdefault("rettifiche", [])
        corrections.append({"data": f"{self._how.today:%d/%m/%Y}", **value, "motivo": self._how.reason})
        self._counts["corrected"] += 1
        self._changed = True

    def _add_words(self, result: ReadResult, holder: str) -> None:
        """Add the words that a result does not have yet; others stay as they are."""
        of_all = self._existing.files[holder][result.key.objective][result.key.indicator]
        for name, text in result.words:
            fields = _fields_of_part(of_all, result) if name == DECLARED and result.key.part else of_all
            present = fields.get(name) or (self._existing.sources.get(holder, "") if name == _SOURCE else "")
            if text in present or (holder != self._name and not present):
                continue
            if present and not self._how.force:
                message = (
                    f"«{name}» è già «{present}», e resta: il foglio dice «{text}» (--force lo riscrive)"
                )
                self._findings.append(Finding(result.place, message))
            else:
                fields[name] = text
                self._changed = True

    def _is_same(self, result: ReadResult) -> bool:
        current = self._current_value(result)
        measured = result.measurement.measurement
        if not result.value:
            present = self._measurement(result)
            return present is not None and present.not_assessable == measured.not_assessable
        new = measured.original
        if isinstance(new, PartResults):
            new = new.of(result.key.part)
        return current is not None and current == new

    def _current(self, result: ReadResult) -> str:
        current = self._current_value(result)
        return f"«{show_result(current)}»" if current is not None else "un motivo per non valutarlo"

    def _current_value(self, result: ReadResult) -> Result | None:
        one = self._measurement(result)
        value = one.value if one else None
        return value.of(result.key.part) if isinstance(value, PartResults) else value

    def _measurement(self, result: ReadResult) -> Measurement | None:
        found = self._plan.measurements_of.get((result.key.objective, result.key.indicator), ())
        return next((one for one in found if one.day == self._day), None)

    def _content(self) -> Mapping[str, Node]:
        """The content of the file, in the order of the plan."""
        content: dict[str, Node] = {}
        if source := self._existing.sources.get(self._name):
            content[_SOURCE] = source
        for objective in self._plan.objectives:
            fields = self._results.get(objective.code, {})
            indicators: dict[str, Node] = {
                one.id: _short(fields[one.id]) for one in objective.indicators if one.id in fields
            }
            if indicators:
                content[objective.code] = indicators
        return content


def _part_field(result: ReadResult) -> str:
    return STEPS if result.item.indicator.has_steps else BY_OFFICE


def _fields_of_part(fields: dict[str, Any], result: ReadResult) -> dict[str, Any]:
    """The fields of a part of a result that is there, which may be written as its value alone."""
    parts = fields[_part_field(result)]
    if not isinstance(parts[result.key.part], dict):
        parts[result.key.part] = {_VALUE: parts[result.key.part]}
    own: dict[str, Any] = parts[result.key.part]
    return own


def _joined(present: str, text: str, result: ReadResult) -> str:
    """The words about the parts of an indicator, which has one note: each with the name of its part."""
    own = f"{result.item.measured.name}: {text}" if result.item.indicator.has_steps else text
    return "; ".join(dict.fromkeys(filter(None, (present, own))))


def _short(fields: Mapping[str, Any]) -> Node:
    """A result that is only a value as the value alone."""
    value: Node = fields[_VALUE] if fields.keys() == {_VALUE} else fields
    return value


def _value_in(results: Results, key: RowKey) -> bool:
    fields = results.get(key.objective, {}).get(key.indicator, {})
    if key.part:
        return any(key.part in fields.get(name, {}) for name in (STEPS, BY_OFFICE))
    return bool(fields)


def _existing(folder: Path, day: date) -> _Existing:
    """The results of a day that are there. Raises `ImportingError` for a file that cannot be read."""
    found = _Existing()
    diagnostics = Diagnostics()
    plan_folder = PlanFolder(folder, folder, diagnostics)
    for file in plan_folder.measurement_files():
        if file.day != day.isoformat():
            continue
        node = plan_folder.parse(file.name)
        if not isinstance(node, parser.Mapping):
            raise ImportingError(f"{folder / file.name}: il file ha errori: vetro check dice quali")
        plain = {entry.key.text: content_of(entry.value) for entry in node.entries}
        found.sources[file.name] = str(plain.pop(_SOURCE, "") or "")
        found.files[file.name] = {
            code: {
                identifier: value if isinstance(value, dict) else {_VALUE: value}
                for identifier, value in indicators.items()
                if value
            }
            for code, indicators in plain.items()
            if isinstance(indicators, dict)
        }
        lines = plan_folder.files[plan_folder.shown(folder / file.name)].text.splitlines()
        if any(line.lstrip().startswith("#") or " #" in line for line in lines[1:]):
            found.with_comments.add(file.name)
    return found
