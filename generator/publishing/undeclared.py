"""Undeclared changes: where a plan differs from what was published of it, and nothing says why.

What was published is never overwritten: a revision, a correction of a result or a news entry with `corregge`
stands beside it, and says what has changed, when and why (art. 8 of D.Lgs. 33/2013: what is published stays
so for five years).
"""

from collections.abc import Collection, Iterator, Mapping
from enum import Enum

from msgspec import Struct

from generator.plan.model import Plan
from generator.plan.policy import Status
from generator.plan.revisions import State, StateChange
from generator.publishing.facts import (
    NEWS,
    OBJECTIVES,
    RESULTS,
    REVISIONS,
    SOURCE,
    VERDICTS,
    Facts,
    name_of_part,
    part_of_path,
)

#: The fields that promise something: one that is added later is a change of what was promised.
_PROMISES = frozenset(
    (
        *("target", "traguardi_intermedi", "fasi", "per_ufficio", "aggregazione", "peso"),
        *("condizione", "verso", "unita", "scala", "tolleranza", "rispetto_a", "andamento"),
        *("non_valutabile", "valutazione"),
    )
)
#: What else of an indicator a revision can change.
_REVISED_WORDS = frozenset(("nome", "formula"))
_INDICATORS, _CORRECTIONS, _REASON = "indicatori", "rettifiche", "motivo_scostamento"
_PLAN, _CODE = "piano", "codice"
#: The parts of the facts in which paths have the code of an objective.
_BY_CODE = frozenset((OBJECTIVES, RESULTS, VERDICTS, REVISIONS))
#: What a revision says of itself.
_OF_REVISION = frozenset(("atto", "motivo"))

#: A path of facts in its parts.
Path = tuple[str, ...]


class Kind(Enum):
    """What has happened to a published fact; the value is the code of the rule."""

    CHANGED = "E701"
    LOST = "E702"
    ADDED = "E703"
    VERDICT = "E704"


_BY_ACT = {
    Kind.CHANGED: "se lo ha cambiato un atto, rimetterlo e scrivere la revisione",
    Kind.LOST: "se lo ha tolto un atto, rimetterlo e scrivere la revisione",
    Kind.ADDED: "se lo ha aggiunto un atto, toglierlo da qui e scriverlo nella revisione",
}


class UndeclaredChange(Struct, frozen=True):
    """A change that nothing declares: at a path, or at all that is below it; `message` has the remedy."""

    kind: Kind
    path: Path
    message: str


def undeclared_changes(
    recorded: Facts, present: Facts, plan: Plan, moved: Mapping[str, str] | None = None
) -> Iterator[UndeclaredChange]:
    """The changes of a plan since it was published that nothing declares, in the order of their paths.

    `moved` are the codes of objectives whose pages a redirect leads away from, each with the code of the one
    that it leads to, or nothing. What was published below an old code is compared with what is below the new.
    """
    recorded = _after_moves(recorded, present, moved or {})
    declared = _declared(recorded, plan)
    added = _added(recorded, plan)
    reported = {*added} & {*_groups(recorded)} - declared
    for path in sorted(reported):
        yield UndeclaredChange(Kind.CHANGED, added[path], _message_of_added(path))
    for kind, path in _differences(_without_verdicts(recorded), _without_verdicts(present)):
        if path[0] == RESULTS and _about(path) in reported and kind is Kind.LOST:
            # The results of what has gone itself.
            continue
        # No news excuses a result that was overwritten: it is corrected beside itself.
        excuses = frozenset[Path]() if path[0] == RESULTS else declared
        if kind is Kind.ADDED:
            excuses = excuses | {*added}
        is_declared = any(_subject_path(path)[: len(one)] == one for one in excuses)
        if kind is Kind.LOST:
            is_declared = is_declared or _is_reason_no_longer_needed(path, present)
        if not is_declared and (kind is not Kind.ADDED or _is_promise(path)):
            reported.add(_about(path))
            yield UndeclaredChange(kind, path, _message(kind, path, recorded, present))
    # What follows from a change that was reported is not told twice.
    inputs = declared | reported | _new_results(recorded, present)
    revised = _revised(recorded, plan)
    for name, verdict in recorded.items():
        path = tuple(name.split("/"))
        if path[0] == VERDICTS and present.get(name) != verdict and not _grounds(path) & inputs:
            # An act that came after the result may change what follows from it; one of before, written only
            # now, would do so under an old date.
            if any(revised.get(one, "") > _last_result(path, recorded) for one in _grounds(path)):
                continue
            yield UndeclaredChange(Kind.VERDICT, path, _verdict_message(path, recorded, present))


