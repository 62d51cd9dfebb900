"""Skeletons are valid from the start and never overwrite an existing file."""

import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator.checks.check import check
from generator.checks.checked_plan import check_plan
from generator.loading.skeletons import SkeletonProblem, new_measurements, new_objective, new_revision
from generator.plan.model import Plan
from generator.plan.own_fields import FieldKind
from generator.plan.values import show
from generator.plan.weighting import Weighting
from tests.conftest import ROOT
from tests.site.test_tree import write_plan


def plan_of(project: Any) -> Plan:
    plan = check_plan(project.path(""), project.root).plan
    assert plan is not None
    return plan


def test_a_new_objective_has_only_texts_to_be_written(project: Any) -> None:
    path = new_objective(plan_of(project), project.path(""), "01_02_OS07")
    assert path == project.path("obiettivi/01_02_OS07.yml")
    found = [
        str(diagnostic).partition("01_02_OS07.yml:")[2] for diagnostic in check(project.root).diagnostics
    ]
    assert found == [
        "3:9: avviso W317: «da completare» è un segnaposto: scrivere il testo",
        "15:11: avviso W317: «da completare» è un segnaposto: scrivere il testo",
    ]


def test_its_optional_lines_are_right_once_they_are_uncommented(project: Any) -> None:
    path = new_objective(plan_of(project), project.path(""), "01_02_OS07")
    lines = path.read_text("utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("# missione"))
    for number in range(first, lines.index("indicatori:")):
        lines[number] = lines[number].removeprefix("# ").removeprefix("#")
    path.write_text("\n".join(lines).replace("«da completare»", "Fatto") + "\n", "utf-8")
    assert check(project.root).diagnostics == ()


#: Lines of an indicator that are comments at first → those that they take the place of.
OPTIONAL = {
    "scala:": ("unita:", "condizione:"),
    "verso:": ("condizione:",),
    "2023:": (),
    "2025: {condizione": ("2025: n.d.",),
    "rispetto_a:": (),
    "traguardi_intermedi:": (),
    "fasi:|  - {nome: una fase": ("target:", "2025: n.d.", "2026: n.d."),
    "per_ufficio:|  ragioneria:": ("target:", "2025: n.d.", "2026: n.d."),
    "formula:": (),
    "fonte:": (),
    "verifica:": (),
    "uffici:": (),
}


@pytest.mark.parametrize("optional", OPTIONAL)
def test_each_optional_line_of_an_indicator_is_right_once_it_is_uncommented(
    optional: str, project: Any
) -> None:
    path = new_objective(plan_of(project), project.path(""), "01_02_OS07")
    head, _, body = path.read_text("utf-8").partition("indicatori:\n")
    lines = body.splitlines()
    for wanted in optional.split("|"):
        found = [number for number, line in enumerate(lines) if line.lstrip().startswith(f"# {wanted}")]
        assert len(found) == 1, wanted
        lines[found[0]] = lines[found[0]].replace("# ", "", 1)
    for replaced in OPTIONAL[optional]:
        found = [number for number, line in enumerate(lines) if line.lstrip().startswith(replaced)]
        assert len(found) == 1, replaced
        del lines[found[0]]
    text = "\n".join([f"{head}indicatori:", *lines]).replace("«da completare»", "Fatto")
    path.write_text(f"{text}\n", "utf-8")
    assert [str(one) for one in check(project.root).diagnostics] == []


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "OS1",
            "«OS1» non è un codice di obiettivo: il codice dell'ambito, «_», la sigla del tipo e due cifre",
        ),
        ("../01_01_OS09", "non è un codice di obiettivo"),
        ("01_09_OS01", "l'ambito 01_09 non è in ambiti.yml; forse «01_02»?"),
        ("01_01_XX01", "«XX» non è un tipo di piano.yml: OS, OP"),
        ("01_01_OS01", "01_01_OS01.yml c'è già e resta com'è"),
    ],
)
def test_an_objective_that_cannot_be_prepared(code: str, message: str, project: Any) -> None:
    before = project.path("obiettivi/01_01_OS01.yml").read_bytes()
    with pytest.raises(SkeletonProblem) as caught:
        new_objective(plan_of(project), project.path(""), code)
    assert message in str(caught.value)
    assert project.path("obiettivi/01_01_OS01.yml").read_bytes() == before


