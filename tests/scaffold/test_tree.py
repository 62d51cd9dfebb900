"""The statutory tree in a body's repository: what an edited page says otherwise, and the entry of `nav`."""

import pytest

from generator.scaffold.tree import differences, tree_files, tree_nodes, with_tree_in_nav
from generator.trasparenza.statutory_tree import Node

ENTRY = "Amministrazione Trasparente: amministrazione-trasparente/"


@pytest.mark.parametrize(
    ("config", "wanted"),
    [
        ("nav:\n  - Home: index.md\n", f"nav:\n  - Home: index.md\n  - {ENTRY}\n"),
        # Comments, other settings and nested entries stay where they are.
        (
            "a: 1\nnav:\n- A:\n  - b.md\n\n# x\nc: 2\n",
            f"a: 1\nnav:\n- A:\n  - b.md\n- {ENTRY}\n\n# x\nc: 2\n",
        ),
        (
            "nav:\n  - b.md  # qui\n  # e qui\nc: 2\n",
            f"nav:\n  - b.md  # qui\n  - {ENTRY}\n  # e qui\nc: 2\n",
        ),
        ("nav:\n  - b.md", f"nav:\n  - b.md\n  - {ENTRY}\n"),
        ("nav:\r\n  - b.md\r\nc: 2\r\n", f"nav:\r\n  - b.md\r\n  - {ENTRY}\r\nc: 2\r\n"),
    ],
)
def test_the_tree_is_put_at_the_end_of_nav(config: str, wanted: str) -> None:
    assert with_tree_in_nav(config) == wanted
    assert with_tree_in_nav(wanted) == wanted


@pytest.mark.parametrize(
    "config",
    [
        "site_name: X\n",
        "nav:\n",
        "nav: index.md\n",
        "- nav\n",
        "",
        "nav:\n  - amministrazione-trasparente/\n",
        "nav:\n  - Altro:\n    - Trasparenza: amministrazione-trasparente/\n",
    ],
)
def test_a_configuration_without_nav_or_with_the_tree_in_it_stays(config: str) -> None:
    assert with_tree_in_nav(config) == config


@pytest.mark.parametrize(
    "config",
    [
        "nav: [index.md]\n",
        "nav: []\n",
        "nav:\n  - Bilanci: amministrazione-trasparente/bilanci/index.md\n",
    ],
)
def test_a_nav_that_a_person_has_to_change_is_said(config: str) -> None:
    with pytest.raises(ValueError, match=f"in «nav» mettere la voce «{ENTRY}», che vale per tutte le pagine"):
        with_tree_in_nav(config)


NODE = Node("Procedure", "art. 37", former_labels=("Tabelle",))


@pytest.mark.parametrize(
    ("text", "node", "said"),
    [
        ("---\ntitle: Procedure\nriferimento: D.Lgs. 33/2013, art. 37\n---\n", NODE, []),
        (
            "---\ntitle: Tabelle\nriferimento: D.Lgs. 33/2013, art. 37\n---\n",
            NODE,
            ["titolo ora «Procedure»"],
        ),
        (
            "---\ntitle: Tabelle\nriferimento: L. 190/2012\n---\n",
            NODE,
            ["titolo ora «Procedure»", "riferimento ora «D.Lgs. 33/2013, art. 37»"],
        ),
        # A page that only groups others owes nothing itself.
        ("---\ntitle: Bilanci\n---\n", Node("Bilanci", "art. 29", children=(NODE,)), []),
        ("senza intestazione", NODE, []),
    ],
)
def test_what_the_tree_says_otherwise(text: str, node: Node, said: list[str]) -> None:
    assert [*differences(text, node)] == said


def test_every_page_of_the_tree_is_written_and_the_index_too() -> None:
    index = "testi/amministrazione-trasparente/index.md"
    files = tree_files("testi", "comune")
    assert {*files} == {*tree_nodes("testi"), index}
    assert b"elenco: albero\n" in files[index]
