"""What `vetro new ente` is told: periods, kinds, and the areas of a kind."""

import posixpath
import re

import pytest
import yaml

from generator.scaffold.files import following_files, new_files
from generator.scaffold.new_body import (
    NewBody,
    Program,
    areas_of,
    kinds,
    read_kind,
    read_period,
    read_program,
)
from generator.trasparenza.initial_pages import page_paths
from generator.trasparenza.statutory_tree import statutory_tree


@pytest.mark.parametrize(
    ("text", "years", "folder"),
    [
        ("2026", (2026,), "2026"),
        ("2026-2028", (2026, 2027, 2028), "2026-2028"),
        ("2025-2026", (2025, 2026), "2025-2026"),
    ],
)
def test_years_of_a_period(text: str, years: tuple[int, ...], folder: str) -> None:
    assert read_period(text) == years
    assert NewBody("Ente", years).period == folder


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-28", "2026–2028", "2028-2026", "2026-2026", "2026-2036", "1826", "2026-2027-2028", "x"],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"^«.*» non è un periodo: .+ come 2026"):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("", None),
        ("https://github.com/ente/casa-di-vetro", Program("github.com", "ente/casa-di-vetro")),
        (" https://github.com/ente/casa-di-vetro.git ", Program("github.com", "ente/casa-di-vetro")),
        ("https://git.ente.example/a/b/c.d/", Program("git.ente.example", "a/b/c.d")),
    ],
)
def test_where_the_program_is_published(text: str, program: Program | None) -> None:
    assert read_program(text) == program
    assert program is None or read_program(program.url) == program


@pytest.mark.parametrize(
    "text",
    [
        "ente/casa-di-vetro",
        "http://github.com/ente/vetro",
        "https://github.com/ente",
        "https://github.com/ente/vetro/tree",
        "https://git.ente.example/vetro",
        "https://git.ente.example/a/../b",
        "https://git.ente.example/a/b@main",
        "https://git.ente.example/a/b\nx: 1",
        "https://git.ente.example:8443/a/b",
    ],
)
def test_what_is_no_repository(text: str) -> None:
    with pytest.raises(ValueError, match="del repository del programma, come https"):
        read_program(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("comune", "comune"),
        ("Università", "universita"),
        ("città metropolitana", "citta-metropolitana"),
        ("", ""),
    ],
)
def test_kind_as_somebody_writes_it(text: str, kind: str) -> None:
    assert read_kind(text) == kind


def test_the_tree_and_the_proposals_name_the_same_kinds() -> None:
    """Another word for a kind would leave a body without the obligations that are its own."""
    of_tree = {kind for _, node, _ in page_paths(statutory_tree()) for kind in node.due_from}
    assert of_tree <= set(kinds())
    assert all(read_kind(kind) == kind for kind in kinds())


def test_areas_are_those_of_the_law_or_one_to_be_named() -> None:
    assert [(area.code, area.name) for area in areas_of("universita")] == [
        ("01", "Didattica"), ("02", "Ricerca"), ("03", "Terza missione"),
    ]  # fmt: skip
    for kind in ("comune", "consorzio", ""):
        assert [(area.code, area.name) for area in areas_of(kind)] == [
            ("01", "Ambito di esempio «da completare»")
        ]


NAMES = (
    "Comune di Castelvernaglio",
    "Ente: «primo» & secondo",
    'L\'ente "vero" # 1',
    "- elenco",
    "<< body.ipa >> <% if x %> {{ site }} ${{ github }}",
    "null",
    "2026",
    "Città di Àèìòù & C. S.p.A.",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_text_whatever_it_holds(name: str) -> None:
    files = new_files(NewBody(name, (2026,)))
    assert yaml.safe_load(files["plan_data/2026/piano.yml"])["ente"]["nome"] == name
    assert f"# Amministrazione Trasparente: {name}\n" in files["README.md"].decode()


def test_what_is_not_said_stays_empty() -> None:
    config = yaml.safe_load(new_files(NewBody("Ente", (2026,)))["site_config.yml"])
    assert config["site_url"] == "http://localhost:8000/"
    body = config["extra"]["vetro"]
    assert body["ente"] == dict.fromkeys(("tipo", "codice_ipa", "territorio", "sito"), "")
    assert set(body["dati"].values()) | set(body["legale"].values()) == {""}


def test_every_line_of_the_configuration_is_explained() -> None:
    """A value has a comment on the line above; groups speak for themselves."""
    lines = new_files(NewBody("Ente", (2026,)))["site_config.yml"].decode().splitlines()
    values = [number for number, line in enumerate(lines) if ": " in line and line.lstrip()[0] not in "#-"]
    assert len(values) == 11
    assert [lines[number] for number in values if not lines[number - 1].lstrip().startswith("#")] == []
    assert len(lines) < 60


def test_a_plan_of_one_year_has_the_year_before_as_its_base() -> None:
    plan = yaml.safe_load(new_files(NewBody("Ente", (2026,)))["plan_data/2026/piano.yml"])
    assert (plan["anni"], plan["anno_base"], plan["bozza"]) == ([2026], 2025, True)


def test_what_follows_the_version_says_nothing_of_a_body() -> None:
    files = new_files(
        NewBody("Ente di Roccainventata", (2026,), "comune", "ipa_x", "https://roccainventata.example/")
    )
    for path, content in following_files().items():
        assert files[path] == content
        assert b"occainventata" not in content
        assert b"<<body" not in content


def test_what_the_guide_shows_and_links_is_there() -> None:
    files = new_files(NewBody("Ente", (2026,)))
    guide = re.sub("`[^`]*`", "", files["plan_data/README.md"].decode())
    links = re.findall(r"\]\((?!https?:)([^)#]+)", guide)
    assert "immagini/foglio-ufficio.png" in links
    assert [link for link in links if posixpath.normpath(f"plan_data/{link}") not in files] == []
