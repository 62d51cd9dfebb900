"""The readers of measurements and of the assessment policy: results, and messages for every mistake."""

import shutil
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from generator.checks.checked_plan import CheckedPlan, check_plan
from generator.loading.diagnostics import Diagnostic, Severity
from generator.plan.measurement import Correction, Measurement, NotYet
from generator.plan.policy import DEFAULT_TRAJECTORIES, Policy, Status, Trajectory
from generator.plan.values import Day, Number, Percentage
from generator.site.views.measurements import measurement_view

INVENTED = Path(__file__).parents[1] / "data" / "ente-di-prova" / "plan_data" / "2025-2026"
JUNE = date(2025, 6, 30)
MEASUREMENTS = "rilevazioni/2025-06-30.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The plan of the invented body, without its measurements and policy."""
    copy = tmp_path / INVENTED.name
    shutil.copytree(INVENTED, copy)
    shutil.rmtree(copy / "rilevazioni")
    (copy / "rilevazioni").mkdir()
    text = (copy / "piano.yml").read_text("utf-8")
    (copy / "piano.yml").write_text(text.partition("valutazione:")[0], "utf-8")
    return copy


def load(folder: Path, text: str, name: str = MEASUREMENTS) -> CheckedPlan:
    (folder / name).write_text(text, "utf-8")
    return check_plan(folder, folder)


def read(folder: Path, text: str) -> tuple[Measurement, ...]:
    loaded = load(folder, text)
    assert said(loaded) == []
    assert loaded.plan is not None
    return loaded.plan.measurements


def read_policy(folder: Path, text: str) -> CheckedPlan:
    head = (folder / "piano.yml").read_text("utf-8")
    (folder / "piano.yml").write_text(head + text, "utf-8")
    return check_plan(folder, folder)


def said(loaded: CheckedPlan) -> list[tuple[int, int, str, str]]:
    """The errors; warnings of rules about the invented plan are left out."""
    return [(f.location.line, f.location.column, f.code, f.message) for f in _errors(loaded)]


def _errors(loaded: CheckedPlan) -> list[Diagnostic]:
    return [diagnostic for diagnostic in loaded.diagnostics if diagnostic.severity is Severity.ERROR]


def test_the_invented_body_has_no_mistakes() -> None:
    loaded = check_plan(INVENTED, INVENTED)
    assert said(loaded) == []
    assert loaded.plan is not None
    assert {found.day for found in loaded.plan.measurements} == {
        date(2025, 6, 30),
        date(2025, 12, 31),
        date(2026, 6, 30),
    }


def test_a_bare_value_has_the_source_of_its_file(folder: Path) -> None:
    (found,) = read(folder, "fonte: Monitoraggio\n01_01_OS01:\n  incontri: 3\n")
    assert found == Measurement(
        "01_01_OS01", "incontri", date(2025, 6, 30), Number(Decimal(3)), source="Monitoraggio"
    )


def test_a_value_may_have_a_note_and_a_source_of_its_own(folder: Path) -> None:
    (found,) = read(
        folder,
        "fonte: Monitoraggio\n01_01_OS01:\n  incontri: {valore: 3, nota: due saltati, fonte: registro}\n",
    )
    assert (found.note, found.source) == ("due saltati", "registro")


def test_the_reason_of_a_deviation_is_shown_beside_the_value(folder: Path) -> None:
    text = "01_01_OS01:\n  incontri: {valore: 3, motivo_scostamento: due sale chiuse}\n"
    loaded = load(folder, text)
    assert loaded.plan is not None
    (found,) = loaded.plan.measurements
    assert found.deviation_reason == "due sale chiuse"
    indicator = loaded.plan.by_code["01_01_OS01"].indicator("incontri")
    assert measurement_view(found, indicator).deviation_reason == "due sale chiuse"


def test_a_correction_stands_beside_the_published_value(folder: Path) -> None:
    (found,) = read(
        folder,
        """\
01_01_OS01:
  incontri:
    valore: 9
    rettifiche:
      - {data: 15/09/2025, valore: 7, motivo: due contati due volte}
      - {data: 20/10/2025, valore: 8, motivo: uno non era stato contato}
""",
    )
    assert found.original == Number(Decimal(9))
    assert found.value == Number(Decimal(8))
    assert found.corrections[0] == Correction(Number(Decimal(7)), "due contati due volte", date(2025, 9, 15))


