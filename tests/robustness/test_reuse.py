"""What is reused of an earlier build is what would be made anew, whatever changed in between."""

import os
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from random import Random

import pytest

from generator.build.action_cache import ActionCache
from generator.build.project import Project
from generator.build.tasks.frame import TASK
from generator.publishing.manifest import MANIFEST
from tests.command import run
from tests.robustness.conftest import PLAN, ROOT, built, manifest_of, retitle, vetro
from tests.robustness.passing_values import MOMENTS, save_and_undo
from tests.robustness.test_same_every_time import flip
from tests.sample_project import copy_later


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


def own_field(project: Path) -> None:
    """A field that all pages know of, with a value in one objective."""
    with (project / PLAN / "piano.yml").open("a", encoding="utf-8") as file:
        file.write("campi: [{id: portatori, etichetta: Portatori, di: obiettivo, tipo: elenco}]\n")
    replaced(OBJECTIVE, "indicatori:\n", "campi: {portatori: [Famiglie]}\nindicatori:\n")(project)


def another_id(project: Path) -> None:
    for path in (project / OBJECTIVE, *(project / PLAN / "rilevazioni").iterdir()):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("id: reclami", "id: reclami-fondati").replace("  reclami:", "  reclami-fondati:"),
            encoding="utf-8",
        )


def revision(project: Path) -> None:
    """An act that drops an objective."""
    (project / PLAN / "revisioni").mkdir()
    (project / REVISION).write_text(
        "atto: Delibera di prova\nmotivo: il bilancio è cambiato\n01_01_OS02: stralciato\n", encoding="utf-8"
    )


