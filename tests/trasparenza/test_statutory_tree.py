"""The statutory tree and its initial pages: labels word for word, no state that nobody checked."""

import re
from pathlib import Path

import pytest
import yaml

from generator.plan.identifiers import MAX_PATH
from generator.trasparenza.initial_pages import navigation, page_text, pages, write_missing
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


@pytest.mark.parametrize("note", ["non applicabile a una Camera", "di norma non applicabile a una Camera"])
def test_what_the_tree_calls_not_due_is_repeated_as_a_rule_and_not_as_a_fact(note: str) -> None:
    text = page_text(Node("Liste di attesa", "art. 41", note), None)
    assert "aggiornamento: di norma non applicabile a una Camera\n" in text
    assert "stato: in allestimento\n" in text
    assert "L'ente non lo ha ancora verificato." in text


def test_existing_page_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mio", encoding="utf-8")
    assert write_missing(tmp_path, {"b/c.md": "nuovo", "a.md": "nuovo"}) == (["b/c.md"], ["a.md"])
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "mio"
    assert (tmp_path / "b/c.md").read_text(encoding="utf-8") == "nuovo"


@pytest.mark.parametrize("path", sorted(PAGES))
def test_page_is_in_content_with_its_label_word_for_word(path: str) -> None:
    given, found = (
        yaml.safe_load(text.split("---\n")[1]) for text in (PAGES[path], (CONTENT / path).read_text("utf-8"))
    )
    assert found["title"] == given["title"]
    assert found.keys() == given.keys()
    assert found.get("riferimento") == given.get("riferimento")


def test_navigation_of_the_site_is_that_of_the_tree() -> None:
    config = yaml.safe_load((ROOT / "site_config.yml").read_text(encoding="utf-8"))
    sections = {title: entry for item in config["nav"] for title, entry in item.items()}
    assert sections["Amministrazione Trasparente"] == navigation(TREE)


def test_no_page_claims_that_an_obligation_does_not_apply() -> None:
    claimed = [
        path
        for path in PAGES
        if re.search(r"^stato: non applicabile", (CONTENT / path).read_text("utf-8"), re.M)
    ]
    assert claimed == []