def test_new_measurements_list_what_can_be_measured_by_office(project: Any) -> None:
    project.replace("obiettivi/01_02_OP01.yml", {"{2025: 82%, 2026: 84%}": "{2025: n.d., 2026: 84%}"})
    path = new_measurements(plan_of(project), project.path(""), "2025-06-30")
    assert path == project.path("rilevazioni/2025-06-30.yml")
    assert path.read_text("utf-8") == (
        "# yaml-language-server: $schema=../../schema/rilevazione.json\n"
        "# Scrivere il valore dopo i due punti, come nel piano; il vuoto è «non rilevato».\n"
        "# Con una nota:  desk: {valore: 5, nota: tre in presenza e due a distanza}\n"
        "\n"
        "# Ragioneria\n"
        "01_02_OP01:  # Bilancio\n"
        "  approvazione:  # Approvazione del bilancio (data): entro 15/12/2025\n"
        "  spesa:  # Spesa per il personale (€): al massimo 1.200.000 €\n"
        "  relazione:  # Relazione pubblicata (sì/no): pari a sì\n"
        "  formazione:  # Formazione (h): almeno 08:00\n"
        "\n"
        "# Sportello\n"
        "01_01_OS01:  # Sportello per le imprese\n"
        "  desk:  # Desk (n.): almeno 8\n"
        "  tempi:  # Tempi di risposta (gg): al massimo 4\n"
    )
    assert check(project.root).diagnostics == ()


def test_measurements_say_how_a_text_and_a_scale_are_written(project: Any) -> None:
    project.replace(
        "obiettivi/01_01_OS01.yml",
        {
            "unita: n.\n    condizione: almeno": "unita: testo",
            "{2024: 7}": "{2024: niente}",
            "{2025: 8, 2026: 9}": "{2025: protocollo firmato, 2026: protocollo attuato}",
            "unita: gg\n    condizione: al massimo": "scala: [basso, medio]\n    condizione: almeno",
            '{2024: "4,20"}': "{2024: basso}",
            "{2025: 4, 2026: 4}": "{2025: {condizione: pari a, valore: medio}, 2026: medio}",
        },
    )
    lines = new_measurements(plan_of(project), project.path(""), "2025-06-30").read_text("utf-8").splitlines()
    assert "  desk:  # Desk (testo): protocollo firmato  {valore: …, grado_dichiarato: 80%}" in lines
    assert "  tempi:  # Tempi di risposta (scala: basso, medio): pari a medio" in lines


def test_a_new_revision_lists_what_is_in_force(project: Any) -> None:
    path = new_revision(plan_of(project), project.path(""), "2026-01-31", ["01_01_OS01"])
    assert path == project.path("revisioni/2026-01-31.yml")
    assert path.read_text("utf-8") == (
        "# yaml-language-server: $schema=../../schema/revisione.json\n"
        "atto: «da completare»\n"
        "motivo: «da completare»\n"
        "# Sotto ogni obiettivo solo ciò che cambia: togliere «# » alle righe che servono, scrivere i "
        "valori\n"
        "# nuovi, cancellare le altre. Un obiettivo o un indicatore intero: stralciato, sospeso, aggiunto.\n"
        "\n"
        "01_01_OS01:  # Sportello per le imprese\n"
        "  # desk:  # Desk\n"
        "  #   target:\n"
        "  #     2026: 9\n"
        "  #   condizione: almeno\n"
        "  #   peso: 50%\n"
        "  # tempi:  # Tempi di risposta\n"
        "  #   target:\n"
        "  #     2026: 4\n"
        "  #   condizione: al massimo\n"
        "  #   peso: 50%\n"
    )