def _after_moves(recorded: Facts, present: Facts, moved: Mapping[str, str]) -> Facts:
    """The recorded facts by the codes of now: those of an objective that has moved are below its new code.

    Of one that is no more, and whose page leads elsewhere, nothing is left.
    """
    known, current = _codes(recorded), _codes(present)
    gone = {old: new for old, new in moved.items() if old in known - current}
    renamed: dict[str, str] = {}
    for name, text in recorded.items():
        path = name.split("/")
        # Where the code of an objective stands in a path.
        place = 1 if path[0] == OBJECTIVES else 2
        code = name_of_part(path[place]) if len(path) > place and path[0] in _BY_CODE else ""
        if code not in gone:
            renamed[name] = text
        elif (new := gone[code]) in current - known:
            path[place] = part_of_path(new)
            renamed["/".join(path)] = new if path[0] == OBJECTIVES and path[2:] == [_CODE] else text
    return renamed


def _codes(facts: Facts) -> frozenset[str]:
    """The codes of the objectives that facts are about."""
    paths = (name.split("/") for name in facts if name.startswith(f"{OBJECTIVES}/"))
    return frozenset(name_of_part(path[1]) for path in paths)


def _without_verdicts(facts: Facts) -> Facts:
    return {name: text for name, text in facts.items() if not name.startswith(f"{VERDICTS}/")}


def _declared(recorded: Facts, plan: Plan) -> frozenset[Path]:
    """The paths that the news since then declare to be corrected."""
    new = (one for one in plan.news if f"{NEWS}/{part_of_path(one.id)}" not in recorded)
    return frozenset(_path_of_subject(subject) for one in new for subject in one.corrects)


def _revised(recorded: Facts, plan: Plan) -> Mapping[Path, str]:
    """By path the day of the latest revision since then that changes it."""
    known = {tuple(name.split("/")[:2]) for name in recorded}
    days: dict[Path, str] = {}
    for revision in plan.revisions:
        if (REVISIONS, revision.name) not in known:
            for objective in revision.objectives:
                path = (OBJECTIVES, part_of_path(objective.code))
                paths = [(*path, _INDICATORS, one.id) for one in objective.indicators]
                days |= dict.fromkeys([path, *paths] if objective.change else paths, revision.day.isoformat())
    return days


def _last_result(verdict: Path, recorded: Facts) -> str:
    """The day of the last published result of the indicator and the year of a verdict; empty without one."""
    _, year, *place = verdict
    paths = (name.split("/") for name in recorded if name.startswith(f"{RESULTS}/{year}-"))
    return max((path[1] for path in paths if path[2:4] == place), default="")


def _added(recorded: Facts, plan: Plan) -> Mapping[Path, Path]:
    """The paths of what revisions since then add, each with where the revision says so."""
    known = {tuple(name.split("/")[:2]) for name in recorded}
    added: dict[Path, Path] = {}
    for revision in plan.revisions:
        if (REVISIONS, revision.name) in known:
            continue
        for objective in revision.objectives:
            path: Path = (OBJECTIVES, part_of_path(objective.code))
            changes: list[tuple[Path, StateChange | None]] = [(path, objective.change)]
            changes += [((*path, _INDICATORS, one.id), one.change) for one in objective.indicators]
            for one, change in changes:
                if change and change.state is State.ADDED:
                    added[one] = (REVISIONS, revision.name, one[1], *one[3:])
    return added


def _path_of_subject(subject: str) -> Path:
    """The path of what a news entry names: `piano`, an objective, or `OBJECTIVE#indicator`."""
    if subject == _PLAN:
        return (_PLAN,)
    # A code may hold a «#» too; an id never does.
    code, _, indicator = subject.rpartition("#")
    if not code:
        return (OBJECTIVES, part_of_path(subject))
    return (OBJECTIVES, part_of_path(code), _INDICATORS, part_of_path(indicator))


