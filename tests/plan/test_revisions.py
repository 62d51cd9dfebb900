"""Verdicts by what was in force on their day: the revisions of `revision_cases.yml`, on the sample plan."""

import json
import tempfile
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.check import check
from generator.importing.readers.published_data import published_files
from generator.plan.changes import changes_of
from generator.plan.model import Plan
from generator.plan.revision_changes import field_changes, former_target
from generator.plan.scoring.assessment import PlanAssessment, assess_plan
from generator.plan.values import show
from generator.site.addresses import uris_of
from generator.site.views.plan import key_figures
from tests.opendata.in_memory import whole_document
from tests.sample_project import Project

CASES = yaml.load((Path(__file__).parent / "revision_cases.yml").read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 -- makes text only
HEAD = "atto: Delibera di prova\nmotivo: il bando è stato rinviato\n"
OBJECTIVE = "01_01_OS01"


def load(project: Any) -> Plan:
    result = check(project.root)
    assert not [one for one in result.diagnostics if one.code.startswith("E")], result.diagnostics
    (checked,) = result.plans
    assert checked.plan
    return checked.plan


def revise(project: Any, **texts: str) -> None:
    for day, text in texts.items():
        project.write(f"revisioni/{day.removeprefix('_').replace('_', '-')}.yml", f"{HEAD}{text}\n")


def load_case(project: Any, case: dict[str, Any]) -> Plan:
    for day, text in case["revisioni"].items():
        project.write(f"revisioni/{day}.yml", f"{HEAD}{text}\n")
    for day, text in case["rilevazioni"].items():
        project.write(f"rilevazioni/{day}.yml", f"{text}\n")
    if "indicatore" in case:
        name = f"obiettivi/{OBJECTIVE}.yml"
        item = "  - " + indent(case["indicatore"], "    ").strip() + "\n"
        project.write(name, project.path(name).read_text("utf-8") + item)
    return load(project)


def degree(text: str) -> Fraction | None:
    return None if text == "-" else Fraction(text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["caso"])
def test_case(case: dict[str, Any], project: Any) -> None:
    plan = load_case(project, case)
    assessment = assess_plan(plan)
    objective = plan.by_code[OBJECTIVE]
    found = []
    for year, identifier, *_ in case["esiti"]:
        one = assessment.of_indicator(objective, objective.indicator(identifier), int(year))
        found.append((year, identifier, one.status.value, one.achievement_rate))
    assert found == [(year, one, verdict, degree(rate)) for year, one, verdict, rate in case["esiti"]]
    scores = [
        (year, assessment.of_objective(objective, int(year)).score) for year, _ in case.get("obiettivo", [])
    ]
    assert scores == [(year, degree(rate)) for year, rate in case.get("obiettivo", [])]
    if "motivo" in case:
        year, identifier, reason = case["motivo"]
        indicator = objective.indicator(identifier)
        assert assessment.of_indicator(objective, indicator, int(year)).not_assessable == reason


def target(plan: Plan, year: int, indicator: str = "desk") -> str:
    return show(plan.by_code[OBJECTIVE].indicator(indicator).targets[year])


def test_the_approved_plan_stays_beside_the_one_in_force(project: Any) -> None:
    revise(project, _2025_07_31=f"{OBJECTIVE}:\n  desk: {{target: {{2026: 12}}}}")
    plan = load(project)
    desk = plan.by_code[OBJECTIVE].indicator("desk")
    assert show(desk.targets[2026]) == "12"
    assert show(desk.approved.targets[2026]) == "9"
    assert show(desk.in_force_on(date(2025, 7, 30)).targets[2026]) == "9"
    assert show(desk.in_force_on(date(2025, 7, 31)).targets[2026]) == "12"
    assert show(plan.by_code[OBJECTIVE].approved.indicator("desk").targets[2026]) == "9"


def test_the_plan_as_it_was_known_before_a_revision(project: Any) -> None:
    item = (
        "  - {id: visite, nome: Visite, formula: Numero di visite, tipologia: Volume, unita: n., "
        "condizione: almeno, target: {2026: 5}, peso: 40%}\n"
    )
    name = f"obiettivi/{OBJECTIVE}.yml"
    project.write(name, project.path(name).read_text("utf-8") + item)
    revise(
        project,
        _2025_07_31=f"{OBJECTIVE}:\n  desk: {{target: {{2026: 12}}}}",
        _2026_01_31=f"{OBJECTIVE}:\n  desk: {{peso: 30%}}\n  tempi: {{peso: 30%}}\n  visite: aggiunto",
        _2026_02_28=f"{OBJECTIVE}: stralciato",
    )
    plan = load(project)
    before, between = plan.known_on(date(2025, 7, 30)), plan.known_on(date(2025, 12, 31))
    assert (target(before, 2026), target(between, 2026), target(plan, 2026)) == ("9", "12", "12")
    assert [one.id for one in before.by_code[OBJECTIVE].indicators] == ["desk", "tempi"]
    assert [one.id for one in plan.by_code[OBJECTIVE].indicators] == ["desk", "tempi", "visite"]
    assert before.by_code[OBJECTIVE] == before.by_code[OBJECTIVE].approved
    assert not between.by_code[OBJECTIVE].indicator("desk").not_in_force
    assert plan.by_code[OBJECTIVE].indicator("desk").not_in_force.keys() == {2026}


def test_a_new_difference_is_worked_out_from_what_is_in_force(project: Any) -> None:
    name = f"obiettivi/{OBJECTIVE}.yml"
    project.replace(
        name,
        {
            "    target: {2025: 8, 2026: 9}\n": (
                "    rispetto_a: anno precedente\n    target: {2025: +1, 2026: +1}\n"
            )
        },
    )
    revise(project, _2025_07_31=f"{OBJECTIVE}:\n  desk: {{target: {{2025: +3}}}}")
    plan = load(project)
    # From 7 in 2024: 7 + 1 = 8 and 8 + 1 = 9; then 7 + 3 = 10 and 10 + 1 = 11.
    approved = plan.by_code[OBJECTIVE].indicator("desk").approved
    assert [show(approved.targets[year]) for year in (2025, 2026)] == ["8", "9"]
    assert [target(plan, year) for year in (2025, 2026)] == ["10", "11"]


def test_an_office_without_a_target_of_its_own_follows_the_indicator(project: Any) -> None:
    name = f"obiettivi/{OBJECTIVE}.yml"
    project.replace(
        name,
        {
            "    target: {2025: 8, 2026: 9}\n": (
                "    target: {2025: 8, 2026: 9}\n"
                "    per_ufficio: {sportello: {}, ragioneria: {target: {2025: 3, 2026: 4}}}\n"
            )
        },
    )
    revise(
        project,
        _2025_07_31=(
            f"{OBJECTIVE}:\n  desk:\n    target: {{2026: 12}}\n"
            "    per_ufficio: {ragioneria: {target: {2025: 2}}}"
        ),
    )
    plan = load(project)
    parts = {one.id: one for one in plan.by_code[OBJECTIVE].indicator("desk").parts}
    texts = {name: [show(value) for value in part.targets.values()] for name, part in parts.items()}
    assert texts == {"sportello": ["8", "12"], "ragioneria": ["2", "4"]}


def test_an_office_without_a_target_of_its_own_follows_a_difference_too(project: Any) -> None:
    name = f"obiettivi/{OBJECTIVE}.yml"
    written = (
        "    target:\n"
        "      2025: {valore: +1, rispetto_a: 2024}\n"
        "      2026: {valore: +2, rispetto_a: 2024}\n"
        "    per_ufficio: {sportello: {stato: {2024: 3}}, ragioneria: {target: {2025: 3, 2026: 4}}}\n"
    )
    project.replace(name, {"    target: {2025: 8, 2026: 9}\n": written})
    revise(project, _2025_07_31=f"{OBJECTIVE}:\n  desk: {{target: {{2026: +5}}}}")
    parts = {one.id: one for one in load(project).by_code[OBJECTIVE].indicator("desk").parts}
    texts = {one: {y: t.text for y, t in part.relative_targets.items()} for one, part in parts.items()}
    assert texts == {"sportello": {2025: "+1", 2026: "+5"}, "ragioneria": {}}


def test_an_added_child_weighs_on_top_of_the_approved_ones(project: Any) -> None:
    name = f"obiettivi/{OBJECTIVE}.yml"
    project.replace(name, {"ambito: 01_01\n": "ambito: 01_01\npadre: 01_02_OP01\npeso: 60%\n"})
    project.write(
        "obiettivi/01_01_OS02.yml",
        "codice: 01_01_OS02\ntitolo: Nuovo\nambito: 01_01\npadre: 01_02_OP01\npeso: 50%\nindicatori:\n"
        "  - {id: visite, nome: Visite, formula: Numero di visite, tipologia: Volume, unita: n., "
        "condizione: almeno, stato: {2024: 3}, target: {2026: 4}, peso: 100%}\n",
    )
    project.write("revisioni/2026-01-31.yml", f"{HEAD}01_01_OS02: aggiunto\n")
    project.write(
        "rilevazioni/2026-12-31.yml",
        f"{OBJECTIVE}: {{desk: 9, tempi: 4}}\n01_01_OS02: {{visite: 2}}\n01_02_OP01: {{incasso: 84%}}\n",
    )
    plan = load(project)
    # 60 of the approved child, 40 that are left to the parent's own indicators, 50 of the new child.
    assert assess_plan(plan).of_objective(plan.by_code["01_02_OP01"], 2026).score == Fraction(125, 150)


def test_the_day_of_a_step_is_put_off(project: Any) -> None:
    name = f"obiettivi/{OBJECTIVE}.yml"
    project.replace(
        name,
        {
            "    unita: n.\n    condizione: almeno\n    stato: {2024: 7}\n    target: {2025: 8, 2026: 9}\n": (
                "    fasi: [{nome: Avviso, entro: 31/03/2025}, {nome: Graduatoria, entro: 30/09/2025}]\n"
            )
        },
    )
    revise(project, _2025_07_31=f"{OBJECTIVE}:\n  desk: {{fasi: {{2: {{entro: 31/03/2026}}}}}}")
    project.write("rilevazioni/2025-12-31.yml", f"{OBJECTIVE}:\n  desk: {{fasi: {{1: 31/03/2025}}}}\n")
    plan = load(project)
    objective = plan.by_code[OBJECTIVE]
    desk = objective.indicator("desk")
    assert {one.id: [*one.targets] for one in desk.approved.parts} == {"1": [2025], "2": [2025]}
    assert {one.id: [*one.targets] for one in desk.parts} == {"1": [2025], "2": [2026]}
    found = assess_plan(plan).of_indicator(objective, desk, 2025)
    # The second step is one of 2026 now: in 2025 only the first one counts, and it was in time.
    assert (found.status.value, found.achievement_rate) == ("raggiunto", 1)
    (change,) = field_changes(plan, plan.revisions[0])
    assert (change.field, change.before, change.after) == ("fasi/2/entro", "30/09/2025", "31/03/2026")
    comes_back(project, plan)


def test_key_figures_count_what_is_in_force(project: Any) -> None:
    def figures() -> list[tuple[str, str]]:
        return [(one.value, one.label) for one in key_figures(load(project))][:4]

    # 2 indicators of the first objective and 5 of the second.
    assert figures()[:2] == [("2", "obiettivi"), ("7", "indicatori")]
    revise(project, _2025_07_31=f"{OBJECTIVE}:\n  desk: stralciato")
    assert figures()[:3] == [
        ("2", "obiettivi"),
        ("6", "indicatori"),
        ("1", "indicatore non più in vigore"),
    ]
    revise(project, _2025_09_30=f"{OBJECTIVE}: sospeso")
    assert figures()[:3] == [
        ("1", "obiettivo"),
        ("5", "indicatori"),
        ("1", "obiettivo non più in vigore"),
    ]
    revise(project, _2025_10_31=f"{OBJECTIVE}: ripreso")
    assert figures()[:3] == [
        ("2", "obiettivi"),
        ("6", "indicatori"),
        ("1", "indicatore non più in vigore"),
    ]


def test_two_acts_of_one_day_are_told_apart(project: Any) -> None:
    revise(
        project,
        _2025_07_31=f"{OBJECTIVE}:\n  desk: {{target: {{2026: 12}}, peso: 60%}}\n  tempi: {{peso: 40%}}",
    )
    revise(
        project,
        **{"2025_07_31_bilancio": f"{OBJECTIVE}:\n  desk: {{target: {{2026: 15}}}}\n  tempi: sospeso"},
    )
    plan = load(project)
    assert [one.name for one in plan.revisions] == ["2025-07-31", "2025-07-31-bilancio"]
    assert [
        (revision.name, one.indicator, one.field, one.before, one.after)
        for revision in plan.revisions
        for one in field_changes(plan, revision)
    ] == [
        ("2025-07-31", "desk", "target/2026", "9", "12"),
        ("2025-07-31", "desk", "peso", "50%", "60%"),
        ("2025-07-31", "tempi", "peso", "50%", "40%"),
        ("2025-07-31-bilancio", "desk", "target/2026", "12", "15"),
        ("2025-07-31-bilancio", "tempi", "vigore", "in vigore", "sospeso"),
    ]
    desk = plan.by_code[OBJECTIVE].indicator("desk")
    # What the first act said was in force on no day.
    former = former_target(desk, 2026)
    assert former is not None
    assert (show(former[0].targets[2026]), former[1]) == ("9", date(2025, 7, 30))
    assert show(desk.in_force_on(date(2025, 7, 30)).targets[2026]) == "9"
    assert show(desk.in_force_on(date(2025, 7, 31)).targets[2026]) == "15"
    keys = [one.key for one in changes_of(plan) if one.key.startswith("revisioni/")]
    assert keys == ["revisioni/2025-07-31", "revisioni/2025-07-31-bilancio"]
    comes_back(project, plan)


def test_a_name_a_formula_and_a_tolerance_are_changed(project: Any) -> None:
    revise(
        project,
        _2025_07_31=(
            f"{OBJECTIVE}:\n  desk: {{nome: Sportelli, formula: Numero di sportelli, condizione: pari a, "
            "tolleranza: 2}"
        ),
    )
    plan = load(project)
    desk = plan.by_code[OBJECTIVE].indicator("desk")
    assert (desk.name, desk.formula) == ("Sportelli", "Numero di sportelli")
    assert desk.approved.name == desk.in_force_on(date(2025, 7, 30)).name == "Desk"
    assert [(one.field, one.before, one.after) for one in field_changes(plan, plan.revisions[0])] == [
        ("nome", "Desk", "Sportelli"),
        ("formula", desk.approved.formula, "Numero di sportelli"),
        ("condizione", "almeno", "pari a"),
        ("tolleranza", "", "2"),
    ]
    comes_back(project, plan)


def test_the_tolerance_is_that_of_the_offices_too(project: Any) -> None:
    name = f"obiettivi/{OBJECTIVE}.yml"
    offices = "    per_ufficio: {sportello: {target: {2025: 5}}, ragioneria: {target: {2025: 3}}}\n"
    project.replace(name, {"    target: {2025: 8, 2026: 9}\n": offices})
    revise(project, _2025_07_31=f"{OBJECTIVE}:\n  desk: {{condizione: pari a, tolleranza: 2}}")
    parts = load(project).by_code[OBJECTIVE].indicator("desk").parts
    assert [show(part.tolerance) for part in parts if part.tolerance] == ["2", "2"]


def comes_back(project: Any, plan: Plan) -> None:
    """The plan is the same from its files and from what is published of it."""
    document = whole_document(plan, uris_of(plan, "https://sito.example/"))
    for revision in plan.revisions:
        project.remove(f"revisioni/{revision.name}.yml")
    for file, text in published_files(json.dumps(document).encode()).items():
        project.write(file, text)
    assert load(project) == plan


def test_the_verdict_of_a_measurement_says_whose_version_it_is_by(project: Any) -> None:
    revise(project, _2025_07_31=f"{OBJECTIVE}:\n  desk: {{target: {{2025: 16}}}}")
    project.write("rilevazioni/2025-06-30.yml", f"{OBJECTIVE}:\n  desk: 8\n")
    plan = load(project)
    objective = plan.by_code[OBJECTIVE]
    assessment: PlanAssessment = assess_plan(plan)
    found = assessment.of_indicator(objective, objective.indicator("desk"), 2025)
    assert found.as_of == date(2025, 6, 30)
    assert found.target is not None
    assert show(found.target) == "8"


NAMES = ("2025-03-31", "2025-09-30", "2025-09-30-bis", "2026-03-31", "2026-09-30")
STATES = st.sampled_from(["stralciato", "sospeso", "ripreso"])
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "target": st.dictionaries(st.sampled_from(["2025", "2026"]), st.integers(1, 99).map(str), min_size=1),
        "condizione": st.sampled_from(["almeno", "al massimo", "più di"]),
        "peso": st.sampled_from(["30%", "50%", "70%"]),
        "nome": st.sampled_from(["Sportelli", "Giorni"]),
        "formula": st.sampled_from(["Numero di sportelli", "Giorni medi"]),
        "tolleranza": st.sampled_from(["0", "2"]),
    },
)
OF_OBJECTIVE = STATES | st.fixed_dictionaries(
    {}, optional={"desk": VALUES | STATES, "tempi": VALUES | STATES}
)
#: Some of it makes no sense, such as what is dropped twice: the reader leaves that out.
FILES = st.dictionaries(st.sampled_from(NAMES), OF_OBJECTIVE)


