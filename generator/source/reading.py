"""Reads the file of one objective: all that can be told of it without looking at the others."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.plan.model import Objective
from generator.plan.values import show
from generator.source import shapes
from generator.source.acknowledgements import AcceptedCode, exceptions_of_objective
from generator.source.findings import Finding, Findings, Place
from generator.source.kinship import Member, figure_of, uncommon
from generator.source.material import Material
from generator.source.objectives import ObjectiveContext, read_objective
from generator.source.places import Places
from generator.source.rule_book import check_data, check_objective
from generator.source.structure import Record, check_record
from generator.source.tree import parse
from generator.source.wording import Wording, words_of


class ObjectiveFile(Struct, frozen=True):
    """Where the file of an objective lies, and how findings name it."""

    path: Path
    name: str


class Reading(Struct, frozen=True):
    """What a file holds. `objective` is `None` if its code or area could not be made out.

    `code` is the one written in it, with its place; `ids` are those of its indicators, even of those that
    could not be read. `members` and `wordings` are what rules compare with other objectives.
    """

    name: str
    code: tuple[str, Place] | None
    objective: Objective | None
    ids: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    accepted: tuple[AcceptedCode, ...] = ()
    members: tuple[Member, ...] = ()
    wordings: tuple[Wording, ...] = ()


def read_objective_file(
    file: ObjectiveFile, data: bytes, context: ObjectiveContext, places: Places
) -> Reading:
    """Read a file and apply the rules about single objectives; places of its parts go into `places`."""
    findings = Findings()
    node = parse(data, file.name, findings)
    record = check_record(node, shapes.OBJECTIVE, findings) if node else None
    findings.extend(check_data(file.name, data.decode("utf-8", errors="replace")))
    if record is None:
        return Reading(file.name, None, None, findings=findings.sorted())
    objective = read_objective(record, file.path.stem, context, places, findings)
    years, baseline_year = context.indicators.years, context.indicators.baseline_year
    material = Material(record, objective, places, years, baseline_year)
    findings.extend(check_objective(material))
    accepted = exceptions_of_objective(file.name, record, findings)
    code = record.filled("codice")
    return Reading(
        name=file.name,
        code=(code.text, code.place) if code else None,
        objective=objective,
        ids=frozenset(one.text("id") for one in material.indicator_records()),
        findings=findings.sorted(),
        accepted=accepted,
        members=tuple(_members(material)),
        wordings=tuple(_wordings(record)),
    )


def _members(material: Material) -> Iterator[Member]:
    first = material.years[0] if material.years else None
    for objective, indicator in material.indicators():
        target = indicator.targets.get(first) if first else None
        baseline = indicator.baseline
        yield Member(
            objective=objective.code,
            id=indicator.id,
            indicator=words_of(indicator.name),
            formula=words_of(indicator.formula),
            type=indicator.type,
            unit=indicator.unit.value,
            unit_text=indicator.unit_text,
            baseline=figure_of(baseline),
            mark=uncommon(baseline),
            target=figure_of(target),
            target_text=show(target) if target is not None else "",
            type_place=material.place(objective, indicator, "tipologia"),
            unit_place=material.place(objective, indicator, "unita"),
            target_place=material.place(objective, indicator, "target", str(first)),
        )


def _wordings(record: Record) -> Iterator[Wording]:
    for indicator in record.records("indicatori"):
        if formula := indicator.filled("formula"):
            yield Wording(words_of(formula.text), formula.place, record.text("codice"))
