"""Cards: boxes with labels, grouped by the objective or the indicator that they describe."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.cells import Located
from generator.importing.recognition.code_texts import split_code
from generator.importing.recognition.records import Field, Level, Record
from generator.importing.recognition.roles import VALUE_ROLES, Heading, Role

#: Roles of which a card of an indicator has one at least.
_OF_INDICATORS = {Role.TARGET, Role.UNIT, Role.FORMULA, Role.NAME, Role.RESULT, Role.INDICATOR_CODE}
_OF_OBJECTIVES = frozenset({Role.CODE, Role.TITLE, Role.LEVEL})

#: «Obiettivo n. 1», «Obiettivo 2.3».
_NUMBERED = re.compile(r"obiettivo\D*?\s(?:n\.?|n°|nr\.?)?\s*(\d{1,3}(?:[./]\d{1,3})*)", re.IGNORECASE)


def label_key(one: Field) -> str:
    """What the labels of different cards have in common: «Obiettivo n. 1» and «Obiettivo n. 2»."""
    return re.sub(r"\d+", "#", one.heading.text.casefold())


class Card(Struct):
    """The boxes of one objective or indicator, in their order; `above` are the paragraphs before them."""

    fields: list[Field] = field(default_factory=list)
    above: list[Located] = field(default_factory=list)

    @property
    def title(self) -> Located | None:
        """The paragraph right above the card."""
        return self.above[-1] if self.above else None

    def ends_before(self, one: Field) -> bool:
        """Whether a box begins another card: it repeats a label, or is of another indicator or objective."""
        roles = {other.role for other in self.fields}
        if any(other.heading.text.casefold() == one.heading.text.casefold() for other in self.fields):
            return True
        if one.role is Role.NAME:
            return Role.NAME in roles or bool(roles & _OF_OBJECTIVES)
        if one.role is Role.INDICATOR_CODE:
            return bool(roles & VALUE_ROLES) or bool(roles & _OF_OBJECTIVES)
        is_objective = one.role in _OF_OBJECTIVES and "obiettivo" in one.heading.level
        return is_objective and bool(roles & VALUE_ROLES)

    @property
    def is_indicator(self) -> bool:
        """Whether it describes an indicator."""
        return bool({one.role for one in self.fields} & _OF_INDICATORS)

    @property
    def is_objective(self) -> bool:
        """Whether it names an objective."""
        return not self.is_indicator and any(
            one.role in (Role.CODE, Role.TITLE, Role.LEVEL) for one in self.fields
        )

    @property
    def names_parent_only(self) -> bool:
        """Whether it could be that of an objective whose code and title stand above it."""
        roles = [one.role for one in self.fields]
        return Role.LEVEL in roles and Role.CODE not in roles and Role.TITLE not in roles


def objective_levels(card: Card, title: Located | None, section: str = "") -> tuple[Level, ...]:
    """The objective of a card, below the one that it names as its parent; `title` is the heading above it.

    `section` is the title of the part of the document.
    """
    fields = [_as_mission(one) for one in card.fields]
    codes = _texts(fields, Role.CODE)
    titles = _texts(fields, Role.TITLE)
    named = [one for one in fields if one.role is Role.LEVEL and not is_absent(one.text)]
    rest = [one for one in fields if one.role not in (Role.CODE, Role.TITLE, Role.LEVEL)]
    first = next(iter((*titles, *codes, *named)), None)
    level_name = next(
        (one.heading.level for one in (*titles, *codes, *named) if one and one.heading.level), "obiettivo"
    )
    own: Field | None = titles[0] if titles else None
    if own is None and named and not (title and codes and _is_reference(named[-1])):
        own = named.pop()
        level_name = own.heading.level
    code = codes[0].cell.line if codes else ""
    text = own.cell.line if own else title.line if title else ""
    if not code:
        code, text = split_code(text, weak=True)
    if not code and own and (number := _NUMBERED.fullmatch(own.heading.text)):
        code = number[1]
    rest += [replace(one, heading=replace(one.heading, role=Role.PARENT)) for one in named]
    rest += [replace(one, heading=replace(one.heading, role=Role.OTHER)) for one in (*codes[1:], *titles[1:])]
    cell = own.cell if own else title or (first.cell if first else Located("", ""))
    if (
        own is not None
        and title is not None
        and not (codes and title.line == section)
        and _folded(title.line) not in _folded(f"{code} {own.cell.line}")
    ):
        rest.append(Field(Heading("Intestazione", Role.OTHER), title))
    place = codes[0].cell.place if codes else ""
    return (Level(level_name, code, text, cell, tuple(rest), code_place=place),) if code or text else ()


def _is_reference(one: Field) -> bool:
    return bool(split_code(one.cell.line, weak=True)[0])


def _as_mission(one: Field) -> Field:
    """A mission of the budget is no level of objectives in a card."""
    if one.role is Role.LEVEL and one.heading.level == "missione":
        return replace(one, heading=replace(one.heading, role=Role.MISSION, level=""))
    return one


def as_attribute(one: Field) -> Field:
    """A box of an objective that is named elsewhere: another objective in it is its parent."""
    one = _as_mission(one)
    if one.role is Role.LEVEL:
        return replace(one, heading=replace(one.heading, role=Role.PARENT, level=""))
    return one


def indicator_record(card: Card, above: Sequence[Level], title: Located | None) -> Record:
    """The record of a card of an indicator, below the objective that it names or the current one."""
    fields: list[Field] = []
    levels = tuple(above)
    has_name = any(one.role is Role.NAME for one in card.fields)
    for one in card.fields:
        heading, role = one.heading, one.role
        if role is Role.CODE:
            heading = replace(heading, role=Role.INDICATOR_CODE, level="")
        elif role is Role.TITLE and not has_name:
            heading, has_name = replace(heading, role=Role.NAME, level=""), True
        elif role is Role.DESCRIPTION:
            heading = replace(heading, role=Role.OTHER, level="")
        elif role is Role.LEVEL and "obiettivo" in heading.level:
            levels = _named(one, levels)
            continue
        elif role in (Role.LEVEL, Role.TITLE):
            heading = replace(heading, role=Role.OTHER, level="")
        fields.append(replace(one, heading=heading))
    if not has_name and title is not None:
        fields.insert(0, Field(Heading(title.line, Role.NAME), title))
    return Record(levels, tuple(fields))


def _named(one: Field, above: tuple[Level, ...]) -> tuple[Level, ...]:
    """The objective that a card of an indicator names: the current one, or another."""
    if is_absent(one.text):
        return above
    code, title = split_code(one.cell.line, weak=True)
    current = above[-1] if above else None
    if current and ((code and code == current.code) or _folded(title) == _folded(current.title)):
        return above
    return (Level(one.heading.level, code, title, one.cell),)


def _texts(fields: Iterable[Field], role: Role) -> list[Field]:
    return [one for one in fields if one.role is role and not is_absent(one.text)]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
