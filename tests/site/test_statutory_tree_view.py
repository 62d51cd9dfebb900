"""What home and index say of the statutory tree: how many pages hold something, and which."""

from datetime import date
from typing import Any

import pytest

from generator.site.views.statutory_tree import SectionView, TreePage, tree_view
from generator.trasparenza.initial_pages import INDEX
from generator.trasparenza.statutory_tree import Source


def section(entry: Any, states: dict[str, str]) -> SectionView:
    pages = {path: TreePage(path.upper(), f"{path}/", state) for path, state in states.items()}
    (found,) = tree_view([INDEX, entry], pages, ()).sections
    return found


def names(view: SectionView) -> tuple[list[str], list[str]]:
    return [one.page.address for one in view.published], [one.page.address for one in view.others]


@pytest.mark.parametrize(
    ("states", "published", "others", "summary", "others_summary"),
    [
        ({"a": "in allestimento", "b": "in allestimento"}, [], ["a/", "b/"],
         "0 di 2 pagine con contenuti", "2 in allestimento"),
        ({"a": "pubblicato", "b": "pubblicato in parte"}, ["a/", "b/"], [],
         "2 di 2 pagine con contenuti", ""),
        ({"a": "non applicabile", "b": "pubblicato"}, ["b/"], ["a/"],
         "1 di 2 pagine con contenuti", "1 non applicabile"),
        ({"a": "non applicabile", "b": "non applicabile"}, [], ["a/", "b/"],
         "0 di 2 pagine con contenuti", "2 non applicabili"),
        ({"a": "nulla da pubblicare", "b": "in allestimento"}, [], ["a/", "b/"],
         "0 di 2 pagine con contenuti", "1 in allestimento, 1 senza nulla da pubblicare"),
        # A state that `vetro check` refuses is shown as it is written.
        ({"a": "bozza", "b": "pubblicato"}, ["b/"], ["a/"], "1 di 2 pagine con contenuti", "1 «bozza»"),
        # An annex owes nothing, and is there to be read.
        ({"a": "", "b": "in allestimento"}, ["a/"], ["b/"],
         "0 di 1 pagina con contenuti", "1 in allestimento"),
    ],
)  # fmt: skip
def test_a_section_says_which_of_its_pages_hold_something(
    states: dict[str, str], published: list[str], others: list[str], summary: str, others_summary: str
) -> None:
    view = section({"S": ["s", "a", "b"]}, {"s": "", **states})
    assert names(view) == (published, others)
    assert (view.summary, view.others_summary) == (summary, others_summary)
    assert view.holds == bool(published)


@pytest.mark.parametrize(("state", "holds"), [("pubblicato", True), ("in allestimento", False), ("", False)])
def test_a_section_of_one_page_is_that_page(state: str, holds: bool) -> None:
    view = section("s", {"s": state})
    assert (view.page.address, view.summary, view.others_summary) == ("s/", "", "")
    assert view.holds == holds


@pytest.mark.parametrize(
    ("first", "second", "published", "others"),
    [
        ("in allestimento", "in allestimento", [], [("g/", 2), ("x/", 3), ("y/", 3)]),
        ("in allestimento", "pubblicato", [("g/", 2), ("y/", 3)], [("x/", 3)]),
    ],
)
def test_a_page_that_groups_others_stands_with_those_that_hold_something(
    first: str, second: str, published: list[tuple[str, int]], others: list[tuple[str, int]]
) -> None:
    view = section({"S": ["s", {"G": ["g", "x", "y"]}]}, {"s": "", "g": "", "x": first, "y": second})
    assert [(one.page.address, one.level) for one in view.published] == published
    assert [(one.page.address, one.level) for one in view.others] == others
    assert view.summary == f"{int(second == 'pubblicato')} di 2 pagine con contenuti"


def test_the_whole_says_its_figure_its_states_and_its_sources() -> None:
    pages = {
        "a": TreePage("A", "a/", "pubblicato"),
        "b": TreePage("B", "b/"),
        "c": TreePage("C", "c/", "in allestimento"),
        "d": TreePage("D", "d/", "non applicabile"),
    }
    sources = [
        Source("x", "Delibera 1", date(2024, 1, 1), date(2026, 11, 30), ()),
        Source("y", "Delibera 2", None, date(2026, 3, 1), ()),
    ]
    view = tree_view([INDEX, "a", {"B": ["b", "c", "d"]}], pages, sources)
    assert view.summary == "1 di 3 pagine con contenuti; 1 in allestimento, 1 non applicabile"
    assert view.sources == (
        "Delibera 1; in vigore dal 1° gennaio 2024, consultata il 30 novembre 2026",
        "Delibera 2; consultata il 1° marzo 2026",
    )


def test_a_body_without_the_tree_shows_nothing_of_it() -> None:
    assert tree_view([], {}, ()).sections == ()