def test_a_reason_stands_in_place_of_a_value(folder: Path) -> None:
    (found,) = read(folder, "01_01_OS01:\n  incontri: {non_valutabile: scuole chiuse}\n")
    assert (found.value, found.not_assessable) == (None, "scuole chiuse")


def test_an_event_may_still_be_to_come(folder: Path) -> None:
    (found,) = read(folder, "01_01_OP02:\n  bando-dei-corsi: Non ancora\n")
    assert found.value == NotYet("Non ancora")


def test_an_event_may_fall_on_the_very_day(folder: Path) -> None:
    (found,) = read(folder, "01_01_OP02:\n  bando-dei-corsi: 30/06/2025\n")
    assert found.value == Day(JUNE)


def test_what_is_left_empty_was_not_measured(folder: Path) -> None:
    assert (
        read(folder, "fonte:\n01_01_OS01:\n  incontri:\n  prestiti: {valore: , nota: }\n01_01_OS02:\n") == ()
    )


def test_a_plan_without_measurements_is_complete(folder: Path) -> None:
    shutil.rmtree(folder / "rilevazioni")
    loaded = check_plan(folder, folder)
    assert loaded.is_valid
    assert loaded.plan is not None
    assert loaded.plan.measurements == ()


# text of the file; line, column, code and message of the one diagnostic
MISTAKES = [
    (
        "01_01_OS09:\n  incontri: 3\n",
        (1, 1, "E402", "l'obiettivo «01_01_OS09» non c'è nel piano; forse «01_01_OS02»?"),
    ),
    (
        "01_01_OS01:\n  incontrii: 3\n",
        (2, 3, "E402", "l'indicatore «incontrii» non c'è in 01_01_OS01; forse «incontri»?"),
    ),
    (
        "01_01_OS01:\n  incontri: 3%\n",
        (
            2,
            13,
            "E404",
            "«3%» (percentuale) non si confronta con il traguardo (numero): scriverlo come nel piano",
        ),
    ),
    (
        "01_01_OP01:\n  certificati: 70/100 residenti\n",
        (
            2,
            16,
            "E404",
            "«70/100 residenti» non è riferito alla quantità del traguardo: scriverlo come nel piano",
        ),
    ),
    (
        "01_01_OS01:\n  incontri: non ancora\n",
        (2, 13, "E404", "«non ancora» si dice solo di una data; qui l'unità è «n.»"),
    ),
    (
        "01_01_OP02:\n  bando-dei-corsi: 01/07/2025\n",
        (
            2,
            20,
            "E404",
            "«01/07/2025» viene dopo il giorno della rilevazione: un fatto futuro si scrive «non ancora»",
        ),
    ),
    (
        "01_01_OS01:\n  incontri: {non_valutabile: }\n",
        (2, 14, "E403", "«non_valutabile» vuole un motivo: chi legge deve sapere perché"),
    ),
    (
        "01_01_OS01:\n  incontri: {valore: 3, non_valutabile: scuole chiuse}\n",
        (2, 25, "E403", "«valore» e «non_valutabile» si escludono: tenere uno dei due"),
    ),
    (
        "01_01_OS01:\n  incontri: {nota: scuole chiuse}\n",
        (2, 14, "E403", "manca «valore», oppure «non_valutabile» con il motivo"),
    ),
    (
        "01_01_OS01:\n  incontri:\n    rettifiche: [{data: 15/09/2025, valore: 7, motivo: errore}]\n",
        (3, 5, "E403", "si rettifica un valore pubblicato: lasciarlo in «valore»"),
    ),
    (
        "01_01_OS01:\n  incontri:\n    valore: 9\n    rettifiche: [{data: 29/06/2025, valore: 7, motivo: x}]",
        (4, 25, "E405", "una rettifica viene dopo la rilevazione e le altre rettifiche: controllare la data"),
    ),
    (
        "- 01_01_OS01\n",
        (1, 1, "E203", "qui ci vogliono gli obiettivi («01_01_OS01:»), e sotto ciascuno i suoi indicatori"),
    ),
    (
        "01_01_OS01: 3\n",
        (1, 13, "E203", "sotto «01_01_OS01» ci vogliono i suoi indicatori, uno per riga («desk: 2»)"),
    ),
    ("fonte: [a, b]\n", (1, 8, "E203", "«fonte» vuole un testo")),
]


