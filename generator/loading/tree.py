"""Tree of the objectives: parents that there are, no circle, weights that make sense."""

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.loading.diagnostics import Diagnostics, SourceLocation, suggestion
from generator.plan.model import Objective
from generator.plan.numerals import show_numeral


class Ties(Struct, frozen=True):
    """Where an objective names others, and where its own indicators would stand.

    `parent` and `contributes_to` are the locations of those fields, `weight` is that of its weight in the
    parent, `continues` are those of what it continues and, by their ids, of what its indicators do.
    `lacks_indicators` is where to say that it has none; `None` if it has, or if they cannot be read.
    """

    parent: SourceLocation | None = None
    contributes_to: tuple[SourceLocation, ...] = ()
    weight: SourceLocation | None = None
    lacks_indicators: SourceLocation | None = None
    continues: Mapping[str, SourceLocation] = field(default_factory=dict)


NO_TIES = Ties()


def check_tree(
    objectives: Iterable[Objective],
    ties: Mapping[str, Ties],
    codes: Collection[str],
    diagnostics: Diagnostics,
    added: Collection[str] = (),
) -> tuple[Objective, ...]:
    """The objectives, without ties that lead nowhere or round in a circle; those are reported.

    `codes` are those of all files, also of objectives that could not be read: what they lack is known.
    `added` are those of objectives that revisions add, whose weights come on top of the approved ones.
    """
    by_code = {one.code: one for one in objectives}
    checked = [
        _with_known_ties(one, ties.get(one.code, NO_TIES), by_code, codes, diagnostics)
        for one in by_code.values()
    ]
    by_code = {one.code: one for one in checked}
    for one in checked:
        if _is_in_circle(one, by_code):
            location = ties.get(one.code, NO_TIES).parent
            if location:
                message = (
                    f"«{one.parent}» discende da «{one.code}», e non può esserne il padre: correggere "
                    "«padre» in uno dei due"
                )
                diagnostics.add(location, "E231", message)
            by_code[one.code] = replace(one, parent="")
    children: dict[str, list[Objective]] = {}
    for one in by_code.values():
        children.setdefault(one.parent, []).append(one)
    for one in by_code.values():
        found = ties.get(one.code, NO_TIES)
        if found.lacks_indicators and one.code not in children:
            message = "mancano gli «indicatori», e non è il padre di altri: nessuno saprà se è raggiunto"
            diagnostics.add(found.lacks_indicators, "W321", message)
        if one.code in children:
            approved = frozenset(child.code for child in children[one.code]).difference(added)
            _check_weights(
                one, children[one.code], approved, lambda child: ties.get(child.code, NO_TIES), diagnostics
            )
    return tuple(by_code.values())


def _with_known_ties(
    one: Objective,
    ties: Ties,
    by_code: Mapping[str, Objective],
    codes: Collection[str],
    diagnostics: Diagnostics,
) -> Objective:
    def is_known(code: str, location: SourceLocation | None) -> bool:
        if code not in by_code and code not in codes and location:
            hint = suggestion(code, sorted(codes)) or "i codici sono quelli dei file di obiettivi/"
            diagnostics.add(location, "E205", f"l'obiettivo «{code}» non c'è nel piano; {hint}")
        return code in by_code

    pairs = zip(one.contributes_to, ties.contributes_to, strict=False)
    contributes_to = tuple(code for code, location in pairs if is_known(code, location))
    parent = one.parent if one.parent and is_known(one.parent, ties.parent) else ""
    return replace(one, parent=parent, contributes_to=contributes_to)


def _is_in_circle(one: Objective, by_code: Mapping[str, Objective]) -> bool:
    seen = set()
    code = one.parent
    while code and code not in seen:
        if code == one.code:
            return True
        seen.add(code)
        code = by_code[code].parent
    return False


def _check_weights(
    parent: Objective,
    children: Iterable[Objective],
    approved: Collection[str],
    ties_of: Callable[[Objective], Ties],
    diagnostics: Diagnostics,
) -> None:
    """Report weights of children of which others have none, or that leave the wrong share to the parent."""
    members = tuple(children)
    weights = [one.weight_in_parent for one in members]
    given = [weight.points for weight in weights if weight is not None]
    if not given:
        return
    location = next(filter(None, (ties_of(one).weight for one in members)), None)
    if location is None:
        return
    if len(given) < len(members):
        without = next(one.code for one in members if one.weight_in_parent is None)
        message = f"«{without}», un altro figlio di «{parent.code}», non ha «peso»: darlo a tutti o a nessuno"
        diagnostics.add(location, "E232", message)
        return
    weighed = [one.weight_in_parent for one in members if one.code in approved]
    if not weighed:
        return
    total = sum((weight.points for weight in weighed if weight is not None), Decimal(0))
    if parent.indicators and total >= 100:
        message = (
            f"i pesi dei figli di «{parent.code}» sommano a {show_numeral(total)}%, e per i suoi indicatori "
            "non resta nulla"
        )
        diagnostics.add(location, "E232", message)
    elif not parent.indicators and total != 100:
        message = f"i pesi dei figli di «{parent.code}» sommano a {show_numeral(total)}%, non a 100%"
        diagnostics.add(location, "E232", message)