def _differences(recorded: Facts, present: Facts) -> Iterator[tuple[Kind, Path]]:
    """What has changed, and where: of many facts that are lost or added together the group that they are."""
    known, current = _groups(recorded), _groups(present)
    reported: set[Path] = set()
    for name in sorted({*recorded, *present}):
        path = tuple(name.split("/"))
        if name in recorded and name in present:
            if recorded[name] != present[name]:
                is_source = path[0] == RESULTS and path[-1] == SOURCE
                group = (*path[:2], recorded[name], present[name]) if is_source else path
                if group not in reported:
                    reported.add(group)
                    yield Kind.CHANGED, path
            continue
        kind, others = (Kind.LOST, current) if name in recorded else (Kind.ADDED, known)
        group = next(path[:end] for end in range(2, len(path) + 1) if path[:end] not in others)
        if group not in reported:
            reported.add(group)
            yield kind, group


def _groups(facts: Facts) -> Collection[Path]:
    """All paths of the facts and of the groups around them."""
    paths = (tuple(name.split("/")) for name in facts)
    return {path[:end] for path in paths for end in range(1, len(path) + 1)}


def _is_promise(path: Path) -> bool:
    """Whether something that is new belongs to what was promised: an objective, an indicator, a target."""
    is_objective = path[0] == OBJECTIVES and len(path) == 2
    is_indicator = path[0] == OBJECTIVES and len(path) in (3, 4) and path[2] == _INDICATORS
    # What a revision says is all there is to it; a new revision is a path of two parts.
    is_of_revision = path[0] == REVISIONS and len(path) > 2
    return is_objective or is_indicator or is_of_revision or not _PROMISES.isdisjoint(path)


def _new_results(recorded: Facts, present: Facts) -> frozenset[Path]:
    """The paths of the indicators that have a result or a correction which was not published yet."""
    new = (name.split("/") for name in {*present} - {*recorded} if name.startswith(f"{RESULTS}/"))
    return frozenset((OBJECTIVES, one[2], _INDICATORS, one[3]) for one in new)


def _is_reason_no_longer_needed(path: Path, present: Facts) -> bool:
    """Whether it is the reason of a deviation that a correction has shown not to be one."""
    if path[0] != RESULTS or path[4:] != (_REASON,):
        return False
    day, objective, indicator = path[1:4]
    result, verdict = "/".join(path[:4]), "/".join((VERDICTS, day[:4], objective, indicator))
    is_corrected = any(name.startswith(f"{result}/{_CORRECTIONS}/") for name in present)
    return is_corrected and present.get(verdict, "").partition(",")[0] == Status.ACHIEVED.value


def _grounds(verdict: Path) -> frozenset[Path]:
    """The paths of what a verdict is made from: the method, the objective, the indicator."""
    _, _, objective, indicator = verdict
    of_objective = (OBJECTIVES, objective)
    return frozenset({(_PLAN,), (RESULTS,), of_objective, (*of_objective, _INDICATORS, indicator)})


def _message(kind: Kind, path: Path, recorded: Facts, present: Facts) -> str:
    name = "/".join(path)
    if kind is Kind.CHANGED:
        was = f"«{recorded[name]}» era pubblicato e ora è «{present[name]}»"
    elif kind is Kind.LOST:
        was = f"{_shown(path, recorded)} era pubblicato e non c'è più"
    else:
        was = f"{_shown(path, present)} non c'era in ciò che è pubblicato"
    return f"{was}: {_remedy(kind, path)}"


def _message_of_added(path: Path) -> str:
    return (
        f"{_shown(path, {})} era già pubblicato, e una revisione nuova lo dice aggiunto, come se prima non "
        "ci fosse: togliere «aggiunto»; se lo aveva aggiunto un atto che non era stato scritto, "
        f"dirlo in novita.yml con «corregge: [{_subject(path)}]»"
    )


