"""What is public can be changed only beside what it was: every way of changing it is found and named."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from generator.build.project import against_record
from generator.checks.check import check
from generator.loading.diagnostics import Diagnostics
from generator.plan.scoring.assessment import assess_plan
from generator.publishing.facts import facts_of
from generator.publishing.record import read_record, record_name, record_text
from tests.robustness.conftest import INVENTED_PROJECT

PERIOD = "2025-2026"
PLAN = f"plan_data/{PERIOD}"
TODAY = date(2026, 11, 1)
OS02, RECLAMI = f"{PLAN}/obiettivi/01_01_OS02.yml", "    stato: {2024: 14}"
OS01, YEAR_END = f"{PLAN}/obiettivi/01_01_OS01.yml", f"{PLAN}/rilevazioni/2025-12-31.yml"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented body, recorded as published."""
    root = tmp_path_factory.mktemp("pubblicato") / "progetto"
    shutil.copytree(INVENTED_PROJECT, root, ignore=shutil.ignore_patterns("site", ".cache"))
    facts = facts_now(root)
    (root / "pubblicato").mkdir()
    (root / record_name(PERIOD)).write_text(record_text(PERIOD, facts), "utf-8")
    return root


@pytest.fixture
def project(recorded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(recorded, tmp_path / "progetto"))


def facts_now(root: Path) -> dict[str, str]:
    (checked,) = check(root, today=TODAY).plans
    assert checked.plan
    return facts_of(checked.plan, assess_plan(checked.plan))


def found(root: Path) -> list[str]:
    """The errors of a check, without those that a change of the plan itself would make."""
    result = check(root, today=TODAY, further=partial(against_record, root))
    return [str(one) for one in result.diagnostics if one.code.startswith("E7")]


