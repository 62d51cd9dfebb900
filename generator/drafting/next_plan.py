"""Draft of the next plan, from the folder of the plan before it: as a new folder, or not at all.

The registers are copied to the byte, all else is written anew, as `vetro import data` writes it. Exceptions
are kept where the draft still needs them, and marked to be confirmed: their reasons are of another document.
"""

import re
import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator.checks.calculation import parse_calculation
from generator.checks.checked_plan import CheckedPlan, check_plan
from generator.drafting.next_objectives import next_objectives
from generator.exporting.plan_workbook import read_contents
from generator.importing.readers.published_data import published_files
from generator.loading.placeholders import TO_CONFIRM
from generator.loading.plan_folder import OBJECTIVES_FOLDER, PLAN_FILE, REGISTER_FILES
from generator.opendata.dataset import FORMAT_VERSION
from generator.opendata.json_format import json_document
from generator.opendata.plan_document import Group, objective_document
from generator.opendata.source import NO_URIS
from generator.plan.errors import VetroError
from generator.plan.identifiers import PERIOD
from generator.plan.model import Objective, Plan

#: More years than a plan can have.
_MOST_YEARS = 10
_EXCEPTIONS, _CALCULATION = "eccezioni", "calcolo"
#: The rule about weights that do not add up, as those of an objective with a suspended indicator.
_WEIGHTS, _WEIGHTS_REASON = "E306", "i pesi, perché nel piano c'era qualcosa di sospeso"
_HINT = "# Quando il piano è approvato: scrivere l'atto e il documento, e togliere «bozza».\n"

_Content = Mapping[str, Any]
#: The reason of an exception from its place (code and id, empty for the whole plan), its rule, and the reason
#: in the plan before; empty if it is not to be written.
_Reason = Callable[[str, str, str, str], str]


class DraftProblem(VetroError):
    """A draft that cannot be written; the text says why, in Italian."""


def new_plan(plan: Plan, folder: Path, period: str) -> CheckedPlan:
    """Write the draft of the plan of a period (`2026-2028`) beside the folder of the one before it.

    Raises `DraftProblem`, and `OSError`.
    """
    years = _read_period(period)
    target = folder.with_name(period)
    if target.exists() or target.is_symlink():
        raise DraftProblem(f"«{period}» c'è già e resta com'è: per rifarlo, togliere prima la cartella")
    if years[0] <= plan.years[0]:
        raise DraftProblem(
            f"il {period} non comincia dopo il {plan.period}, da cui si riparte: controllare gli anni, "
            "o dire un altro piano con --da"
        )
    draft = _Draft(plan, years, read_contents(folder))
    registers = {name: (folder / name).read_bytes() for name in REGISTER_FILES if (folder / name).exists()}
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".bozza-") as work:
        new = Path(work) / period
        # The first time with places for reasons, only to see which exceptions the draft still needs.
        tried = _write(new, draft.files(_place) | registers)
        used = {(one.diagnostic.code, one.reason) for one in tried.suppressed}

        def reason(code: str, identifier: str, rule: str, text: str) -> str:
            is_used = (rule, _place(code, identifier, rule, text)) in used
            return f"{TO_CONFIRM}: {text} (piano {plan.period})" if is_used else ""

        written = _write(new, draft.files(reason) | registers)
        new.rename(target)
    return replace(written, folder=target)


def _read_period(period: str) -> tuple[int, ...]:
    if not PERIOD.match(period):
        raise DraftProblem(f"«{period}» non è un periodo: scrivere {PERIOD.advice}")
    first, _, last = period.partition("-")
    years = tuple(range(int(first), int(last or first) + 1))
    if last == first:
        raise DraftProblem(f"«{period}» è un anno solo: scrivere {first}")
    if not 0 < len(years) <= _MOST_YEARS:
        raise DraftProblem(f"«{period}» non è il periodo di un piano: controllare gli anni")
    return years


def _place(code: str, identifier: str, _rule: str, _text: str) -> str:
    """The place of an exception, by which it is known again."""
    return f"di {code or 'tutto il piano'} {identifier}".strip()


def _write(folder: Path, files: Mapping[str, bytes]) -> CheckedPlan:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return check_plan(folder, folder.parent)


