"""Identity of a row: which indicator of the plan, or part of one, it reports."""

from collections.abc import Mapping

from msgspec import Struct

from generator.importing.measurements.columns import Role, plain_words
from generator.importing.measurements.sheet_layout import read_key
from generator.importing.tables import Cell
from generator.loading.readers.measurements import unknown_indicator, unknown_objective
from generator.loading.readers.results import unknown_part, wants_parts
from generator.plan.identifiers import slug_of
from generator.plan.indicator import Indicator
from generator.plan.model import Objective, Plan
from generator.plan.responsible_offices import MeasuredItem, all_offices, offices_of

_NO_CELL = Cell("", "")
#: What it is, or the rule and the message that say why it is not known.
Identified = MeasuredItem | tuple[str, str]
#: The cells of a row by role, those that the table has.
RowCells = Mapping[Role, Cell]


class RowIdentity(Struct, frozen=True):
    """The item of a row, and what in the row does not agree with it."""

    item: MeasuredItem
    doubts: tuple[str, ...] = ()


def identify(cells: RowCells, plan: Plan, office: str) -> RowIdentity | tuple[str, str]:
    """What a row reports; else the rule and the message for an editor. `office` is the id of the table's.

    The hidden key of our own workbooks counts; without it the code of the objective and the name of the
    indicator, as far as they tell only one.
    """
    key = read_key(_text(cells, Role.KEY))
    if key is not None:
        found = _item(plan, key.objective, key.indicator, key.part, office)
        part = key.part
    else:
        written = _text(cells, Role.IDENTIFIER) or _text(cells, Role.INDICATOR)
        part = _text(cells, Role.PART)
        found = _item(plan, _text(cells, Role.CODE) or _text(cells, Role.OBJECTIVE), written, part, office)
    if not isinstance(found, MeasuredItem):
        return found
    allowed = offices_of(found)
    if office and allowed and office not in {one.id for one in allowed}:
        names = ", ".join(f"«{one.name}»" for one in allowed)
        own = next((one.name for one in all_offices(plan) if one.id == office), office)
        return "E402", f"«{found.indicator.name}» ({found.objective.code}) è di {names}, non di «{own}»"
    return RowIdentity(found, tuple(_disagreements(cells, found, has_key=key is not None)))


def _text(cells: RowCells, role: Role) -> str:
    return " ".join(cells.get(role, _NO_CELL).text.split())


def objective_in(text: str, plan: Plan) -> Objective | None:
    """The objective that a text names: by its code, somewhere in the text, or by its title."""
    for word in (text, *text.split()):
        if found := _by_code(word.strip(" .:,;-–"), plan):
            return found
    title = plain_words(text)
    same = [one for one in plan.objectives if plain_words(one.title) == title]
    return same[0] if len(same) == 1 else None


def _by_code(code: str, plan: Plan) -> Objective | None:
    """The objective of a code, also of one with other signs between its parts: `OB 2.1` for `OB.2.1`."""
    if code in plan.by_code:
        return plan.by_code[code]
    slug = slug_of(code).casefold()
    same = [one for one in plan.objectives if one.slug.casefold() == slug]
    return same[0] if len(same) == 1 else None


def _item(plan: Plan, code: str, indicator: str, part: str, office: str) -> Identified:
    objective = objective_in(code, plan) if code else _only_objective(plan, indicator)
    if objective is None and code:
        return "E402", unknown_objective(code, plan.by_code)
    if objective is None:
        return "E402", f"non si capisce di quale obiettivo è «{indicator}»: scriverne il codice"
    found = _indicators(objective, indicator)
    if not found:
        known = [one.name for one in objective.indicators]
        return "E402", unknown_indicator(indicator, objective.code, known)
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        return (
            "E402",
            f"in {objective.code} ci sono più indicatori «{indicator}»: dire quale con l'id ({ids})",
        )
    return _with_part(objective, found[0], part, office)


def _indicators(objective: Objective, indicator: str) -> list[Indicator]:
    """The indicators of an id, or else of a name."""
    return [one for one in objective.indicators if one.id == indicator] or [
        one for one in objective.indicators if plain_words(one.name) == plain_words(indicator)
    ]


def _only_objective(plan: Plan, indicator: str) -> Objective | None:
    """The objective of an indicator that is in no other."""
    found = [one for one in plan.objectives if _indicators(one, indicator)]
    return found[0] if len(found) == 1 else None


def _with_part(objective: Objective, indicator: Indicator, part: str, office: str) -> Identified:
    if not indicator.parts:
        return MeasuredItem(objective, indicator)
    wanted = plain_words(part)
    by_name = {one.name: one for one in indicator.parts}
    for one in indicator.parts:
        if wanted and wanted in (plain_words(one.id), plain_words(one.name)):
            return MeasuredItem(objective, indicator, one)
    if not indicator.has_steps and (own := next((one for one in indicator.parts if one.id == office), None)):
        return MeasuredItem(objective, indicator, own)
    return "E339", unknown_part(part, indicator, by_name) if part else wants_parts(indicator)


def _disagreements(cells: RowCells, item: MeasuredItem, *, has_key: bool) -> list[str]:
    """What the row says otherwise than the plan: the name of the indicator, and its unit."""
    found = []
    name = _text(cells, Role.INDICATOR)
    if has_key and name and plain_words(name) != plain_words(item.indicator.name):
        found.append(f"il nome nel foglio è «{name}», nel piano «{item.indicator.name}»")
    unit, measured = plain_words(_text(cells, Role.UNIT)), item.measured
    known = {
        plain_words(spelling)
        for spelling in (measured.unit_text, measured.unit.symbol, *measured.unit.definition.spellings)
    }
    if not has_key and unit and not measured.unit.scale and unit not in known:
        text = measured.unit_text or measured.unit.symbol
        found.append(f"l'unità nel foglio è «{_text(cells, Role.UNIT)}», nel piano «{text}»")
    return found