def replace(name: str, *changes: tuple[str, str]) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        text = path.read_text("utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"«{old}» is {text.count(old)} times in {name}"
            text = text.replace(old, new)
        path.write_text(text, "utf-8")

    return change


def remove(name: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return change


def rename(name: str, new: str) -> Callable[[Path], None]:
    return lambda root: (root / name).rename(root / new) and None


def document(root: Path) -> None:
    """Another document, with its right digest."""
    path = root / PLAN / "fonti" / "piano.txt"
    path.write_text("Un altro documento\n", "utf-8")
    digest = "08d0b0fa0ae1a5a3dc4e7ad2d7c8fa7cb0ba92c8b4f4e57d9d2ff0b1b9ec8ad7"
    replace(f"{PLAN}/piano.yml", (DIGEST, digest))(root)


DIGEST = "3629648b90984382e3b659cf4a84edb9987014b1aa8b8e0e611a82e88fcba64f"
INDICATOR = """\
  - id: ricerche
    nome: Ricerche
    formula: Numero di ricerche nell'anno
    tipologia: Volume
    unita: n.
    condizione: almeno
    stato: {2024: 5}
    target: {2025: 6, 2026: 7}
    peso: 20%
"""
#: Ways of changing what was published: the change, and of every error its place and what it names.
TAMPERING: Mapping[str, tuple[Callable[[Path], None], list[tuple[str, str]]]] = {
    "a target": (replace(OS01, ("2026: 12.500", "2026: 9.000")), [(f"{OS01}:20:34: errore E701", "12.500")]),
    "a target taken away": (replace(OS01, (", 2026: 12.500", "")), [(f"{OS01}:20:5: errore E702", "12.500")]),
    "a weight": (
        replace(
            OS01, ("    peso: 40%", "    peso: 30%"), ("2026: 6}\n    peso: 20%", "2026: 6}\n    peso: 30%")
        ),
        [(f"{OS01}:21:11: errore E701", "40%"), (f"{OS01}:30:11: errore E701", "20%")],
    ),
    "a condition": (
        replace(OS02, (f"al massimo\n{RECLAMI}", f"almeno\n{RECLAMI}")),
        [("01_01_OS02.yml", "«al massimo» era pubblicato e ora è «almeno»")],
    ),
    "a title": (
        replace(OS01, ("Una biblioteca aperta a tutti", "Una biblioteca per molti")),
        [(f"{OS01}:2:9: errore E701", "Una biblioteca aperta a tutti")],
    ),
    "a description": (
        replace(OS01, ("più ore di apertura", "meno ore di apertura")),
        [(f"{OS01}:7:14: errore E701", "Più prestiti, più incontri")],
    ),
    "the act of approval": (
        replace(f"{PLAN}/piano.yml", ("Deliberazione inventata n. 1", "Deliberazione inventata n. 2")),
        [(f"{PLAN}/piano.yml:7:20: errore E701", "Deliberazione inventata n. 1 del 15 gennaio 2025")],
    ),
    "the name of an indicator": (
        replace(OS01, ("nome: Prestiti", "nome: Prestiti e rinnovi")),
        [(f"{OS01}:14:11: errore E701", "Prestiti")],
    ),
    "the unit of an indicator": (
        replace(OS01, ("tipologia: Efficienza\n    unita: hh", "tipologia: Efficienza\n    unita: n.")),
        [(f"{OS01}:35:12: errore E701", "«hh» era pubblicato")],
    ),
    "a baseline": (replace(OS01, ("11.840", "11.480")), [(f"{OS01}:19:19: errore E701", "11.840")]),
    "an indicator taken away": (
        replace(OS01, ("id: incontri", "id: scuole")),
        [(f"{OS01}:12:1: errore E702", "l'indicatore «incontri»"), (f"{OS01}:22:5: errore E703", "«scuole»")],
    ),
    "an indicator added": (
        replace(OS01, ("2026: '8,0'}\n    peso: 20%\n", f"2026: '8,0'}}\n    peso: 20%\n{INDICATOR}")),
        [(f"{OS01}:49:5: errore E703", "l'indicatore «ricerche»")],
    ),
    "an objective taken away": (
        remove(f"{PLAN}/obiettivi/02_01_OS03.yml"),
        [(f"pubblicato/{PERIOD}.txt", "l'obiettivo «02_01_OS03» era pubblicato e non c'è più")],
    ),
    "a result overwritten": (
        replace(YEAR_END, ("  incontri: 9", "  incontri: 12")),
        [(f"{YEAR_END}:11:13: errore E701", "«9» era pubblicato e ora è «12»")],
    ),
    "a result taken away": (
        replace(YEAR_END, ("  incontri: 9\n", "")),
        [(f"{YEAR_END}:4:1: errore E702", "«incontri»")],
    ),
    "the results of a day taken away": (
        remove(f"{PLAN}/rilevazioni/2025-06-30.yml"),
        [(f"pubblicato/{PERIOD}.txt", "il risultato di tutti gli indicatori al 2025-06-30")],
    ),
    "the results of a day moved to another": (
        rename(f"{PLAN}/rilevazioni/2025-06-30.yml", f"{PLAN}/rilevazioni/2025-07-31.yml"),
        [(f"pubblicato/{PERIOD}.txt", "il risultato di tutti gli indicatori al 2025-06-30")],
    ),
    "a correction rewritten": (
        replace(YEAR_END, ("valore: 11.400", "valore: 12.100")),
        [
            (
                f"{YEAR_END}:9:17: errore E701",
                "«11.400» era pubblicato e ora è «12.100»: rimettere la rettifica",
            )
        ],
    ),
    "the day of a correction": (
        replace(YEAR_END, ("20/02/2026", "20/01/2026")),
        [(f"{YEAR_END}:7:5: errore E702", "20/02/2026")],
    ),
    "the source of the results": (
        replace(YEAR_END, ("determinazione inventata n. 3", "determinazione inventata n. 4")),
        [(f"{YEAR_END}:2:8: errore E701", "determinazione inventata n. 3")],
    ),
    "the method": (
        replace(f"{PLAN}/piano.yml", ("parzialmente raggiunto: 70%", "parzialmente raggiunto: 60%")),
        [
            ("01_01_OS02.yml: errore E704", "reclami"),
            ("01_02_OS01.yml: errore E704", "discariche-abusive"),
            ("01_02_OS02.yml: errore E704", "alberi"),
            (f"{PLAN}/piano.yml:24:53: errore E701", "«70%» era pubblicato e ora è «60%»"),
        ],
    ),
    "the document": (
        document,
        [(f"{PLAN}/piano.yml:21:11: errore E701", f"«{DIGEST}» era pubblicato")],
    ),
    "a news entry": (
        replace(f"{PLAN}/novita.yml", ("id: home-rifatta", "id: home-nuova")),
        [(f"{PLAN}/novita.yml", "«home-rifatta», «01/03/2025»,")],
    ),
    "an office of an objective": (
        replace(OS01, ("uffici: [biblioteca]", "uffici: []")),
        [(f"{OS01}", "«biblioteca»")],
    ),
    "a plan that is a draft again": (
        replace(f"{PLAN}/piano.yml", ("sezione:", "bozza: true\nsezione:")),
        [(f"{PLAN}/piano.yml:4:8: errore E701", "togliere «bozza»")],
    ),
    "a whole plan": (
        remove(PLAN),
        [(f"pubblicato/{PERIOD}.txt:1:1: errore E702", "il piano 2025-2026 era pubblicato e non c'è più")],
    ),
}


@pytest.mark.parametrize("way", TAMPERING)
def test_what_was_published_cannot_be_changed_without_a_word(way: str, project: Path) -> None:
    change, expected = TAMPERING[way]
    change(project)
    lines = found(project)
    assert len(lines) == len(expected), lines
    for line, (place, named) in zip(lines, expected, strict=True):
        assert all(part in line for part in place.split(": ")), line
        assert named in line


def test_what_is_as_it_was_is_no_change(project: Path) -> None:
    assert found(project) == []


FURTHER = "02_01_OS02:\n  frazioni-collegate: 60%\n"
#: Changes that are declared, or that say nothing else of what was promised.
ALLOWED: Mapping[str, Callable[[Path], None]] = {
    "another result": replace(
        f"{PLAN}/rilevazioni/2026-06-30.yml", ("01_01_OS01:\n", f"{FURTHER}01_01_OS01:\n")
    ),
    "a doubt of who transcribed": replace(
        OS01, ("    nome: Prestiti\n", "    nome: Prestiti\n    note_redazionali: [Da rileggere]\n")
    ),
    "a further correction": replace(
        YEAR_END, ("nuovi\n", "nuovi\n      - {data: 01/03/2026, valore: 11.500, motivo: mancava un mese}\n")
    ),
    "white space": replace(OS01, ("Una biblioteca aperta a tutti", "  Una biblioteca aperta a tutti  ")),
}


@pytest.mark.parametrize("way", ALLOWED)
def test_what_is_beside_what_was_published_is_no_undeclared_change(way: str, project: Path) -> None:
    ALLOWED[way](project)
    assert found(project) == []


def test_a_transcription_is_corrected_once_with_its_news(project: Path) -> None:
    replace(OS01, ("2026: 12.500", "2026: 12.050"))(project)
    news = project / PLAN / "novita.yml"
    declared = news.read_text("utf-8") + (
        "- id: prestiti-2026\n  data: 02/03/2026\n  titolo: Corretto un traguardo\n"
        "  testo: Era trascritto male.\n  corregge: [01_01_OS01#prestiti]\n"
    )
    news.write_text(declared, "utf-8")
    assert found(project) == []
    # From the next publication on, that news explains nothing else.
    (project / record_name(PERIOD)).write_text(record_text(PERIOD, facts_now(project)), "utf-8")
    replace(OS01, ("2026: 12.050", "2026: 9.000"))(project)
    (line,) = found(project)
    assert "«12.050» era pubblicato e ora è «9.000»" in line


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    facts = {
        "obiettivi/DIP-A~103/titolo": "Uno = due # tre",
        "obiettivi/DIP-A~103/descrizione": "",
        "piano/tipi/A: b": "x",
    }
    (tmp_path / "pubblicato").mkdir()
    (tmp_path / record_name("2025-2027")).write_text(record_text("2025-2027", facts), "utf-8")
    diagnostics = Diagnostics()
    (plan,) = read_record(tmp_path, diagnostics).values()
    assert (plan.facts, diagnostics.sorted()) == (facts, ())
