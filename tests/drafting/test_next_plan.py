"""The draft of the next plan: of an invented body, value by value, and of the real one."""

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.checks.checked_plan import check_plan
from generator.drafting.next_plan import DraftProblem
from generator.exporting.plan_workbook import read_contents
from generator.plan.succession import Reference, succession_of
from tests.conftest import PLAN_FOLDER, ROOT
from tests.drafting.body import INDICATORS, ONE, UFFICI, draft_of, write_body


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_body(tmp_path_factory.mktemp("ente") / "plan_data")
    assert [str(one) for one in check_plan(folder, folder.parent).diagnostics] == []
    return draft_of(folder).folder


@pytest.fixture(scope="module")
def contents(draft: Path) -> Mapping[str, Any]:
    return read_contents(draft)


def indicators(contents: Mapping[str, Any], file: str = "A") -> Mapping[str, Any]:
    return {one["id"]: one for one in contents[f"obiettivi/{file}.yml"]["indicatori"]}


@pytest.mark.parametrize("identifier", [name for name in INDICATORS if name != "stralciato"])
def test_what_an_indicator_begins_with(identifier: str, contents: Mapping[str, Any]) -> None:
    found, expected = indicators(contents)[identifier], INDICATORS[identifier][1]
    assert {name: found.get(name) for name in expected} == expected
    assert found["nome"] == f"L'indicatore {identifier} misura"


def test_the_objectives_are_those_in_force_with_their_ties(contents: Mapping[str, Any]) -> None:
    objectives = {content["codice"]: content for name, content in contents.items() if "obiettivi/" in name}
    ties = {
        code: {name: one[name] for name in ("padre", "peso", "contribuisce_a") if name in one}
        for code, one in objectives.items()
    }
    assert ties == {
        "A": {},
        # What has replaced D stands in its place, once.
        "B": {"contribuisce_a": ["E", "A"]},
        # Of two children with weights one is gone.
        "B.1": {"padre": "B"},
        "B.2.1": {"padre": "B"},
        "C": {},
        "C.1": {"padre": "C", "peso": "100%"},
        "D.1": {"padre": "E"},
        "E": {},
        "F": {},
    }
    assert {
        code: one["note_redazionali"] for code, one in objectives.items() if "note_redazionali" in one
    } == {
        "B": ["«da confermare»: le risorse e i campi del 2026, dal piano 2025-2027"],
        "B.1": ["«da completare»: il peso in B"],
        "B.2.1": ["«da confermare»: di chi fa parte: era di B.2, che non c'è più, ora di B"],
        "D.1": ["«da confermare»: di chi fa parte: era di D, che non c'è più, ora di E"],
        "F": ["«da confermare»: se riprenderlo, perché era sospeso dal 31/01/2026 con Deliberazione n. 9"],
    }


def test_what_belongs_to_the_old_document_is_left_out(draft: Path, contents: Mapping[str, Any]) -> None:
    assert {name: contents["obiettivi/B.yml"].get(name) for name in ("testo_documento", "campi", "note")} == {
        "testo_documento": None,
        "campi": {"personale": {"2026": "3"}, "portatori": ["Imprese"]},
        "note": ["la nota del documento"],
    }
    assert "stralciato" not in indicators(contents)
    assert sorted(one.name for one in draft.iterdir()) == ["obiettivi", "piano.yml", "uffici.yml"]


def test_the_head_of_the_plan(contents: Mapping[str, Any]) -> None:
    assert contents["piano.yml"] == {
        "ente": {"nome": "Comune di Vattelapesca"},
        "titolo": "Piano integrato 2026-2028 del Comune",
        "sezione": "Valore pubblico 2026/2028, dopo il 2024-2026",
        "anni": ["2026", "2027", "2028"],
        "anno_base": "2025",
        "atto_approvazione": "",
        "bozza": "true",
        "campi": [
            {
                "id": "personale",
                "etichetta": "Personale",
                "di": "obiettivo",
                "tipo": "numero",
                "per_anno": "sì",
            },
            {"id": "portatori", "etichetta": "Portatori", "di": "obiettivo", "tipo": "elenco"},
        ],
        "pesi": "uguali",
        "valutazione": {"tetto": "110%"},
    }


def test_objectives_and_indicators_continue_by_themselves(draft: Path) -> None:
    plans = [check_plan(folder, draft.parent).plan for folder in (draft.with_name("2025-2027"), draft)]
    succession = succession_of([plan for plan in plans if plan])
    for code, identifier in (("A", ""), ("A", "corretto"), ("E", ""), ("E", "uno")):
        reference = Reference("2026-2028", code, identifier)
        assert succession.previous(reference) == Reference("2025-2027", code, identifier)