def _shown(path: Path, facts: Facts) -> str:
    """A fact by its text; a group of facts by its name."""
    text = facts.get("/".join(path))
    name = name_of_part(path[-1])
    if path[0] == RESULTS and len(path) <= 4:
        of = [f"di «{name_of_part(part)}»" for part in reversed(path[2:])] or ["di tutti gli indicatori"]
        return f"il risultato {' '.join(of)} al {path[1]}"
    if path[0] == REVISIONS and len(path) == 2:
        return f"ciò che dice la revisione del {name}"
    if path[0] == OBJECTIVES and len(path) == 2:
        return f"l'obiettivo «{name}»"
    if path[0] == OBJECTIVES and len(path) == 4 and path[2] == _INDICATORS:
        return f"l'indicatore «{name}»"
    return f"«{name}», «{text}»," if text else f"«{name}»"


def _remedy(kind: Kind, path: Path) -> str:
    if path[0] == RESULTS:
        if _CORRECTIONS in path:
            return "rimettere la rettifica com'era, e se serve aggiungerne un'altra sotto"
        if path[-1] in {SOURCE, "nota", _REASON}:
            return "rimetterlo, e dire sotto «rettifiche», con la data e il motivo, che cosa è cambiato"
        return "rimetterlo, e scrivere quello nuovo sotto «rettifiche», con la data e il motivo"
    if path[0] == NEWS:
        return "rimettere la novità con il suo «id» e la sua «data»: chi segue le novità la conosce così"
    if path[0] == REVISIONS and len(path) == 2:
        return "rimettere il file; se un altro atto annulla la revisione, è una revisione anche quello"
    correction = f"dirlo in novita.yml con «corregge: [{_subject(path)}]»"
    if not (_is_promise(path) or (path[2:3] == (_INDICATORS,) and path[-1] in _REVISED_WORDS)):
        return f"rimetterlo; se era trascritto male, {correction}"
    is_objective = path[0] == OBJECTIVES and len(path) == 2
    moved = "se ha un altro codice, dire in rinvii.txt dov'è la sua pagina; "
    return (
        f"{_BY_ACT[kind]} in revisioni/; {moved if is_objective and kind is Kind.LOST else ''}"
        f"se era trascritto male, {correction}"
    )


def _about(path: Path) -> Path:
    """The path of the objective or the indicator that a fact or a result is about; else of its part.

    Of the results of a whole day it is that of all results; of a revision itself that of the plan.
    """
    if path[0] == REVISIONS:
        if len(path) < 3 or path[2] in _OF_REVISION:
            return (_PLAN,)
        path = (OBJECTIVES, path[2], *((_INDICATORS, path[3]) if len(path) > 3 else ()))
    if path[0] == RESULTS:
        of_objective = (OBJECTIVES, path[2]) if len(path) > 2 else (RESULTS,)
        return (*of_objective, _INDICATORS, path[3]) if len(path) > 3 else of_objective
    return path[:4] if path[0] == OBJECTIVES and path[2:3] == (_INDICATORS,) else path[:2]


def _subject_path(path: Path) -> Path:
    """The path of what a news entry has to name for a fact: an indicator, an objective, or the plan."""
    about = _about(path)
    # The registers are parts of the plan; an entry of the news excuses no other one.
    return about if about[0] in {OBJECTIVES, NEWS, RESULTS} else (_PLAN,)


def _subject(path: Path) -> str:
    """What a news entry has to name for a path, as it is written there."""
    path = _subject_path(path)
    if path[0] != OBJECTIVES:
        return _PLAN
    code = name_of_part(path[1])
    is_of_indicator = len(path) > 3 and path[2] == _INDICATORS
    return f"{code}#{name_of_part(path[3])}" if is_of_indicator else code


def _verdict_message(path: Path, recorded: Facts, present: Facts) -> str:
    name = "/".join(path)
    year, objective, indicator = (name_of_part(part) for part in path[1:])
    was = recorded.get(name)
    now = present.get(name, "non più definitivo")
    return (
        f"l'esito {year} di «{indicator}» era pubblicato come definitivo, «{was}», e ora è «{now}» senza un "
        "risultato o una rettifica nuovi: se è cambiato il metodo o il programma, o se la revisione di un "
        "atto di allora è scritta solo adesso, dirlo in novita.yml con «corregge: "
        f"[{objective}#{indicator}]»"
    )
