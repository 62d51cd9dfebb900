"""Missing settings of the publisher are listed; settings of a wrong form are refused."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from generator.opendata.metadata.publisher import Publisher
from generator.plan.body import Body
from generator.plan.news import News, Subject
from generator.publishing.publication import missing_for_production, read_publisher
from generator.site.frame.sources import FrameError
from generator.site.published_plan import PublishedPlan
from tests.command import run
from tests.conftest import INVENTED_PROJECT, ROOT, site_in_memory
from tests.opendata.in_memory import dataset_files

GIVEN = INVENTED_PROJECT / "site_config.yml"
#: The name that the plan of the invented body says.
NAME = "Comune di Vattelapesca (ente di prova)"


def test_the_invented_body_has_given_everything(invented_published: PublishedPlan) -> None:
    assert missing_for_production(GIVEN, [invented_published.plan]) == ()
    assert read_publisher(GIVEN, NAME) == Publisher(
        name=NAME,
        site_url="https://trasparenza.vattelapesca.example/",
        site_name="Amministrazione Trasparente",
        site_description=read_publisher(GIVEN).site_description,
        home="https://www.vattelapesca.example/",
        ipa="ipa_inventato",
        office="Ufficio dati inventato",
        email="dati@vattelapesca.example",
        kind="comune",
        territory=("http://publications.europa.eu/resource/authority/country/ITA",),
    )


def test_the_real_body_has_not_given_these_four_things(real_published: PublishedPlan) -> None:
    found = missing_for_production(ROOT / "site_config.yml", [real_published.plan])
    assert [line.split("«")[1].split("»")[0] for line in found] == [
        "site_url",
        "extra.vetro.ente.codice_ipa",
        "extra.vetro.dati.ufficio",
        "extra.vetro.dati.email",
    ]


def config_with(tmp_path: Path, *path: str, value: object) -> Path:
    settings = yaml.safe_load(GIVEN.read_bytes())
    group = settings
    for name in path[:-1]:
        group = group[name]
    group[path[-1]] = value
    config = tmp_path / "site_config.yml"
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return config


@pytest.mark.parametrize(
    ("path", "value", "missing"),
    [
        (("site_url",), "", "site_url"),
        (("site_url",), "http://127.0.0.1:8000/", "site_url"),
        (("extra", "vetro", "ente", "codice_ipa"), None, "extra.vetro.ente.codice_ipa"),
        (("extra", "vetro", "dati", "ufficio"), "  ", "extra.vetro.dati.ufficio"),
        (("extra", "vetro", "dati", "email"), "", "extra.vetro.dati.email"),
    ],
)
def test_each_thing_that_is_not_given_is_named(
    tmp_path: Path, path: tuple[str, ...], value: object, missing: str
) -> None:
    (line,) = missing_for_production(config_with(tmp_path, *path, value=value))
    assert f"manca «{missing}»" in line


def test_the_name_of_the_body_may_be_said_by_its_plan_alone(
    invented_published: PublishedPlan, tmp_path: Path
) -> None:
    plan = invented_published.plan
    for value in ("", None):
        config = config_with(tmp_path, "extra", "vetro", "ente", "nome", value=value)
        assert read_publisher(config).name == ""
        assert read_publisher(config, NAME).name == NAME
        assert missing_for_production(config, [plan]) == ()


def test_two_names_of_the_body_are_an_error_with_both(
    invented_published: PublishedPlan, tmp_path: Path
) -> None:
    """The plan in force counts: an older one may have been of a body with another name."""
    config = config_with(tmp_path, "extra", "vetro", "ente", "nome", value="Comune di Altrove")
    plan = invented_published.plan
    with pytest.raises(FrameError) as caught:
        missing_for_production(config, [plan])
    (problem,) = caught.value.problems
    assert problem.message.startswith(
        "«extra.vetro.ente.nome» è «Comune di Altrove», e nel piano l'ente è «Comune di Vattelapesca (ente di"
    )
    assert "piano.yml" in problem.message
    newer = replace(plan, years=(2027,), body=Body("Comune di Altrove"))
    assert missing_for_production(config, [plan, newer]) == ()


def test_a_plan_without_any_date_is_named(invented_published: PublishedPlan) -> None:
    silent = replace(invented_published.plan, news=(), measurements=())
    (line,) = missing_for_production(GIVEN, [silent])
    assert line.startswith("plan_data/2025-2026/novita.yml: ")


def test_without_any_of_our_settings_everything_is_missing(tmp_path: Path) -> None:
    config = config_with(tmp_path, "extra", value="niente")
    assert len(missing_for_production(config)) == 3


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("site_url",), "trasparenza.ente.example"),
        (("extra", "vetro", "ente", "sito"), "www.ente.example"),
        (("extra", "vetro", "ente", "codice_ipa"), "codice con spazi"),
        (("extra", "vetro", "dati", "email"), "Mario Rossi"),
        (("extra", "vetro", "dati", "email"), "dati@ente.example>"),
        (("extra", "vetro", "dati", "autorita"), "https://ente.example/"),
        (("extra", "vetro", "ente", "territorio"), "Vattelapesca"),
    ],
)
def test_what_cannot_be_is_refused_and_named(tmp_path: Path, path: tuple[str, ...], value: str) -> None:
    with pytest.raises(FrameError) as caught:
        read_publisher(config_with(tmp_path, *path, value=value))
    (problem,) = caught.value.problems
    assert problem.message.startswith(f"«{'.'.join(path)}» è «{value}")


@pytest.mark.parametrize(
    ("value", "territory"),
    [
        (None, ()),
        ("", ()),
        ("https://luoghi.example/1", ("https://luoghi.example/1",)),
        (
            ["https://luoghi.example/2", "", "https://luoghi.example/1"],
            ("https://luoghi.example/2", "https://luoghi.example/1"),
        ),
    ],
)
def test_the_territory_is_one_place_or_several(
    tmp_path: Path, value: object, territory: tuple[str, ...]
) -> None:
    config = config_with(tmp_path, "extra", "vetro", "ente", "territorio", value=value)
    assert read_publisher(config).territory == territory


def test_news_of_a_page_that_is_not_there_stops_the_build(
    invented_published: PublishedPlan, tmp_path: Path
) -> None:
    news = News("a", date(2025, 1, 1), "Una pagina", subject=Subject.PAGES, page="non-esiste/")
    published_plan = replace(invented_published, plan=replace(invented_published.plan, news=(news,)))
    with pytest.raises(FrameError) as caught:
        site_in_memory((published_plan,), GIVEN)
    assert str(caught.value) == (
        "tests/data/ente-di-prova/plan_data/2025-2026/novita.yml:1:1: errore: "
        "«a»: la pagina «non-esiste/» non c'è"
    )


@pytest.mark.usefixtures("real_project")
def test_the_build_says_what_is_missing_and_still_builds(tmp_path: Path) -> None:
    for name in ("plan_data", "content", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "site_config.yml", tmp_path)
    done = run(("build",), tmp_path, os.environ)
    assert done.returncode == 0, done.stderr
    messages = [line for line in done.stderr.splitlines() if line.startswith("prima di pubblicare: ")]
    assert len(messages) == 4
    assert (tmp_path / "site" / "dati" / "catalogo.ttl").is_file()


def test_a_plan_is_written_again_by_the_command(tmp_path: Path, invented_published: PublishedPlan) -> None:
    published_plan = replace(invented_published, publisher=read_publisher(GIVEN, NAME))
    (content,) = [file.content for file in dataset_files(published_plan) if file.name == "piano.json"]
    (tmp_path / "piano.json").write_bytes(content)
    command = ("import", "data", "piano.json", "--out", "piano")
    done = run(command, tmp_path, os.environ)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "piano" / "rilevazioni" / "2025-06-30.yml").is_file()
    (tmp_path / "piano.json").write_text("{}", encoding="utf-8")
    done = run(command, tmp_path, os.environ)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