def test_registers_are_copied_to_the_byte(draft: Path) -> None:
    assert (draft / "uffici.yml").read_text("utf-8") == UFFICI


def test_the_draft_has_no_errors_and_each_finding_says_what_to_do(draft: Path) -> None:
    checked = check_plan(draft, draft.parent)
    assert checked.is_valid
    assert checked.plan is not None
    assert checked.plan.is_draft
    # Besides the placeholders: a base, the condition of an indicator whose steps are over, act and document.
    others = [str(one) for one in checked.diagnostics if one.code != "W317"]
    assert [one.partition(": avviso ")[2].partition(":")[0] for one in others] == [
        *("W333", "W333", "W314"),
        *("W320", "W320"),
    ]
    notes = sum(path.read_text("utf-8").count("«da co") for path in draft.rglob("*.yml"))
    assert len(checked.diagnostics) - len(others) == notes
    for one in checked.diagnostics:
        assert re.search("scrivere|controllare", one.message), one


def test_the_same_plan_makes_the_same_draft_and_leaves_nothing_else(draft: Path, tmp_path: Path) -> None:
    again = draft_of(write_body(tmp_path / "altrove")).folder
    assert {path.relative_to(again): path.read_bytes() for path in again.rglob("*.yml")} == {
        path.relative_to(draft): path.read_bytes() for path in draft.rglob("*.yml")
    }
    assert sorted(one.name for one in again.parent.iterdir()) == ["2025-2027", "2026-2028"]


def test_a_year_later_the_results_of_two_years_are_before_the_plan(tmp_path: Path) -> None:
    folder = write_body(tmp_path / "plan_data")
    (folder / "rilevazioni" / "2026-12-31.yml").write_text("A: {corretto: 11}\n", "utf-8")
    found = indicators(read_contents(draft_of(folder, "2027-2029").folder))
    assert found["corretto"]["stato"] == {"2023": "4", "2024": "5", "2025": "7", "2026": "11"}
    assert found["corretto"]["target"] == {"2027": "10", "2028": "n.d.", "2029": "n.d."}
    assert found["anche-dopo"]["stato"] == {"2024": "6", "2025": "8", "2026": "1"}
    # Half a year does not stand for 2025.
    assert found["a-meta-anno"]["stato"] == {"2024": "6", "2026": "n.d."}


def test_a_plan_of_years_that_the_old_one_has_none_of(tmp_path: Path) -> None:
    checked = draft_of(write_body(tmp_path / "plan_data"), "2029-2030")
    assert checked.is_valid
    found = indicators(read_contents(checked.folder))
    assert found["corretto"]["stato"] == {"2023": "4", "2024": "5", "2025": "7", "2028": "n.d."}
    assert found["corretto"]["target"] == {"2029": "n.d.", "2030": "n.d."}
    assert found["corretto"]["note_redazionali"] == [
        "«da completare»: il valore di partenza del 2028 e i traguardi del 2029 e 2030"
    ]