@pytest.mark.parametrize(("text", "diagnostic"), MISTAKES)
def test_a_mistake_is_reported_at_its_location(
    folder: Path, text: str, diagnostic: tuple[int, int, str, str]
) -> None:
    assert said(load(folder, text)) == [diagnostic]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("giugno.yml", "«giugno» non è una data: il file prende il nome dal giorno, come 2025-06-30.yml"),
        (
            "2025-06-31.yml",
            "«2025-06-31» non è una data: il file prende il nome dal giorno, come 2025-06-30.yml",
        ),
        ("2024-12-31.yml", "il 2024 non è un anno del piano (2025, 2026)"),
    ],
)
def test_a_file_is_named_after_a_day_of_the_plan(folder: Path, name: str, message: str) -> None:
    loaded = load(folder, "01_01_OS01:\n  incontri: 3\n", f"rilevazioni/{name}")
    assert said(loaded) == [(1, 1, "E401", message)]
    assert loaded.plan is not None
    assert loaded.plan.measurements == ()


def test_all_mistakes_of_a_file_are_reported_in_one_run(folder: Path) -> None:
    loaded = load(folder, "x:\n01_01_OS01:\n  incontri: 3%\n  prestiti: tanti\n", "rilevazioni/ieri.yml")
    assert [(f.location.line, f.code) for f in _errors(loaded)] == [(1, "E401"), (1, "E402"), (4, "E304")]


def test_an_objective_with_mistakes_is_not_reported_as_unknown_too(folder: Path) -> None:
    path = folder / "obiettivi" / "01_01_OS01.yml"
    path.write_text(path.read_text("utf-8").replace("codice: 01_01_OS01", "codice: x"), "utf-8")
    assert [found[2] for found in said(load(folder, "01_01_OS01:\n  incontri: 3\n"))] == ["E206"]


def test_an_indicator_with_mistakes_is_not_reported_as_unknown_too(folder: Path) -> None:
    path = folder / "obiettivi" / "01_01_OS01.yml"
    path.write_text(path.read_text("utf-8").replace("peso: 40%", "peso: -40%"), "utf-8")
    assert [found[2] for found in said(load(folder, "01_01_OS01:\n  prestiti: 3\n"))] == ["E305"]


def test_without_a_policy_the_default_applies(folder: Path) -> None:
    loaded = check_plan(folder, folder)
    assert loaded.plan is not None
    assert loaded.plan.policy == Policy()
    assert loaded.plan.policy.is_default


def test_labels_alone_are_no_policy(folder: Path) -> None:
    loaded = read_policy(folder, "valutazione:\n  etichette: {raggiunto: conseguito}\n")
    assert loaded.plan is not None
    assert loaded.plan.policy.is_default
    assert loaded.plan.policy.label(Status.ACHIEVED) == "conseguito"


def test_the_policy_of_the_body(folder: Path) -> None:
    loaded = read_policy(
        folder,
        """\
valutazione:
  smvp: Delibera n. 7
  soglie: {raggiunto: 95%, parzialmente raggiunto: '62,5%', in linea: 80%}
  tetto: 120%
  tolleranza: 2%
  andamento: {Efficacia: lineare}
""",
    )
    assert said(loaded) == []
    assert loaded.plan is not None
    assert loaded.plan.policy == Policy(
        achieved=Fraction(19, 20),
        partly=Fraction(5, 8),
        on_track=Fraction(4, 5),
        cap=Fraction(6, 5),
        tolerance=Fraction(1, 50),
        trajectories={"Efficacia": Trajectory.LINEAR},
        reference="Delibera n. 7",
        is_default=False,
    )


def test_what_the_policy_leaves_out_is_the_default(folder: Path) -> None:
    loaded = read_policy(folder, "valutazione:\n  soglie: {parzialmente raggiunto: 50%}\n")
    assert loaded.plan is not None
    policy = loaded.plan.policy
    assert (policy.achieved, policy.partly, policy.trajectories) == (1, Fraction(1, 2), DEFAULT_TRAJECTORIES)
    assert not policy.is_default


