"""New results beside those that are there: added, equal, corrected, refused; nothing is lost."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.checks.checked_plan import check_plan
from generator.importing.imported_plan import ImportingError
from generator.importing.measurements.day_files import HowToChange
from generator.importing.measurements.importing import ResultsImport, import_results
from generator.importing.measurements.reading import read_results_of
from generator.loading.diagnostics import Severity
from tests.importing.measurements.conftest import plan_in
from tests.importing.measurements.test_slips import table

JUNE, TODAY = date(2026, 6, 30), date(2026, 7, 10)
TODAY_ONLY = HowToChange(TODAY)
FILE = "rilevazioni/2026-06-30/ragioneria.yml"
HEADINGS = ("Codice", "Indicatore", "Valore", "Nota", "Fonte")
DECLARED = (*HEADINGS, "Grado dichiarato", "Non valutabile: perché")
DAYS, SHARE = "Tempo medio di pagamento", "Fatture pagate nei termini"
FIRST = """\
# yaml-language-server: $schema=../../../schema/rilevazione.json
OB.2.1:
  tempo-medio:
    valore: 27
    fonte: piattaforma
"""


def run(
    folder: Path,
    *sheets: Sequence[Sequence[Any]],
    how: HowToChange = TODAY_ONLY,
    partial: bool = False,
) -> ResultsImport:
    """Import sheets, named in their order: `1.xlsx`, `2.xlsx`."""
    plan = plan_in(folder)
    readings = [
        read_results_of(Path(f"{number}.xlsx"), [table(with_headings(rows))], plan, JUNE, "ragioneria")
        for number, rows in enumerate(sheets, start=1)
    ]
    result = import_results(readings, plan, folder, how, partial=partial)
    # What is written is sound.
    plan_in(folder)
    return result


def with_headings(rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    return [*rows] if rows[0][0] == HEADINGS[0] else [HEADINGS, *rows]


def said(result: ResultsImport) -> list[str]:
    return [str(one) for one in result.findings]


def text_of(folder: Path, name: str = FILE) -> str:
    return (folder / name).read_text("utf-8") if (folder / name).exists() else ""


def test_new_results_make_the_file_of_the_office(folder: Path) -> None:
    result = run(folder, [("OB.2.1", DAYS, "27", "", "piattaforma")])
    assert (said(result), [file.name for file in result.written]) == ([], [FILE])
    assert text_of(folder) == FIRST


def test_other_results_are_added_in_the_order_of_the_plan(folder: Path) -> None:
    run(folder, [("OB.2.2", "Incontri con i quartieri", "3", "", "")])
    run(folder, [("OB.2.1", DAYS, "27", "", "piattaforma")])
    assert text_of(folder) == FIRST + "OB.2.2:\n  incontri: 3\n"


def test_the_same_again_changes_nothing(folder: Path) -> None:
    run(folder, [("OB.2.1", DAYS, "27", "", "piattaforma")])
    before = (folder / FILE).stat().st_mtime_ns
    result = run(folder, [("OB.2.1", DAYS, "27,0", "", "piattaforma")])
    assert [(file.added, file.corrected, file.unchanged) for file in result.written] == [(0, 0, 1)]
    assert (folder / FILE).stat().st_mtime_ns == before


def test_another_value_is_refused(folder: Path) -> None:
    run(folder, [("OB.2.1", DAYS, "27", "", "piattaforma")])
    result = run(folder, [("OB.2.1", DAYS, "29", "", ""), ("OB.2.1", SHARE, "85%", "", "")])
    assert said(result) == [
        "1.xlsx, Foglio1!C2: errore E403: «29»: c'è già «27», e un valore pubblicato non si cancella: "
        "aggiungere una rettifica (--rettifica MOTIVO), o riscriverlo con --force se non è ancora pubblicato"
    ]
    # All or nothing: the other row of the file is not written either.
    assert (result.written, result.refused, text_of(folder)) == ((), (FILE,), FIRST)


def test_with_a_reason_it_is_a_correction(folder: Path) -> None:
    run(folder, [("OB.2.1", DAYS, "27", "", "piattaforma")])
    result = run(
        folder,
        [("OB.2.1", DAYS, "29", "", "piattaforma")],
        how=HowToChange(TODAY, reason="mancavano le fatture di giugno"),
    )
    assert [file.corrected for file in result.written] == [1]
    assert text_of(folder) == FIRST + (
        "    rettifiche:\n"
        "      - data: 10/07/2026\n"
        "        valore: 29\n"
        "        motivo: mancavano le fatture di giugno\n"
    )
    # What counts is the correction: the same value again is no other.
    assert said(run(folder, [("OB.2.1", DAYS, "29", "", "")])) == []


def test_with_force_it_replaces_the_value(folder: Path) -> None:
    run(folder, [("OB.2.1", DAYS, "27", "", "piattaforma")])
    run(folder, [("OB.2.1", DAYS, "29", "", "piattaforma")], how=HowToChange(TODAY, force=True))
    assert text_of(folder) == FIRST.replace("27", "29")


def test_words_are_added_and_none_is_overwritten(folder: Path) -> None:
    run(folder, [("OB.2.1", DAYS, "27", "", "piattaforma")])
    result = run(folder, [("OB.2.1", DAYS, "27", "stima", "registro")])
    assert said(result) == [
        "1.xlsx, Foglio1!C2: dubbio: «fonte» è già «piattaforma», e resta: il foglio dice «registro» "
        "(--force lo riscrive)"
    ]
    assert text_of(folder) == FIRST + "    nota: stima\n"


@pytest.mark.parametrize("sheets", [2, 1])
def test_an_indicator_twice_is_neither(folder: Path, sheets: int) -> None:
    rows = [("OB.2.1", DAYS, "27", "", ""), ("OB.2.1", DAYS, "28", "", "")]
    result = run(folder, *([[row] for row in rows] if sheets == 2 else [rows]))
    place = "2.xlsx, Foglio1!C2" if sheets == 2 else "1.xlsx, Foglio1!C3"
    message = f"«{DAYS}» (OB.2.1) c'è già in 1.xlsx, Foglio1!C2: tenere una riga sola"
    assert said(result) == [f"{place}: errore E207: {message}"]
    assert text_of(folder) == ""


def test_two_files_of_one_office_are_one(folder: Path) -> None:
    result = run(folder, [("OB.2.1", DAYS, "27", "", "piattaforma")], [("OB.2.1", SHARE, "85%", "", "")])
    assert said(result) == []
    assert text_of(folder) == FIRST + "  fatture: 85%\n"


def test_a_result_in_the_file_of_the_day_is_corrected_there(folder: Path) -> None:
    (folder / "rilevazioni").mkdir()
    (folder / "rilevazioni" / "2026-06-30.yml").write_text("OB.2.1: {tempo-medio: 27}\n", "utf-8")
    result = run(folder, [("OB.2.1", DAYS, "29", "", ""), ("OB.2.1", SHARE, "85%", "", "")], partial=True)
    assert said(result) == [
        "1.xlsx, Foglio1!C2: errore E207: quel giorno c'è già «27», in rilevazioni/2026-06-30.yml: "
        "correggerlo lì"
    ]
    assert text_of(folder).endswith("OB.2.1:\n  fatture: 85%\n")
    assert said(run(folder, [("OB.2.1", DAYS, "27", "", "")])) == []


def test_a_declared_degree_and_a_reason_for_no_value_are_written(folder: Path) -> None:
    rows = [
        DECLARED,
        ("OB.2.1", DAYS, "27", "", "piattaforma", "90", ""),
        ("OB.2.1", SHARE, "", "", "", "", "la piattaforma è ferma dal 1° maggio"),
    ]
    assert [one for one in said(run(folder, rows)) if "W405" not in one] == []
    written = FIRST + (
        "    grado_dichiarato: 90%\n  fatture:\n    non_valutabile: la piattaforma è ferma dal 1° maggio\n"
    )
    assert text_of(folder) == written
    # The same again changes nothing, and a value in the place of a reason is no correction.
    assert [file.unchanged for file in run(folder, rows).written] == [2]
    how = HowToChange(TODAY, reason="ora c'è")
    result = run(folder, [("OB.2.1", SHARE, "85%", "", "")], how=how)
    assert said(result) == [
        "1.xlsx, Foglio1!C2: errore E403: «85%»: c'è già un motivo per non valutarlo, e un valore pubblicato "
        "non si cancella: riscriverlo con --force se non è ancora pubblicato"
    ]
    result = run(folder, [DECLARED, ("OB.2.1", DAYS, "", "", "", "", "la piattaforma è ferma")])
    assert said(result) == [
        "1.xlsx, Foglio1!C2: errore E403: non valutabile: c'è già «27», e un valore pubblicato non si "
        "cancella: riscriverlo con --force se non è ancora pubblicato"
    ]
    assert text_of(folder) == written


def test_of_a_part_its_own_degree_is_written(folder: Path) -> None:
    (folder / "obiettivi" / "OB-9.yml").write_text(OF_OFFICES, "utf-8")
    rows = [DECLARED, ("OB.9", "Tempi", "8", "", "", "100%", "")]
    assert said(run(folder, rows)) == []
    wanted = (
        "OB.9:\n  tempi:\n    per_ufficio:\n      ragioneria:\n"
        "        valore: 8\n        grado_dichiarato: 100%\n"
    )
    assert text_of(folder).partition("\n")[2] == wanted
    # Of one that is there already it is added.
    (folder / FILE).write_text("OB.9: {tempi: {per_ufficio: {ragioneria: 8}}}\n", "utf-8")
    assert said(run(folder, rows)) == []
    assert text_of(folder).partition("\n")[2] == wanted
    rows = [DECLARED, ("OB.9", "Tempi", "", "", "", "", "manca il registro")]
    assert said(run(folder, rows)) == [
        "1.xlsx, Foglio1!C2: errore E403: di una fase o di un ufficio solo non si dice che non è "
        "valutabile: scrivere n.d."
    ]


def test_comments_of_an_editor_are_not_lost(folder: Path) -> None:
    (folder / FILE).parent.mkdir(parents=True)
    written = "OB.2.1:\n  # ricontrollato\n  tempo-medio: 27\n"
    (folder / FILE).write_text(written, "utf-8")
    result = run(folder, [("OB.2.1", SHARE, "85%", "", "")])
    assert "ha dei commenti, che andrebbero persi" in said(result)[0]
    assert text_of(folder) == written


def test_a_day_that_is_to_come_is_refused(folder: Path) -> None:
    result = run(folder, [("OB.2.1", DAYS, "27", "", "")], how=HowToChange(date(2026, 6, 29)), partial=True)
    assert said(result) == [
        f"{FILE}: errore E407: il 30/06/2026 deve ancora venire (oggi, a Roma, è il 29/06/2026): "
        "controllare il giorno"
    ]
    assert text_of(folder) == ""


def test_a_value_far_from_the_plan_is_said_with_its_cell(folder: Path) -> None:
    result = run(folder, [("OB.2.1", DAYS, "2.700.000", "", "")])
    assert [str(one).partition(":")[0] for one in result.findings] == ["1.xlsx, Foglio1!C2"]
    assert [one.code for one in result.findings] == ["W402"]
    assert "tempo-medio: 2.700.000" in text_of(folder)


def test_a_file_that_cannot_be_read_stops_the_import(folder: Path) -> None:
    plan = plan_in(folder)
    reading = read_results_of(
        Path("1.xlsx"), [table([HEADINGS, ("OB.2.1", DAYS, "27", "", "")])], plan, JUNE, "ragioneria"
    )
    (folder / FILE).parent.mkdir(parents=True)
    (folder / FILE).write_text("OB.2.1: [", "utf-8")
    with pytest.raises(ImportingError, match="il file ha errori: vetro check dice quali"):
        import_results([reading], plan, folder, HowToChange(TODAY))


def test_a_link_that_leads_out_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "altrove").mkdir()
    (folder / "rilevazioni").mkdir()
    (folder / "rilevazioni" / "2026-06-30").symlink_to(tmp_path / "altrove")
    with pytest.raises(ImportingError, match="è un collegamento"):
        run(folder, [("OB.2.1", DAYS, "27", "", "")])
    assert [*(tmp_path / "altrove").iterdir()] == []


OF_OFFICES = (
    "codice: OB.9\ntitolo: Tempi\nuffici: [ragioneria]\nindicatori:\n  - id: tempi\n    nome: Tempi\n"
    "    unita: giorni\n    condizione: al massimo\n    per_ufficio:\n"
    "      ragioneria: {target: {2026: 9}}\n      lavori-pubblici: {target: {2026: 12}}\n"
)
PARTS: Mapping[str, str] = {
    "rilevazioni/2026-06-30/ragioneria.yml": "OB.9:\n  tempi: {per_ufficio: {ragioneria: 8}, nota: stima}\n",
    "rilevazioni/2026-06-30/lavori-pubblici.yml": (
        "OB.9:\n  tempi:\n    per_ufficio: {lavori-pubblici: 13}\n    rettifiche:\n"
        "      - {data: 10/07/2026, per_ufficio: {lavori-pubblici: 12}, motivo: contato male}\n"
    ),
}


def test_parts_from_two_offices_are_one_measurement(folder: Path) -> None:
    (folder / "obiettivi" / "OB-9.yml").write_text(OF_OFFICES, "utf-8")
    for name, text in PARTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (measurement,) = plan_in(folder).measurements
    assert measurement.original is not None
    assert measurement.value is not None
    assert measurement.original.text() == "ragioneria: 8; lavori-pubblici: 13"
    assert measurement.value.text() == "ragioneria: 8; lavori-pubblici: 12"
    assert measurement.note == "stima"
    # The same part in both is an error.
    (folder / "rilevazioni/2026-06-30/terzo.yml").write_text(PARTS["rilevazioni/2026-06-30/ragioneria.yml"])
    found = [str(one) for one in check_plan(folder, folder).diagnostics if one.severity is Severity.ERROR]
    assert found == [
        "rilevazioni/2026-06-30/terzo.yml:2:10: errore E207: «tempi» di OB.9 quel giorno è già in "
        "rilevazioni/2026-06-30/ragioneria.yml, riga 2: tenerlo in un file solo"
    ]