def test_its_lines_are_right_once_they_are_uncommented(project: Any) -> None:
    path = new_revision(plan_of(project), project.path(""), "2026-01-31", ["01_01_OS01"])
    text = (
        path.read_text("utf-8").replace("  # desk:", "  desk:").replace("  #     2026: 9", "      2026: 12")
    )
    text = text.replace("  #   target:", "    target:", 1).replace("«da completare»", "Fatto", 2)
    path.write_text(text, "utf-8")
    assert check(project.root).diagnostics == ()
    assert show(plan_of(project).by_code["01_01_OS01"].indicator("desk").targets[2026]) == "12"


def test_hours_of_a_new_revision_are_right_once_they_are_uncommented(tmp_path: Path) -> None:
    plan = check_plan(ROOT / "tests" / "data" / "due-periodi" / "plan_data" / "2025-2027", ROOT).plan
    assert plan is not None
    lines = new_revision(plan, tmp_path, "2025-11-30", ["A.2"]).read_text("utf-8").splitlines()
    assert '  #     2025: "32:00"' in lines


def test_a_revision_of_another_objective_cannot_be_prepared(project: Any) -> None:
    with pytest.raises(SkeletonProblem, match=r"01_01_OS02.*forse «01_01_OS01»"):
        new_revision(plan_of(project), project.path(""), "2026-01-31", ["01_01_OS02"])
    assert not project.path("revisioni").exists()


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("30/06/2025", "«30/06/2025» non è una data: scriverla come 2025-06-30"),
        ("2025-06-31", "«2025-06-31» non è una data: scriverla come 2025-06-30"),
        ("2024-06-30", "il 2024 non è un anno del piano (2025, 2026)"),
    ],
)
def test_measurements_that_cannot_be_prepared(day: str, message: str, project: Any) -> None:
    with pytest.raises(SkeletonProblem) as caught:
        new_measurements(plan_of(project), project.path(""), day)
    assert str(caught.value) == message


def test_measurements_are_never_overwritten(project: Any) -> None:
    path = new_measurements(plan_of(project), project.path(""), "2025-06-30")
    path.write_text("01_01_OS01:\n  desk: 5\n", "utf-8")
    with pytest.raises(SkeletonProblem, match=r"2025-06-30.yml c'è già e resta com'è"):
        new_measurements(plan_of(project), project.path(""), "2025-06-30")
    assert path.read_text("utf-8") == "01_01_OS01:\n  desk: 5\n"


@pytest.mark.parametrize(
    ("weighting", "weight"), [("percentuale", "peso: 100%"), ("punti", "peso: 1 "), ("uguali", "")]
)
def test_a_new_objective_weighs_as_the_plan_does(weighting: str, weight: str, project: Any) -> None:
    plan = replace(plan_of(project), weighting=Weighting(weighting))
    text = new_objective(plan, project.path(""), "01_02_OS07").read_text("utf-8")
    assert ("peso:" in text) == bool(weight)
    assert weight in text


def test_a_new_objective_offers_only_what_the_plan_has(tmp_path: Path) -> None:
    folder = tmp_path / "2025-2026"
    folder.mkdir()
    (folder / "piano.yml").write_text("ente:\n  nome: Ente\ntitolo: Piano\nanni: [2025, 2026]\n", "utf-8")
    plan = check_plan(folder, tmp_path).plan
    assert plan is not None
    text = new_objective(plan, folder, "OB.1.2").read_text("utf-8")
    for register in ("missione", "area_responsabilita", "uffici", "ambito", "tipo:", "tipologia", "padre"):
        assert register not in text
    assert new_objective(plan, folder, "DIP-A/03") == folder / "obiettivi" / "DIP-A-03.yml"


def test_a_new_objective_offers_a_mission_without_programmes(project: Any) -> None:
    plan = plan_of(project)
    mission = replace(plan.objectives[0].programme, mission_code="01", code="", name="")
    alone = replace(plan, objectives=(replace(plan.objectives[0], programme=mission),))
    assert "\n# missione: 01\n" in new_objective(alone, project.path(""), "01_02_OS07").read_text("utf-8")


