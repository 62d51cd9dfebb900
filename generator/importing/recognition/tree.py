"""Tree of objectives: records put together by objective and by indicator, in the order of the document."""

import re
from collections.abc import Iterable

from msgspec import Struct, field

from generator.importing.recognition.cells import Located
from generator.importing.recognition.code_texts import split_code
from generator.importing.recognition.records import CODED, GUESSED, Field, Level, Record
from generator.importing.recognition.roles import OBJECTIVE_ROLES, Role


class Remark(Struct, frozen=True):
    """A doubt about a place of the document; `is_noted` if it is also a note for the editors of the plan."""

    place: str
    text: str
    is_noted: bool = True


class IndicatorDraft(Struct):
    """The records of one indicator: several where it has structures, periods or years.

    `repeats` say of which other indicator it has the name.
    """

    name: str
    code: str
    records: list[Record] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    repeats: list[Remark] = field(default_factory=list)


class ObjectiveDraft(Struct):
    """An objective: how the document names it, its fields and its indicators. `parent` is a key.

    `by_name` are the indicators by their name in small letters.
    """

    key: str
    level: str
    code: str
    title: str
    cell: Located
    parent: str = ""
    fields: list[Field] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    section: str = ""
    code_place: str = ""
    by_name: dict[str, list[IndicatorDraft]] = field(default_factory=dict)


#: Roles of the fields that tell the rows of one indicator apart.
_DETAILS = (Role.STRUCTURE, Role.OFFICE, Role.YEAR, Role.PERIOD, Role.TARGET_YEAR)


def build_tree(records: Iterable[Record]) -> list[ObjectiveDraft]:
    """The objectives that records name, each once, a parent before its children."""
    tree = _Tree()
    for record in records:
        tree.add(record)
    return list(tree.objectives.values())


class _Tree(Struct):
    objectives: dict[str, ObjectiveDraft] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        parent = ""
        draft = None
        for level in record.levels:
            draft = self._objective(level, parent)
            parent = draft.key
        if draft is None:
            return
        for guess in record.guesses:
            _remark(draft.remarks, guess.place, guess.text)
        for one in record.fields:
            is_own = one.role in (Role.OTHER, Role.UNKNOWN) and bool(one.heading.level)
            if (one.role in OBJECTIVE_ROLES or is_own) and one.text:
                _add_field(self._owner(draft, one), one)
        if record.first(Role.NAME) or any(one.role is Role.NAME for one in record.fields):
            _add_indicator(draft, record)

    def _owner(self, draft: ObjectiveDraft, one: Field) -> ObjectiveDraft:
        """The objective that a field speaks of: that of its level, if the row has one above."""
        found = draft
        while one.heading.level and found.level != one.heading.level and found.parent:
            found = self.objectives[found.parent]
        return found if found.level == one.heading.level else draft

    def _objective(self, level: Level, parent: str) -> ObjectiveDraft:
        key = _key(level, parent)
        draft = self.objectives.get(key)
        if draft is None:
            # A level without a code that has the title of one with a code is the same.
            draft = ObjectiveDraft(key, level.name, level.code, level.title, level.cell, parent)
            draft.section, draft.code_place = level.section, level.code_place
            self.objectives[key] = draft
        else:
            self._compare(draft, level, parent)
        for one in level.fields:
            _add_field(draft, one)
        return draft

    def _compare(self, draft: ObjectiveDraft, level: Level, parent: str) -> None:
        """Note where a later mention of an objective differs from the first."""
        place = level.cell.place
        if not draft.title:
            draft.title = level.title
        elif level.title and _folded(level.title) != _folded(draft.title):
            _remark(draft.remarks, place, f"il titolo di «{draft.code}» è un altro: «{level.title}»")
        if parent and draft.parent and parent != draft.parent:
            other = self.objectives[parent]
            _remark(
                draft.remarks,
                place,
                f"«{draft.code or draft.title}» sta anche sotto «{other.code or other.title}»",
            )
        elif parent and not draft.parent:
            if draft.key in self._above(parent):
                text = f"«{draft.code or draft.title}» starebbe sotto un obiettivo che ne fa parte"
                _remark(draft.remarks, place, text)
            else:
                draft.parent = parent

    def _above(self, key: str) -> set[str]:
        """The keys of an objective and of those above it."""
        found: set[str] = set()
        while key and key not in found:
            found.add(key)
            key = self.objectives[key].parent
        return found


def _key(level: Level, parent: str) -> str:
    if level.code:
        return level.code.casefold()
    return f"{parent}\n{_folded(level.title)}"


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _add_field(draft: ObjectiveDraft, one: Field) -> None:
    same = (other for other in draft.fields if other.heading == one.heading)
    if not any(_folded(other.text) == _folded(one.text) and other.text for other in same):
        draft.fields.append(one)


def _remark(remarks: list[Remark], place: str, text: str) -> None:
    if not any(other.text == text for other in remarks):
        remarks.append(Remark(place, text))


def _add_indicator(draft: ObjectiveDraft, record: Record) -> None:
    name, code = indicator_name(record)
    same_name = draft.by_name.setdefault(_folded(name), [])
    for indicator in same_name:
        if indicator.code != code:
            continue
        first = indicator.records
        if any(_contents(other) == _contents(record) for other in first):
            place = _place(record)
            indicator.remarks.append(
                Remark(place, "la riga ripete un'altra riga, ed è contata una volta sola")
            )
            return
        if any(_details(other) == _details(record) for other in first) or _formulas(first[0], record):
            continue
        first.append(record)
        return
    indicator = IndicatorDraft(name, code, [record])
    if same_name and name and not code:
        other = _place(same_name[0].records[0])
        of = f"della {other}" if other.startswith(("riga", "cella")) else f"di un altro ({other})"
        text = f"il testo dell'indicatore è lo stesso {of}"
        indicator.repeats.append(Remark(_place(record), text))
    draft.indicators.append(indicator)
    same_name.append(indicator)


def indicator_name(record: Record) -> tuple[str, str]:
    """The name of a record's indicator and its code, from a column of its own or in front of the name."""
    one = record.first(Role.NAME)
    code = record.first(Role.INDICATOR_CODE)
    name = one.text if one else ""
    if code is None and one is not None and one.heading.level == CODED:
        found, rest = split_code(name, weak=True)
        return rest, found
    return name, code.cell.line if code else ""


def _formulas(one: Record, other: Record) -> bool:
    """Whether two records have different formulas."""
    first, second = one.first(Role.FORMULA), other.first(Role.FORMULA)
    return bool(first and second) and _folded(first.text if first else "") != _folded(
        second.text if second else ""
    )


def _details(record: Record) -> tuple[str, ...]:
    return tuple(_folded(one.text) for one in record.fields if one.role in _DETAILS)


def _contents(record: Record) -> tuple[tuple[str, str], ...]:
    return tuple((one.heading.text, one.text) for one in record.fields if one.scope != GUESSED)


def _place(record: Record) -> str:
    return next((one.cell.place for one in record.fields if one.role is Role.NAME), "")