def test_the_two_thresholds_may_be_one(folder: Path) -> None:
    loaded = read_policy(folder, "valutazione:\n  soglie: {parzialmente raggiunto: 100%}\n")
    assert said(loaded) == []
    assert loaded.plan is not None
    assert loaded.plan.policy.final_status(Fraction(99, 100)) is Status.MISSED


# the lines under `valutazione:`; code and message of the one diagnostic
WRONG_POLICIES = [
    (
        "soglie: {quasi: 50%}",
        "«quasi» non è una soglia: sono «raggiunto», «parzialmente raggiunto», «in linea»",
    ),
    ("soglie: {raggiunto: 120%}", "«120%»: qui ci vuole una percentuale da 0 a 100"),
    ("tetto: 90%", "«90%»: qui ci vuole una percentuale da 100 a 200"),
    (
        "soglie: {raggiunto: 60%, parzialmente raggiunto: 80%}",
        "«parzialmente raggiunto» vuole più di «raggiunto»: la prima soglia va sotto la seconda",
    ),
    ("andamento: {Volume: cumulativo}", "«cumulativo» non è un andamento; forse «cumulato»?"),
    ("etichette: {raggiunta: sì}", "«raggiunta» non è un esito; forse «raggiunto»?"),
]


@pytest.mark.parametrize(("line", "message"), WRONG_POLICIES)
def test_a_mistake_in_the_policy(folder: Path, line: str, message: str) -> None:
    found = said(read_policy(folder, f"valutazione:\n  {line}\n"))
    assert [(code, text) for _, _, code, text in found] == [("E406", message)]


def with_lines(folder: Path, *lines: str) -> CheckedPlan:
    """The plan with lines appended to the last indicator («gradimento») of the objective 01_01_OS01."""
    path = folder / "obiettivi" / "01_01_OS01.yml"
    path.write_text(path.read_text("utf-8") + "".join(f"    {line}\n" for line in lines), "utf-8")
    return check_plan(folder, folder)


def test_what_an_indicator_says_of_its_own_assessment(folder: Path) -> None:
    loaded = with_lines(folder, "andamento: lineare", "tolleranza: 0,1", "non_valutabile: {2026: si vedrà}")
    assert said(loaded) == []
    assert loaded.plan is not None
    indicator = loaded.plan.by_code["01_01_OS01"].indicator("gradimento")
    assert indicator.trajectory is Trajectory.LINEAR
    assert indicator.tolerance == Number(Decimal("0.1"))
    assert indicator.not_assessable == {2026: "si vedrà"}


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        (
            "andamento: a caso",
            "E406",
            "«a caso» non è un andamento; scrivere «cumulato», «livello», «lineare»",
        ),
        ("tolleranza: -1", "E406", "«-1» non è una tolleranza: scrivere una quantità"),
        ("tolleranza: n.d.", "E406", "«n.d.» non è una tolleranza: scrivere una quantità"),
        ("non_valutabile: {2031: mai}", "E210", "«2031» non è un anno del piano (2025, 2026)"),
        (
            "non_valutabile: {2025: }",
            "E403",
            "«non_valutabile» vuole un motivo: chi legge deve sapere perché",
        ),
    ],
)
def test_a_mistake_in_what_an_indicator_says(folder: Path, line: str, code: str, message: str) -> None:
    assert [found[2:] for found in said(with_lines(folder, line))] == [(code, message)]


def test_a_date_has_no_tolerance(folder: Path) -> None:
    path = folder / "obiettivi" / "01_01_OP02.yml"
    path.write_text(path.read_text("utf-8") + "    tolleranza: 3\n", "utf-8")
    message = "con l'unità «data» non c'è tolleranza: il valore è quello o non lo è"
    assert [found[2:] for found in said(check_plan(folder, folder))] == [("E406", message)]


def test_a_percentage_is_read_by_the_indicator_s_unit(folder: Path) -> None:
    (found,) = read(folder, "01_01_OS02:\n  biologico: 54,5\n")
    assert found.value == Percentage(Decimal("54.5"))
