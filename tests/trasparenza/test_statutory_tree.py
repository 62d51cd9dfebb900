"""The statutory tree and its initial pages: labels word for word, no state that nobody checked."""

import re
from pathlib import Path

import pytest
import yaml

from generator.plan.identifiers import MAX_PATH
from generator.publishing.publication import read_body_kind
from generator.site.frame.sources import FrameError
from generator.trasparenza.initial_pages import page_paths, page_text, pages, write_missing
from generator.trasparenza.statutory_tree import Node, slug, statutory_tree

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
TREE = statutory_tree()
PAGES = pages(TREE)


def test_tree_has_22_sections_and_61_subsections() -> None:
    assert len(TREE) == 22
    assert sum(len(section.children) for section in TREE) == 61


def test_every_node_has_an_address_of_its_own() -> None:
    assert len(PAGES) == 83


def test_no_path_is_longer_than_windows_can_have_in_a_folder_of_usual_depth() -> None:
    assert max(len(f"content/{path}") for path in PAGES) <= MAX_PATH


@pytest.mark.parametrize(
    ("label", "address"),
    [
        ("OIV", "oiv"),
        ("Società partecipate", "societa-partecipate"),
        ("Dichiarazioni sostitutive e acquisizione d'ufficio dei dati",
         "dichiarazioni-sostitutive-e-acquisizione-d-ufficio-dei-dati"),
        ("Titolari di incarichi dirigenziali (dirigenti non generali)",
         "titolari-di-incarichi-dirigenziali-dirigenti-non-generali"),
        ("  L'Ente; e/o «altro»  ", "l-ente-e-o-altro"),
    ],
)  # fmt: skip
def test_slug(label: str, address: str) -> None:
    assert slug(label) == address


@pytest.mark.parametrize(
    ("reference", "full"),
    [
        ("art. 19", "D.Lgs. 33/2013, art. 19"),
        ("artt. 26, c. 2, e 27", "D.Lgs. 33/2013, artt. 26, c. 2, e 27"),
        ("art. 37; D.Lgs. 36/2023, art. 28", "D.Lgs. 33/2013, art. 37; D.Lgs. 36/2023, art. 28"),
        ("L. 190/2012; art. 10, c. 8, lett. a)", "L. 190/2012; D.Lgs. 33/2013, art. 10, c. 8, lett. a)"),
        ("CAD, art. 7, c. 3", "CAD, art. 7, c. 3"),
        ("", ""),
    ],
)
def test_reference_names_the_decree_where_the_tree_gives_only_articles(reference: str, full: str) -> None:
    assert Node("x", reference).full_reference == full


def test_page_of_an_obligation() -> None:
    text = page_text(Node("Atti: generali", "art. 12", "tempestivo", ("Statuti",)), Node("Disposizioni"))
    assert text == (
        "---\n"
        "title: 'Atti: generali'\n"
        "description: 'Atti: generali – Disposizioni, Amministrazione Trasparente.'\n"
        "riferimento: D.Lgs. 33/2013, art. 12\n"
        "aggiornamento: tempestivo\n"
        "# L'ufficio che risponde della pagina.\n"
        'ufficio: ""\n'
        "# Uno tra: in allestimento, pubblicato in parte, pubblicato, nulla da pubblicare, non applicabile.\n"
        "stato: in allestimento\n"
        "# La data dell'ultima verifica, per esempio 2025-06-30.\n"
        'verificato: ""\n'
        "---\n"
        "\n"
        "## Contenuti previsti\n"
        "\n"
        "- Statuti\n"
    )


def test_page_of_a_section_that_only_groups_owes_nothing_itself() -> None:
    text = page_text(Node("Bilanci", children=(Node("Preventivo"),)), None)
    assert "stato:" not in text
    assert "title: Bilanci\n" in text


@pytest.mark.parametrize(
    ("due_from", "kind", "update"),
    [
        (("regione", "provincia"), "comune", "di norma non applicabile a questo tipo di ente"),
        (("regione", "provincia"), "provincia", "tempestivo"),
        # Of no kind is said what does not concern it.
        (("regione", "provincia"), "", "tempestivo"),
        ((), "comune", "tempestivo"),
    ],
)
def test_what_is_not_due_from_a_kind_of_body_is_said_as_a_rule_and_not_as_a_fact(
    due_from: tuple[str, ...], kind: str, update: str
) -> None:
    text = page_text(Node("Liste di attesa", "art. 41", "tempestivo", due_from=due_from), None, kind)
    assert f"aggiornamento: {update}\n" in text
    assert "stato: in allestimento\n" in text
    assert ("L'ente non lo ha ancora verificato." in text) == (update != "tempestivo")


