"""Navigation of the statutory tree: the pages that there are, in the order of the law."""

from collections.abc import Iterator
from typing import Any

import pytest

from generator.trasparenza.initial_pages import pages
from generator.trasparenza.navigation import navigation, with_tree
from generator.trasparenza.statutory_tree import Node, statutory_tree

AT = "amministrazione-trasparente"
TREE = (
    Node("Bilanci", children=(Node("Preventivo"), Node("Consuntivo"))),
    Node("Performance"),
    Node("Controlli", children=(Node("OIV"),)),
)
DEEP = (
    Node("Gare", children=(Node("Atti", children=(Node("Fase prima"), Node("Fase seconda"))), Node("Altro"))),
)
ALL = {
    f"{AT}/index.md",
    f"{AT}/bilanci/index.md",
    f"{AT}/bilanci/preventivo.md",
    f"{AT}/bilanci/consuntivo.md",
    f"{AT}/performance/index.md",
    f"{AT}/controlli/index.md",
    f"{AT}/controlli/oiv.md",
}
BALANCES = [f"{AT}/bilanci/index.md", f"{AT}/bilanci/preventivo.md", f"{AT}/bilanci/consuntivo.md"]
PERFORMANCE = f"{AT}/performance/index.md"
AUDITS = {"Controlli": [f"{AT}/controlli/index.md", f"{AT}/controlli/oiv.md"]}


INDEX = f"{AT}/index.md"
OWN = (f"{AT}/bilanci/arretrati/2020.md", f"{AT}/performance/obiettivi.md", f"{AT}/altro/index.md")


@pytest.mark.parametrize(
    ("changes", "entries"),
    [
        (set(), [INDEX, {"Bilanci": BALANCES}, PERFORMANCE, AUDITS]),
        # A page that the body has taken away is not asked for; a section with one page is that page.
        ({AUDITS["Controlli"][1]}, [INDEX, {"Bilanci": BALANCES}, PERFORMANCE, AUDITS["Controlli"][0]]),
        # A page of the body's own comes after those of the law, at any depth.
        ({OWN[0]}, [INDEX, {"Bilanci": [*BALANCES, OWN[0]]}, PERFORMANCE, AUDITS]),
        ({OWN[1]}, [INDEX, {"Bilanci": BALANCES}, {"Performance": [PERFORMANCE, OWN[1]]}, AUDITS]),
        ({OWN[2]}, [INDEX, {"Bilanci": BALANCES}, PERFORMANCE, AUDITS, OWN[2]]),
        ({"index.md", f"{AT}/bilanci/allegato.pdf"}, [INDEX, {"Bilanci": BALANCES}, PERFORMANCE, AUDITS]),
    ],
)
def test_pages_in_the_order_of_the_law(changes: set[str], entries: list[Any]) -> None:
    assert navigation(TREE, ALL ^ changes) == entries


GARE = f"{AT}/gare/index.md"
ACTS, STAGES = f"{AT}/gare/atti.md", [f"{AT}/gare/atti/fase-prima.md", f"{AT}/gare/atti/fase-seconda.md"]


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        ({GARE, ACTS, *STAGES}, [{"Gare": [GARE, {"Atti": [ACTS, *STAGES]}]}]),
        # Below a page that stands alone there may be pages of the body's own.
        ({GARE, ACTS, f"{AT}/gare/altro.md", f"{AT}/gare/altro/2024.md"},
         [{"Gare": [GARE, ACTS, {"Altro": [f"{AT}/gare/altro.md", f"{AT}/gare/altro/2024.md"]}]}]),
        ({GARE, ACTS, STAGES[1], f"{AT}/gare/atti/a.md"},
         [{"Gare": [GARE, {"Atti": [ACTS, STAGES[1], f"{AT}/gare/atti/a.md"]}]}]),
        ({ACTS}, [ACTS]),
    ],
)  # fmt: skip
def test_pages_below_a_subsection_are_its_own_branch(content: set[str], entries: list[Any]) -> None:
    assert navigation(DEEP, content) == entries


@pytest.mark.parametrize(
    ("nav", "content", "expanded"),
    [
        (["index.md", f"{AT}/"], {PERFORMANCE}, ["index.md", {"Amministrazione Trasparente": [PERFORMANCE]}]),
        ([{"Trasparenza": f"{AT}/"}], {PERFORMANCE}, [{"Trasparenza": [PERFORMANCE]}]),
        ([{"Trasparenza": [PERFORMANCE]}], {PERFORMANCE}, [{"Trasparenza": [PERFORMANCE]}]),
        # Without pages the entry stays, and is reported as one that leads nowhere.
        ([{"Trasparenza": f"{AT}/"}], {"index.md"}, [{"Trasparenza": f"{AT}/"}]),
        (None, {PERFORMANCE}, None),
        ("index.md", {PERFORMANCE}, "index.md"),
    ],
)
def test_the_entry_of_the_folder_gives_way_to_its_pages(nav: Any, content: set[str], expanded: Any) -> None:
    assert with_tree(nav, TREE, content) == expanded


def test_every_page_of_the_tree_is_in_its_navigation_once() -> None:
    tree = statutory_tree()
    entries = navigation(tree, pages(tree))
    assert sorted(flat(entries)) == sorted(pages(tree))
    assert [next(iter(entry)) for entry in entries if isinstance(entry, dict)] == [
        node.label for node in tree if node.children
    ]


def flat(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, dict):
            yield from (path for below in entry.values() for path in flat(below))
        else:
            yield entry
