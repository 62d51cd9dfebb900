"""What is taken over from an earlier build is what would be made anew, whatever changed in between."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.robustness.conftest import PLAN, built, copy_project, retitle
from tests.robustness.test_same_every_time import flip


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        path = project / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def removed(name: str) -> Callable[[Path], None]:
    return lambda project: (project / name).unlink()


def another_objective(project: Path) -> None:
    folder = project / PLAN / "obiettivi"
    text = (folder / "01_01_OS02.yml").read_text(encoding="utf-8")
    (folder / "01_01_OS09.yml").write_text(text.replace("01_01_OS02", "01_01_OS09"), encoding="utf-8")


def another_id(project: Path) -> None:
    for path in (project / OBJECTIVE, *(project / PLAN / "rilevazioni").iterdir()):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("id: reclami", "id: reclami-fondati").replace("  reclami:", "  reclami-fondati:"),
            encoding="utf-8",
        )


OBJECTIVE = f"{PLAN}/obiettivi/01_01_OS02.yml"
CHANGES: dict[str, Callable[[Path], None]] = {
    "title": replaced(OBJECTIVE, "Mense scolastiche più buone", "Mense scolastiche migliori"),
    "money": replaced(OBJECTIVE, "risorse: risorse interne", "risorse: 1.000,00 €"),
    "target": replaced(OBJECTIVE, "2026: 70%", "2026: 72%"),
    "type": replaced(OBJECTIVE, "tipologia: Salute economica", "tipologia: Efficienza"),
    "id of an indicator": another_id,
    "another office": replaced(OBJECTIVE, "uffici: [scuole-e-mense]", "uffici: [scuole-e-mense, segreteria]"),
    "another objective": another_objective,
    "result": replaced(
        f"{PLAN}/rilevazioni/2026-06-30.yml", "costo-del-pasto: 5,45 €", "costo-del-pasto: 5,55 €"
    ),
    "one objective less": removed(f"{PLAN}/obiettivi/01_01_OS09.yml"),
    "name of an office": replaced(f"{PLAN}/uffici.yml", "nome: Biblioteca", "nome: Biblioteca civica"),
    "name of an area": replaced(f"{PLAN}/ambiti.yml", "nome: Macchina comunale", "nome: Il Comune"),
    "threshold": replaced(f"{PLAN}/piano.yml", "parzialmente raggiunto: 70%", "parzialmente raggiunto: 60%"),
    "news": replaced(f"{PLAN}/novita.yml", "Approvato il piano", "Approvato finalmente il piano"),
    "content": replaced("content/note-legali.md", "Il Comune", "Questo Comune"),
    "template": replaced("theme/pages/objective.html", "<h1", '<h1 lang="it"'),
    "configuration": replaced(
        "site_config.yml", "site_name: Amministrazione", "site_name: La nostra amministrazione"
    ),
    "all results of a day": removed(f"{PLAN}/rilevazioni/2026-06-30.yml"),
}


def test_a_build_after_each_change_is_the_build_from_nothing(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "progetto")
    last = built(project)
    for name, change in CHANGES.items():
        change(project)
        taken_over = built(project)
        assert taken_over != last, name
        copy = tmp_path / "copia"
        shutil.copytree(project, copy, ignore=shutil.ignore_patterns("site", ".cache"))
        # All but the frame, which has tests of its own.
        (copy / ".cache").mkdir()
        for frame in (project / ".cache").glob("frame-*"):
            shutil.copy(frame, copy / ".cache")
        assert built(copy) == taken_over, name
        shutil.rmtree(copy)
        last = taken_over


def test_nothing_damaged_is_taken_over(project: Path) -> None:
    random = Random("damage")  # noqa: S311 - places, not secrets
    expected = {}
    for title in ("Prima stesura", "Seconda stesura"):
        retitle(project, title)
        expected[title] = built(project)
    kept = [path for path in (project / ".cache" / PLAN.name).iterdir() if path.is_file()]
    assert {path.name.partition("-")[0] for path in kept} == {
        *("obiettivi", "confronti", "prodotti", "righe", "libro")
    }
    (spare,) = (project / ".cache").glob("sito-*")
    pages = [path for path in spare.rglob("*") if path.is_file()]
    data = (project / "site" / "dati").rglob("*.csv")
    for number, path in enumerate([*sorted(kept), *random.sample(sorted(pages), 5), *sorted(data)[:3]]):
        # By another name, so that the page in the site stays as it is where the two are one file.
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
        flip(path, random)
        title = sorted(expected)[number % 2]
        retitle(project, title)
        assert built(project) == expected[title], path


def test_a_spare_site_with_a_link_in_it_is_not_written_through(project: Path, tmp_path: Path) -> None:
    for title in ("Prima stesura", "Seconda stesura"):
        retitle(project, title)
        built(project)
    outside = tmp_path / "altrove"
    outside.mkdir()
    (spare,) = (project / ".cache").glob("sito-*")
    shutil.rmtree(spare / "piano")
    (spare / "piano").symlink_to(outside)
    retitle(project, "Terza stesura")
    built(project)
    assert list(outside.iterdir()) == []


def test_what_somebody_puts_into_a_spare_site_is_not_published(project: Path) -> None:
    for title in ("Prima stesura", "Seconda stesura"):
        retitle(project, title)
        built(project)
    (spare,) = (project / ".cache").glob("sito-*")
    (spare / "piano" / "vuota" / "vuota").mkdir(parents=True)
    (spare / "appunti").mkdir()
    (spare / "appunti" / "a.html").write_text("appunti")
    retitle(project, "Terza stesura")
    built(project)
    assert not list((project / "site").rglob("vuota"))
    assert not (project / "site" / "appunti").exists()


@pytest.mark.parametrize("kind", ["objective", "plan"])
def test_what_another_project_keeps_is_not_taken_over(tmp_path: Path, kind: str) -> None:
    ours, other = copy_project(tmp_path / "nostro"), copy_project(tmp_path / "altro")
    if kind == "objective":
        retitle(other, "Di un altro ente")
    else:
        replaced(f"{PLAN}/uffici.yml", "nome: Biblioteca", "nome: Biblioteca civica")(other)
    expected = built(ours)
    assert built(other) != expected
    shutil.rmtree(ours / ".cache" / PLAN.name)
    shutil.copytree(other / ".cache" / PLAN.name, ours / ".cache" / PLAN.name)
    shutil.rmtree(ours / "site")
    shutil.copytree(other / "site", ours / "site")
    assert built(ours) == expected