LISTS, GROUPS = "Liste di attesa", "Rendiconti gruppi consiliari regionali provinciali"
HEALTH_PAYMENTS = "Dati sui pagamenti del servizio sanitario nazionale"
TERRITORY, CLINICS = "Pianificazione e governo del territorio", "Strutture sanitarie private accreditate"


@pytest.mark.parametrize(
    ("kind", "not_due"),
    [
        ("", set()),
        ("camera-di-commercio", {GROUPS, LISTS, HEALTH_PAYMENTS, TERRITORY, CLINICS}),
        ("universita", {GROUPS, LISTS, HEALTH_PAYMENTS, TERRITORY, CLINICS}),
        ("comune", {GROUPS, LISTS, HEALTH_PAYMENTS, CLINICS}),
        ("provincia", {LISTS, HEALTH_PAYMENTS, CLINICS}),
        ("regione", {LISTS}),
        ("azienda-sanitaria", {GROUPS, TERRITORY}),
    ],
)
def test_obligations_by_kind_of_body(kind: str, not_due: set[str]) -> None:
    """D.Lgs. 33/2013: art. 28 regions and provinces, art. 39 territory, art. 41 health service."""
    assert {node.label for _, node, _ in page_paths(TREE) if not node.is_usually_due(kind)} == not_due


@pytest.mark.usefixtures("real_project")
def test_the_real_body_is_of_the_kind_that_its_pages_were_made_for() -> None:
    """What its pages say of obligations that usually do not concern it is what the tree says of its kind."""
    kind = read_body_kind(ROOT / "site_config.yml")
    said = {
        path for path in PAGES if "di norma non applicabile" in (CONTENT / path).read_text(encoding="utf-8")
    }
    assert said == {path for path, node, _ in page_paths(TREE) if not node.is_usually_due(kind)}


def test_a_kind_of_body_is_a_slug(tmp_path: Path) -> None:
    config = tmp_path / "site_config.yml"
    config.write_text("extra: {vetro: {ente: {tipo: Comune di Prato}}}\n", encoding="utf-8")
    with pytest.raises(FrameError, match=r"«extra\.vetro\.ente\.tipo» è «Comune di Prato»: scrivere lettere"):
        read_body_kind(config)


def test_program_and_theme_speak_of_no_kind_of_body() -> None:
    """`camera` alone is the name of a sensor of the browser, and of mailboxes of offices."""
    words = re.compile(r"camer[ae] di commercio|unioncamere|chambers?\b", re.IGNORECASE)
    endings = {".py", ".yml", ".html", ".css", ".js", ".md", ".svg"}
    files = [path for room in ("generator", "theme") for path in (ROOT / room).rglob("*")]
    files = [path for path in files if path.suffix in endings]
    assert len(files) > 300
    assert [one.name for one in files if words.search(one.read_text(encoding="utf-8"))] == []


def test_existing_page_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mio", encoding="utf-8")
    assert write_missing(tmp_path, {"b/c.md": "nuovo", "a.md": "nuovo"}) == (["b/c.md"], ["a.md"])
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "mio"
    assert (tmp_path / "b/c.md").read_text(encoding="utf-8") == "nuovo"


@pytest.mark.usefixtures("real_project")
@pytest.mark.parametrize("path", sorted(PAGES))
def test_page_is_in_content_with_its_label_word_for_word(path: str) -> None:
    given, found = (
        yaml.safe_load(text.split("---\n")[1]) for text in (PAGES[path], (CONTENT / path).read_text("utf-8"))
    )
    assert found["title"] == given["title"]
    assert found.keys() == given.keys()
    assert found.get("riferimento") == given.get("riferimento")


@pytest.mark.usefixtures("real_project")
def test_no_page_claims_that_an_obligation_does_not_apply() -> None:
    claimed = [
        path
        for path in PAGES
        if re.search(r"^stato: non applicabile", (CONTENT / path).read_text("utf-8"), re.M)
    ]
    assert claimed == []