def test_a_plan_of_one_year_is_followed_by_one_of_three(tmp_path: Path) -> None:
    folder = tmp_path / "plan_data" / "2025"
    texts = {
        "piano.yml": "ente: {nome: Ente}\ntitolo: PIAO 2025\nsezione: Dopo il 2023-2025\nanni: [2025]\n",
        "obiettivi/A.yml": f"codice: A\ntitolo: In testa\n{ONE.replace(', 2026: 1', '')}",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    checked = draft_of(folder)
    assert checked.is_valid
    head = read_contents(checked.folder)["piano.yml"]
    assert (head["titolo"], head["sezione"], head["anni"]) == (
        "PIAO 2026-2028",
        "Dopo il 2023-2025",
        ["2026", "2027", "2028"],
    )


def test_weights_that_a_suspended_indicator_no_longer_fits_in_are_to_be_confirmed(tmp_path: Path) -> None:
    folder = tmp_path / "plan_data" / "2025-2027"
    shutil.copytree(ROOT / "tests/data/bonifica-di-prova/plan_data/2025-2027", folder)
    (folder / "revisioni" / "2026-03-31.yml").write_text(
        "atto: Deliberazione n. 5\nmotivo: manca il drone\nBON01: {sfalcio: {peso: 60%}, rilievi: sospeso}\n",
        "utf-8",
    )
    checked = draft_of(folder)
    assert checked.is_valid
    contents = read_contents(checked.folder)
    # 60% + 40% in force, and the 20% that the suspended one had.
    assert {name: one["peso"] for name, one in indicators(contents, "BON01").items()} == {
        "sfalcio": "60%",
        "segnalazioni": "40%",
        "rilievi": "20%",
    }
    assert contents["obiettivi/BON01.yml"]["eccezioni"] == {
        "E306": "«da confermare»: i pesi, perché nel piano c'era qualcosa di sospeso (piano 2025-2027)"
    }
    # Dropped and replaced; suspended and resumed.
    assert sorted(name for name in contents if "obiettivi/" in name) == [
        "obiettivi/BON01.yml",
        "obiettivi/BON02.yml",
        "obiettivi/BON05.yml",
    ]
    assert "eccezioni" not in contents["obiettivi/BON02.yml"]
    assert indicators(contents, "BON02")["collaudi"]["note_redazionali"] == [
        "«da completare»: il traguardo del 2028",
        "«da confermare»: i traguardi del 2026 e 2027, dal piano 2025-2027",
        "«da confermare»: il valore di partenza del 2025 è il risultato al 30/06/2025 del piano 2025-2027, "
        "e l'anno non era finito",
    ]


def test_an_exception_for_the_whole_plan_stays_if_the_draft_needs_it(tmp_path: Path) -> None:
    folder = write_body(tmp_path / "plan_data")
    objective, plan = folder / "obiettivi" / "A.yml", folder / "piano.yml"
    text = objective.read_text("utf-8")
    for exception in (", eccezioni: {W314: così nel documento}", ", eccezioni: {W305: così nel documento}"):
        assert text.count(exception) == 1
        text = text.replace(exception, "")
    objective.write_text(text, "utf-8")
    with plan.open("a", encoding="utf-8") as file:
        file.write("eccezioni: {W314: manca nel documento, W305: così nel documento}\n")
    draft = read_contents(draft_of(folder).folder)
    assert draft["piano.yml"]["eccezioni"] == {
        "W314": "«da confermare»: manca nel documento (piano 2025-2027)"
    }
    assert "eccezioni" not in indicators(draft)["senza-condizione"]


@pytest.mark.parametrize(
    ("period", "message"),
    [
        (
            "2026/2028",
            "«2026/2028» non è un periodo: scrivere gli anni del piano, come 2025-2027, o l'anno, come 2025",
        ),
        ("../2026", "«../2026» non è un periodo"),
        ("2028-2026", "«2028-2026» non è il periodo di un piano: controllare gli anni"),
        ("2026-2082", "«2026-2082» non è il periodo di un piano: controllare gli anni"),
        ("2026-2026", "«2026-2026» è un anno solo: scrivere 2026"),
        ("2025-2027", "«2025-2027» c'è già e resta com'è: per rifarlo, togliere prima la cartella"),
        (
            "2025-2028",
            "il 2025-2028 non comincia dopo il 2025-2027, da cui si riparte: controllare gli anni, "
            "o dire un altro piano con --da",
        ),
        ("2023-2025", "il 2023-2025 non comincia dopo il 2025-2027"),
    ],
)
def test_a_period_that_cannot_follow(period: str, message: str, draft: Path) -> None:
    before = sorted(draft.parent.rglob("*"))
    with pytest.raises(DraftProblem) as caught:
        draft_of(draft.with_name("2025-2027"), period)
    assert message in str(caught.value)
    assert sorted(draft.parent.rglob("*")) == before


def test_the_draft_of_the_real_plan_has_only_what_is_to_be_given_or_confirmed(
    real_project: Path, tmp_path: Path
) -> None:
    shutil.copytree(PLAN_FOLDER, tmp_path / "plan_data" / PLAN_FOLDER.name)
    checked = draft_of(tmp_path / "plan_data" / PLAN_FOLDER.name)
    assert checked.is_valid
    assert checked.plan is not None
    found = Counter(one.code for one in checked.diagnostics)
    to_complete = [one for one in checked.diagnostics if one.message.startswith("«da completare»: ")]
    # Nothing has been measured, and no indicator has a target for 2028.
    assert len(to_complete) == checked.plan.indicator_count == 415
    to_confirm = [one for one in checked.diagnostics if one.message.startswith("«da confermare»: ")]
    assert found.pop("W317") == len(to_complete) + len(to_confirm)
    # The act and the document.
    assert found.pop("W320") == 2
    # The rest is what nobody has looked at in the plan before either.
    former = check_plan(PLAN_FOLDER, PLAN_FOLDER.parent)
    accepted = [one.diagnostic.code for one in former.suppressed]
    assert found <= Counter([*accepted, *(one.code for one in former.diagnostics)])
    assert found.total() < 10