REVISION = f"{PLAN}/revisioni/2026-02-28.yml"
OBJECTIVE = f"{PLAN}/obiettivi/01_01_OS02.yml"
CHANGES: dict[str, Callable[[Path], None]] = {
    "title": replaced(OBJECTIVE, "Mense scolastiche più buone", "Mense scolastiche migliori"),
    "money": replaced(OBJECTIVE, "risorse: risorse interne", "risorse: 1.000,00 €"),
    "target": replaced(OBJECTIVE, "2026: 70%", "2026: 72%"),
    "type": replaced(OBJECTIVE, "tipologia: Salute economica", "tipologia: Efficienza"),
    "id of an indicator": another_id,
    "another office": replaced(OBJECTIVE, "uffici: [scuole-e-mense]", "uffici: [scuole-e-mense, segreteria]"),
    "role of an office": replaced(
        OBJECTIVE, "[scuole-e-mense, segreteria]", "[{id: scuole-e-mense, ruolo: capofila}, segreteria]"
    ),
    "field of the body": own_field,
    "another objective": another_objective,
    "result": replaced(
        f"{PLAN}/rilevazioni/2026-06-30.yml", "costo-del-pasto: 5,45 €", "costo-del-pasto: 5,55 €"
    ),
    "result of the closed year": replaced(
        f"{PLAN}/rilevazioni/2025-12-31.yml", "costo-del-pasto: 5,95 €", "costo-del-pasto: 5,90 €"
    ),
    "revision": revision,
    "reason of a revision": replaced(REVISION, "il bilancio è cambiato", "il bilancio è stato rivisto"),
    "state in a revision": replaced(REVISION, "stralciato", "sospeso"),
    "revision withdrawn": removed(REVISION),
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


def anew(project: Path, folder: Path, env: Mapping[str, str] | None = None) -> bytes:
    """The manifest of a build from nothing, but for the frame, which has tests of its own."""
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    with ActionCache(cache_of(project)) as kept, ActionCache(cache_of(folder)) as new:
        for (name, key), value in kept.get_all(TASK):
            new.put(TASK, name, key, value)
    manifest = built(folder, env=env)
    shutil.rmtree(folder)
    return manifest


def cache_of(project: Path) -> Path:
    return Project(project / "site_config.yml").cache_file


def test_a_build_after_each_change_is_the_build_from_nothing(built_project: Path, tmp_path: Path) -> None:
    project = built_project
    last = manifest_of(project)
    for name, change in CHANGES.items():
        change(project)
        incremental = built(project)
        assert incremental != last, name
        assert anew(project, tmp_path / "copia") == incremental, name
        last = incremental


def test_what_a_plan_shows_of_another_follows_it(project: Path, tmp_path: Path) -> None:
    """The title of the objective that is continued, and which plan the menu leads to."""
    later = project / "plan_data" / "2027-2028"
    copy_later(project / PLAN, later, 2)
    head = (later / "piano.yml").read_text("utf-8")
    (later / "piano.yml").write_text(f"{head}bozza: true\n", "utf-8")
    built(project)
    retitle(project, "Un titolo appena scritto")
    assert built(project) == anew(project, tmp_path / "copia")
    page = project / "site" / "piano" / "2027-2028" / "01_01_OS01" / "index.html"
    assert "2025-2026: 01_01_OS01 Un titolo appena scritto</a>" in page.read_text("utf-8")
    (later / "piano.yml").write_text(head, "utf-8")
    assert built(project) == anew(project, tmp_path / "copia")
    notes = project / "site" / "note-legali" / "index.html"
    assert 'href="../piano/2027-2028/"' in notes.read_text("utf-8")


def test_a_changed_program_builds_anew(project: Path, tmp_path: Path) -> None:
    program = tmp_path / "programma"
    shutil.copytree(ROOT / "generator", program / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "theme", program / "theme")
    env = {"PYTHONPATH": str(program)}
    earlier = built(project, env=env)
    module = program / "generator" / "site" / "views" / "assessment.py"
    text = module.read_text("utf-8")
    module.write_text(text.replace("indicatori rilevati", "indicatori misurati"), encoding="utf-8")
    changed = built(project, env=env)
    assert changed != earlier
    assert changed == anew(project, tmp_path / "copia", env=env)


def test_a_template_that_asks_for_the_plan_is_refused(built_project: Path) -> None:
    """Templates get views: a page cannot show a title of which its reuse does not know."""
    project = built_project
    before = manifest_of(project)
    path = project / "theme" / "pages" / "areas.html"
    path.write_text(path.read_text("utf-8") + "{{ plan.objectives[0].title }}\n", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("theme/pages/areas.html: il modello non si può usare")
    assert (project / "site" / MANIFEST).read_bytes() == before


def test_a_title_that_other_pages_show_changes_on_all_of_them(built_project: Path) -> None:
    project = built_project
    retitle(project, "Un titolo appena scritto")
    built(project)
    pages = {path.relative_to(project / "site").as_posix() for path in (project / "site").rglob("*.html")}
    showing = {
        page for page in pages if "Un titolo appena scritto" in (project / "site" / page).read_text("utf-8")
    }
    assert {
        "piano/2025-2026/index.html",
        "piano/2025-2026/01_01_OS01/index.html",
        "piano/2025-2026/01_01_OS02/index.html",
        "piano/2025-2026/ambiti/01_01/index.html",
        "piano/2025-2026/stampa/index.html",
    } <= showing


PASSING = {
    "a result": (f"{PLAN}/rilevazioni/2026-06-30.yml", "costo-del-pasto: 5,45 €", "costo-del-pasto: 5,55 €"),
    "an objective": (OBJECTIVE, "2026: 70%", "2026: 72%"),
    "an office": (f"{PLAN}/uffici.yml", "nome: Biblioteca", "nome: Biblioteca civica"),
    "a page": ("content/note-legali.md", "Il Comune", "Questo Comune"),
}


@pytest.fixture(scope="module")
def retitled(model: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A project that has something to build, since a title changed; the manifest of a build from nothing."""
    project = shutil.copytree(model, tmp_path_factory.mktemp("altro-titolo") / "progetto")
    retitle(project, "Un titolo nuovo")
    return project, anew(project, project.parent / "copia")


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("value", PASSING)
def test_a_value_that_is_saved_and_undone_during_a_build_does_not_stay(
    retitled: tuple[Path, bytes], tmp_path: Path, value: str, moment: str
) -> None:
    changed, expected = retitled
    project = shutil.copytree(changed, tmp_path / "progetto")
    name, old, new = PASSING[value]
    prepare = partial(save_and_undo, project / name, old, new, moment)
    done = run(("build",), project, os.environ, prepare=prepare)
    assert done.returncode == 0, done.stderr
    assert built(project) == expected


def test_nothing_damaged_is_reused(built_project: Path) -> None:
    project = built_project
    random = Random("damage")  # noqa: S311 - places, not secrets
    expected = {}
    for title in ("Prima stesura", "Seconda stesura"):
        retitle(project, title)
        expected[title] = built(project)
    pages = sorted(path for path in (project / "site").rglob("*.html") if path.parent.name != "site")
    data = sorted((project / "site" / "dati").rglob("*.csv"))
    for number, path in enumerate([*[cache_of(project)] * 8, *random.sample(pages, 5), *data[:3]]):
        name = path.relative_to(project)
        # A build that finds its cache damaged removes it, and the next makes a new one.
        if (project / name).exists():
            flip(project / name, random)
        title = sorted(expected)[number % 2]
        retitle(project, title)
        assert built(project) == expected[title], path


def test_what_somebody_puts_into_the_site_stays_and_is_named(built_project: Path, tmp_path: Path) -> None:
    project = built_project
    outside = tmp_path / "altrove"
    outside.mkdir()
    site = project / "site"
    (site / "appunti").mkdir()
    (site / "appunti" / "a.html").write_text("appunti")
    shutil.move(site / "piano" / "2025-2026", outside / "2025-2026")
    (site / "piano" / "2025-2026").symlink_to(outside / "2025-2026")
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    retitle(project, "Terza stesura")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "«appunti/a.html», «piano/2025-2026»" in done.stderr
    assert (site / "appunti" / "a.html").read_text() == "appunti"
    assert (site / "piano" / "2025-2026").is_symlink()
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("kind", ["objective", "plan"])
def test_the_cache_of_another_project_is_not_used(model: Path, tmp_path: Path, kind: str) -> None:
    ours, other = (shutil.copytree(model, tmp_path / name) for name in ("nostro", "altro"))
    if kind == "objective":
        retitle(other, "Di un altro ente")
    else:
        replaced(f"{PLAN}/uffici.yml", "nome: Biblioteca", "nome: Biblioteca civica")(other)
    expected = manifest_of(ours)
    assert built(other) != expected
    for name in ("site", ".cache"):
        shutil.rmtree(ours / name)
        shutil.copytree(other / name, ours / name)
    assert built(ours) == expected


@pytest.mark.parametrize("spoil", ["a file", "read-only", "full", "foreign"])
def test_a_cache_that_cannot_be_used_is_said_in_a_line(built_project: Path, spoil: str) -> None:
    project = built_project
    expected = manifest_of(project)
    shutil.rmtree(project / "site")
    cache = project / ".cache"
    match spoil:
        case "a file":
            shutil.rmtree(cache)
            cache.write_text("")
        case "read-only":
            # As root nothing is read-only: a folder stands in the place of the file.
            cache_of(project).unlink()
            cache_of(project).mkdir()
        case "full":
            cache_of(project).unlink()
            cache_of(project).symlink_to("/dev/full")
        case _:
            cache_of(project).write_text("appunti")
    done = vetro(project, "build")
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stderr.splitlines() if "prima di pubblicare" not in line]
    assert len(lines) == 1
    assert lines[0].startswith("la cache non si può usare (")
    assert (project / "site" / MANIFEST).read_bytes() == expected