def any_plan(project: Project) -> Plan:
    (checked,) = check(project.root).plans
    assert checked.plan
    return checked.plan


def write(project: Project, files: dict[str, Any]) -> None:
    for day, changes in files.items():
        project.write(f"revisioni/{day}.yml", HEAD + json.dumps({OBJECTIVE: changes})[1:-1] + "\n")


@given(files=FILES)
@settings(max_examples=40, deadline=None)
def test_the_plan_known_on_a_day_is_that_of_the_files_until_then(files: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder) / "progetto")
        approved = any_plan(project)
        write(project, files)
        plan = any_plan(project)
        assert tuple(one.approved for one in plan.objectives) == approved.objectives
        by_day: dict[str, list[str]] = {}
        for name in sorted(files, reverse=True):
            by_day.setdefault(name[:10], []).append(name)
        for day, names in by_day.items():
            for name in names:
                project.remove(f"revisioni/{name}.yml")
            assert plan.known_on(date.fromisoformat(day) - timedelta(days=1)) == any_plan(project)


@given(files=FILES)
@settings(max_examples=40, deadline=None)
def test_revisions_come_back_from_what_is_published(files: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder) / "progetto")
        write(project, files)
        plan = any_plan(project)
        document = whole_document(plan, uris_of(plan, "https://sito.example/"))
        for day in files:
            project.remove(f"revisioni/{day}.yml")
        for name, text in published_files(json.dumps(document).encode()).items():
            project.write(name, text)
        assert any_plan(project) == plan
