"""The feed is Atom, dated from the data, and its ids never change."""

from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from generator.opendata.formats import site_files
from generator.opendata.metadata.publisher import Publisher
from generator.plan.model import Plan
from generator.plan.news import News
from generator.site.published_plan import PublishedPlan
from tests.opendata.conftest import Site

GRAMMAR = Path(__file__).parents[1] / "data" / "standards" / "atom.rng"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
PUBLISHER = Publisher("Ente", "https://sito.example/", "Sito")


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(GRAMMAR))


def feed_of(*plans: PublishedPlan) -> etree._Element:
    files = {file.name: file for file in site_files([(e.dataset, ()) for e in plans])}
    return etree.fromstring(files["novita.xml"].content)


def with_plan(published_plan: PublishedPlan, plan: Plan, publisher: Publisher = PUBLISHER) -> PublishedPlan:
    return replace(published_plan, plan=plan, publisher=publisher)


def ids(feed: etree._Element) -> list[str]:
    return [element.text for element in feed.xpath("//a:id", namespaces=ATOM)]


def test_the_feeds_are_valid(site: Site, grammar: etree.RelaxNG) -> None:
    grammar.assertValid(etree.fromstring(site.files["novita.xml"]))


@pytest.mark.parametrize(
    ("element", "wrong"),
    [
        ("id", None),
        ("title", None),
        ("updated", None),
        ("author", None),
        ("link", None),
        ("updated", "2025-06-30"),
        ("updated", "2025-02-30T00:00:00Z"),
        ("id", "senza-schema"),
    ],
)
@pytest.mark.parametrize("parent", ["a:feed", "a:feed/a:entry"])
def test_the_grammar_refuses_what_is_no_feed(
    invented: Site, grammar: etree.RelaxNG, parent: str, element: str, wrong: str | None
) -> None:
    feed = etree.fromstring(invented.files["novita.xml"])
    for found in feed.xpath(f"/{parent}/a:{element}", namespaces=ATOM):
        if wrong is None:
            found.getparent().remove(found)
        else:
            found.text = wrong
    assert grammar.validate(feed) is (parent == "a:feed/a:entry" and element == "author")


def test_the_entries_of_the_invented_body(invented: Site) -> None:
    feed = etree.fromstring(invented.files["novita.xml"])
    found = [
        (
            entry.findtext("a:id", namespaces=ATOM),
            entry.findtext("a:updated", namespaces=ATOM),
            entry.find("a:link", ATOM).get("href"),
        )
        for entry in feed.findall("a:entry", ATOM)
    ]
    site = "https://trasparenza.vattelapesca.example/"
    tag = "tag:trasparenza.vattelapesca.example,2025:2025-2026/"
    assert found == [
        (f"{tag}rilevazioni/2026-06-30", "2026-06-30T00:00:00Z", f"{site}piano/2025-2026/"),
        (
            f"{tag}rettifiche/2025-12-31/01_01_OS01/prestiti/1",
            "2026-02-20T00:00:00Z",
            f"{site}piano/2025-2026/01_01_OS01/#prestiti",
        ),
        (f"{tag}rilevazioni/2025-12-31", "2025-12-31T00:00:00Z", f"{site}piano/2025-2026/"),
        (f"{tag}rilevazioni/2025-06-30", "2025-06-30T00:00:00Z", f"{site}piano/2025-2026/"),
        (f"{tag}novita/home-rifatta", "2025-03-01T00:00:00Z", f"{site}dati/2025-2026/"),
        (f"{tag}novita/piano-approvato", "2025-01-15T00:00:00Z", f"{site}piano/2025-2026/"),
    ]
    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-06-30T00:00:00Z"


def test_an_id_outlives_its_title_its_day_its_text_and_a_move_of_the_site(
    invented_published: PublishedPlan,
) -> None:
    plan = invented_published.plan
    before = ids(feed_of(with_plan(invented_published, plan)))
    changed = tuple(
        replace(news, title="Altro", text="Altro", day=date(2025, 2, 2), page="") for news in plan.news
    )
    moved = replace(PUBLISHER, site_url="https://altrove.example/", authority="sito.example")
    after = ids(feed_of(with_plan(invented_published, replace(plan, title="Altro", news=changed), moved)))
    assert sorted(after) == sorted(before)


def test_new_changes_leave_the_ids_that_were_there(invented_published: PublishedPlan) -> None:
    plan = invented_published.plan
    earlier = replace(plan, measurements=tuple(m for m in plan.measurements if m.day.year == 2025))
    before, after = (ids(feed_of(with_plan(invented_published, p))) for p in (earlier, plan))
    assert set(before) < set(after)


def test_two_plans_share_a_feed_and_no_id(invented_published: PublishedPlan, grammar: etree.RelaxNG) -> None:
    plan = invented_published.plan
    later = replace(plan, period="2026-2027", years=(2026, 2027))
    feed = feed_of(*(with_plan(invented_published, p) for p in (plan, later)))
    grammar.assertValid(feed)
    assert len(set(ids(feed))) == len(ids(feed)) == 13
    titles = feed.xpath("//a:entry/a:title/text()", namespaces=ATOM)
    assert {title.partition(" – ")[0] for title in titles} == {"2025-2026", "2026-2027"}
    # Each id of the plan alone is in the feed of both, whatever the title.
    alone = feed_of(with_plan(invented_published, plan))
    assert {*ids(alone)} <= {*ids(feed)}
    assert "Rilevazioni al 30/06/2026" in alone.xpath("//a:entry/a:title/text()", namespaces=ATOM)


def test_a_plan_without_news_has_an_empty_feed_of_its_first_day(
    invented_published: PublishedPlan, grammar: etree.RelaxNG
) -> None:
    silent = replace(invented_published.plan, news=(), measurements=())
    feed = feed_of(with_plan(invented_published, silent))
    grammar.assertValid(feed)
    assert feed.findtext("a:updated", namespaces=ATOM) == "2025-01-01T00:00:00Z"


@pytest.mark.parametrize("text", ["<b>& «così»</b>", "con \x00 e \x1b dentro", "due\nrighe", "segno \ue000"])
def test_any_text_is_carried_as_text(
    invented_published: PublishedPlan, grammar: etree.RelaxNG, text: str
) -> None:
    news = News("a", date(2025, 1, 1), f"Titolo {text}", text)
    feed = feed_of(
        with_plan(invented_published, replace(invented_published.plan, news=(news,), measurements=()))
    )
    grammar.assertValid(feed)
    shown = "".join(c for c in text if c.isprintable() or c == "\n")
    assert feed.findtext("a:entry/a:title", namespaces=ATOM) == f"Titolo {shown}"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000", "\u2028"])
def test_every_space_is_a_space(invented_published: PublishedPlan, space: str) -> None:
    news = News("a", date(2025, 1, 1), f"Approvato il{space}piano")
    feed = feed_of(
        with_plan(invented_published, replace(invented_published.plan, news=(news,), measurements=()))
    )
    assert feed.findtext("a:entry/a:title", namespaces=ATOM) == "Approvato il piano"