class _Draft:
    """The files of the draft, from a plan and the contents of its files."""

    def __init__(self, plan: Plan, years: tuple[int, ...], contents: Mapping[str, Any]) -> None:
        self._former = plan
        self._plan = replace(
            plan, years=years, baseline_year=years[0] - 1, objectives=next_objectives(plan, years)
        )
        self._contents = contents

    def files(self, reason: _Reason) -> dict[str, bytes]:
        """The files but for the registers."""
        content_of = {
            content["codice"]: content
            for name, content in self._contents.items()
            if name.startswith(f"{OBJECTIVES_FOLDER}/")
        }
        document = {
            "formato": FORMAT_VERSION,
            "piano": self._head(reason),
            "ambiti": [],
            "uffici": {},
            "missioni": [],
            "rilevazioni": {},
            "novita": [],
            "obiettivi": [
                self._objective(one, content_of[one.code], reason) for one in self._plan.objectives
            ],
        }
        texts = published_files(json_document(document))
        modeline, _, rest = texts[PLAN_FILE].partition("\n")
        texts[PLAN_FILE] = f"{modeline}\n{_HINT}{rest}"
        return {name: text.encode() for name, text in texts.items() if name not in REGISTER_FILES}

    def _head(self, reason: _Reason) -> Group:
        """The content of piano.yml: that of the plan before, with other years and without its act."""
        old: _Content = self._contents[PLAN_FILE]
        years = self._plan.years
        new: Group = {
            "anni": [str(year) for year in years],
            "anno_base": str(self._plan.baseline_year),
            "atto_approvazione": "",
            "bozza": "true",
        }
        head: Group = {}
        for name, value in old.items():
            if name in ("titolo", "sezione"):
                head[name] = self._with_period(value)
            elif name == "anni":
                head |= new
            elif name not in {*new, "documento", _EXCEPTIONS}:
                head[name] = value
        return head | _exceptions(old, "", "", reason)

    def _with_period(self, text: str) -> str:
        """A text with the years of the next plan where it names those of the plan before."""
        old = self._former.years
        if old[0] == old[-1]:
            return re.sub(rf"(?<![-–/\d]){old[0]}(?!\d|\s*[-–/]\s*\d)", lambda _: self._new_period("-"), text)
        return re.sub(rf"\b{old[0]}(\s*[-–/]\s*){old[-1]}\b", lambda match: self._new_period(match[1]), text)

    def _new_period(self, sign: str) -> str:
        first, last = self._plan.years[0], self._plan.years[-1]
        return str(first) if first == last else f"{first}{sign}{last}"

    def _objective(self, objective: Objective, old: _Content, reason: _Reason) -> Group:
        """An objective, with the exceptions and the calculations that are no part of the plan itself."""
        document = objective_document(self._plan, objective, NO_URIS)
        kept = {one.id for one in objective.indicators}
        of_indicators = {one["id"]: one for one in old.get("indicatori", []) if one["id"] in kept}
        indicators = [
            {**one, **_calculation(of_indicators[str(one["id"])], kept)}
            | _exceptions(of_indicators[str(one["id"])], objective.code, str(one["id"]), reason)
            for one in document.pop("indicatori", [])
            if isinstance(one, dict)
        ]
        written = {_EXCEPTIONS: {_WEIGHTS: _WEIGHTS_REASON, **old.get(_EXCEPTIONS, {})}}
        document |= _exceptions(written, objective.code, "", reason)
        return {**document, "indicatori": [*indicators]} if indicators else document


def _calculation(old: _Content, ids: Collection[str]) -> Group:
    """The calculation of an indicator, as long as all its parts are there."""
    text = old.get(_CALCULATION)
    return {_CALCULATION: text} if text and {*parse_calculation(text).names} <= {*ids} else {}


def _exceptions(old: _Content, code: str, identifier: str, reason: _Reason) -> Group:
    """The exceptions of an objective, an indicator or the plan that are still needed."""
    reasons = {rule: reason(code, identifier, rule, text) for rule, text in old.get(_EXCEPTIONS, {}).items()}
    kept: Group = {rule: text for rule, text in reasons.items() if text}
    return {_EXCEPTIONS: kept} if kept else {}