def test_a_new_objective_of_a_tree_offers_its_ties(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "2025-2026")
    plan = check_plan(folder, tmp_path).plan
    assert plan is not None
    path = new_objective(plan, folder, "P1C1/R1.2")
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if re.match(r"(# )?(padre|contribuisce_a|peso):", line)] == [
        "padre: P1",
        "# contribuisce_a: [P1C1]",
        "# peso: 75%",
    ]


def test_a_new_objective_has_kind_and_area_as_fields_where_the_codes_do_not_have_them(tmp_path: Path) -> None:
    kinds = "tipi: {VP: Valore pubblico, AZ: Azioni}"
    folder = write_plan(tmp_path / "2025-2026", {"anno_base: 2024\n": f"anno_base: 2024\n{kinds}\n"})
    (folder / "ambiti.yml").write_text(
        "- {codice: A.1, nome: Montagna}\n- {codice: A.2, nome: Mare}\n", "utf-8"
    )
    plan = check_plan(folder, tmp_path).plan
    assert plan is not None
    path = new_objective(plan, folder, "P9")
    fields = [line for line in path.read_text("utf-8").splitlines() if re.match("(tipo|ambito|padre):", line)]
    assert fields == ["tipo: VP".ljust(34) + " # uno tra VP, AZ", "ambito: A.1", "padre: P1"]
    checked = check_plan(folder, tmp_path)
    assert checked.plan is not None
    new = checked.plan.by_code["P9"]
    assert (new.kind, new.area and new.area.name) == ("VP", "Montagna")
    assert {one.code for one in checked.diagnostics if one.location.file.endswith("P9.yml")} == {"W317"}


def test_a_new_objective_offers_the_fields_of_the_body_for_an_indicator(project: Any) -> None:
    text = project.path("piano.yml").read_text("utf-8")
    field = "  - {id: sdg, etichetta: Agenda 2030, di: indicatore, tipo: elenco}\n"
    project.write("piano.yml", f"{text}campi:\n{field}")
    written = new_objective(plan_of(project), project.path(""), "01_02_OS07").read_text("utf-8")
    assert "    # campi:\n    #   sdg: [una voce]\n" in written


def test_new_measurements_have_no_headings_without_offices(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "2025-2026")
    plan = check_plan(folder, tmp_path).plan
    assert plan is not None
    text = new_measurements(plan, folder, "2026-06-30").read_text("utf-8")
    assert text.partition("\n\n")[2].startswith("P1C1/I1.1.1:  # Punti di facilitazione\n  punti:  # ")
    assert "Senza ufficio" not in text


def test_a_new_objective_offers_the_fields_of_the_body(project: Any) -> None:
    fields = "".join(
        f"  - {{id: {kind.name.lower()}, etichetta: Campo, di: obiettivo, tipo: {kind.value}}}\n"
        for kind in FieldKind
    )
    per_year = "  - {id: fondi, etichetta: Fondi, di: obiettivo, tipo: importo, per_anno: sì}\n"
    text = project.path("piano.yml").read_text("utf-8")
    project.write("piano.yml", f"{text}campi:\n{fields}{per_year}")
    path = new_objective(plan_of(project), project.path(""), "01_02_OS07")
    written = path.read_text("utf-8")
    assert "#   fondi: {2025: 27.300 €, 2026: 27.300 €}\n" in written
    start, end = written.index("# campi:"), written.index("# descrizione")
    lines = [line.removeprefix("# ").removeprefix("#") for line in written[start:end].splitlines()]
    path.write_text(written[:start] + "\n".join(lines) + "\n" + written[end:], "utf-8")
    found = check(project.root).diagnostics
    assert {one.code for one in found} == {"W317"}
    objective = plan_of(project).by_code["01_02_OS07"]
    assert len(objective.own) == len(FieldKind) + 1
