"""A plan as a tree, without areas, offices, missions and kinds: check, scores, pages, data."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.checks.checked_plan import check_plan
from generator.importing.readers.published_data import published_files
from generator.plan.policy import Status
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, published_plan, site_in_memory
from tests.opendata.pivot import typed_tables

PLAN = """\
ente:
  nome: Regione Pedemonte (ente di prova)
titolo: Programma dei fondi 2025-2026
anni: [2025, 2026]
anno_base: 2024
"""
PARENT = """\
codice: {code}
titolo: {title}
{ties}"""
LEAF = """\
codice: {code}
titolo: {title}
{ties}indicatori:
  - id: {id}
    nome: {name}
    unita: n.
    condizione: almeno
    stato:
      2024: {baseline}
    target:
      2025: {target}
      2026: {target}
    peso: 100%
"""
#: Code → title and the lines that tie it to others; below, the id, baseline and target of its indicator.
PARENTS = {
    "P1": ("Territori connessi, servizi vicini", ""),
    "P1C1": ("Servizi digitali per i comuni montani", "padre: P1\n"),
    "P1C1/I1.1": ("Sportelli digitali di valle", "padre: P1C1\npeso: 75%\n"),
}
LEAVES = {
    "P1C1/I1.1.1": ("Punti di facilitazione", "padre: P1C1/I1.1\n", "punti", 12, 60),
    "P1C1/I1.1.2": (
        "Migrazione dei servizi",
        "padre: P1C1/I1.1\ncontribuisce_a: [P1C1/R1.1]\n",
        "comuni",
        0,
        40,
    ),
    "P1C1/R1.1": ("Procedimenti unici", "padre: P1C1\npeso: 25%\n", "procedimenti", 0, 10),
}
RESULTS = """\
P1C1/I1.1.1:
  punti: 30
P1C1/I1.1.2:
  comuni: 40
P1C1/R1.1:
  procedimenti: 8
"""


def write_plan(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """The plan in a folder; `changes` replaces pieces of its texts."""
    texts = {"piano.yml": PLAN, "rilevazioni/2025-12-31.yml": RESULTS}
    for code, (title, ties) in PARENTS.items():
        texts[f"obiettivi/{code.replace('/', '-').replace('.', '-')}.yml"] = PARENT.format(
            code=code, title=title, ties=ties
        )
    for code, (title, ties, identifier, baseline, target) in LEAVES.items():
        texts[f"obiettivi/{code.replace('/', '-').replace('.', '-')}.yml"] = LEAF.format(
            code=code,
            title=title,
            ties=ties,
            id=identifier,
            name=title,
            baseline=baseline,
            target=target,
        )
    for name, text in texts.items():
        for old, new in (changes or {}).items():
            text = text.replace(old, new)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> PublishedPlan:
    return published_plan(write_plan(tmp_path_factory.mktemp("fondi") / "2025-2026"))


@pytest.fixture(scope="module")
def site(published: PublishedPlan) -> Mapping[str, bytes]:
    return site_in_memory((published,), INVENTED_PROJECT / "site_config.yml")


def page(site: Mapping[str, bytes], slug: str = "") -> str:
    return site[f"piano/2025-2026/{slug}{'/' if slug else ''}index.html"].decode()


#: A list of facts, a table body or a filter without anything in it.
EMPTY = re.compile(r"<(dl|tbody|select)\b[^>]*>\s*</\1>")


class Text(HTMLParser):
    """The text of a page, and the targets of the links in its breadcrumbs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def text_of(html: str) -> str:
    return " ".join(Text(html).words)


def test_the_order_is_that_of_the_tree(published: PublishedPlan) -> None:
    codes = [objective.code for objective in published.plan.objectives]
    assert codes == ["P1", "P1C1", "P1C1/I1.1", "P1C1/I1.1.1", "P1C1/I1.1.2", "P1C1/R1.1"]


@pytest.mark.parametrize(
    ("code", "score", "status"),
    [
        ("P1C1/I1.1.1", Fraction(1, 2), Status.MISSED),
        ("P1C1/I1.1.2", Fraction(1), Status.ACHIEVED),
        ("P1C1/R1.1", Fraction(8, 10), Status.PARTLY),
        # (50% + 100%) / 2
        ("P1C1/I1.1", Fraction(3, 4), Status.PARTLY),
        # 75 × 75% + 25 × 80% = 56,25% + 20%
        ("P1C1", Fraction(7625, 10000), Status.PARTLY),
        ("P1", Fraction(7625, 10000), Status.PARTLY),
    ],
)
def test_the_score_of_a_parent_is_that_of_its_children(
    published: PublishedPlan, code: str, score: Fraction, status: Status
) -> None:
    found = published.assessment.of_objective(published.plan.by_code[code], 2025)
    assert (found.score, found.status) == (score, status)


def test_the_plan_counts_every_indicator_once(published: PublishedPlan) -> None:
    found = published.assessment.of_group(published.plan.objectives, 2025)
    assert (found.measured, found.measurable, found.indicators) == (3, 3, 3)
    # That of P1, the only one at the top.
    assert found.score == Fraction(7625, 10000)


def test_a_parent_with_indicators_of_its_own(tmp_path: Path) -> None:
    own = LEAF.partition("indicatori:")[2].format(id="spesa", name="Spesa", baseline=0, target=50)
    folder = write_plan(
        tmp_path / "2025-2026",
        {
            "padre: P1C1\npeso: 75%\n": f"padre: P1C1\npeso: 75%\nindicatori:{own}",
            "P1C1/R1.1:\n": "P1C1/I1.1:\n  spesa: 10\nP1C1/R1.1:\n",
        },
    )
    published = published_plan(folder)
    # 50%, 100% and 10/50 of its own: three parts that count alike.
    found = published.assessment.of_objective(published.plan.by_code["P1C1/I1.1"], 2025)
    assert found.score == Fraction(170, 300)
    assert found.indicators == 3


def test_the_page_of_a_parent(site: Mapping[str, bytes]) -> None:
    html = page(site, "P1C1-I1-1")
    text = text_of(html)
    assert "Gli obiettivi che ne fanno parte" in text
    assert 'piano/2025-2026/P1C1-I1-1-1/">Punti di facilitazione</a>' in html
    assert "Media dei gradi degli obiettivi che ne fanno parte: (50% + 100%) ÷ 2 = 75%" in text
    assert "Fa parte di P1C1 Servizi digitali per i comuni montani" in text
    assert "Indicatori e traguardi" not in text
    assert "(75 × 75% + 25 × 80%) ÷ 100 = 76,3%" in text_of(page(site, "P1C1"))


#: What is above P1C1/I1.1.2, from the top.
TRAIL = (
    ("P1", "P1 Territori connessi"),
    ("P1C1", "P1C1 Servizi digitali"),
    ("P1C1-I1-1", "P1C1/I1.1 Sportelli digitali"),
)


def test_breadcrumbs_and_navigation_follow_the_tree(site: Mapping[str, bytes]) -> None:
    html = page(site, "P1C1-I1-1-2")
    trail = [html.index(f'/piano/2025-2026/{slug}/">{label}') for slug, label in TRAIL]
    assert trail == sorted(trail)
    text = text_of(html)
    assert "Parti di P1C1/I1.1" in text
    assert "Contribuisce anche a P1C1/R1.1 Procedimenti unici" in text
    assert "Vi contribuiscono P1C1/I1.1.2 Migrazione dei servizi" in text_of(page(site, "P1C1-R1-1"))


def test_nothing_is_said_of_what_the_plan_does_not_have(site: Mapping[str, bytes]) -> None:
    absent = (
        "Ambito strategico",
        "ambito per ambito",
        "Missione",
        "Risorse",
        "Area di responsabilità",
        "Uffici",
        "non indicato nel documento",
        "non descrive questo obiettivo",
        "Per tipo di obiettivo",
        "Chi risponde di che cosa",
        "Tipologia",
        "Documento",
        "non indicato",
    )
    for name, content in site.items():
        if name.startswith("piano/") and name.endswith("index.html"):
            text = text_of(content.decode())
            assert [words for words in absent if words in text] == [], name
            assert not EMPTY.search(content.decode()), name
    assert not [name for name in site if "/ambiti/" in name or "/uffici/" in name]


def test_the_print_and_the_table_have_them_all(site: Mapping[str, bytes]) -> None:
    for code in (*PARENTS, *LEAVES):
        assert code in text_of(page(site, "stampa"))
    for code in LEAVES:
        assert code in text_of(page(site, "indicatori"))


def test_the_index_of_the_print_is_indented_and_names_no_part_twice(site: Mapping[str, bytes]) -> None:
    (index,) = re.findall(r'<nav class="cv-stampa__indice".*?</nav>', page(site, "stampa"), re.DOTALL)
    assert re.findall(r'<li(?: class="([^"]*)")?><a href="#([^"]*)"', index) == [
        ("", "parte-P1"),
        ("", "P1C1"),
        ("cv-livello--1", "P1C1-I1-1"),
        ("cv-livello--2", "P1C1-I1-1-1"),
        ("cv-livello--2", "P1C1-I1-1-2"),
        ("cv-livello--1", "P1C1-R1-1"),
    ]


def test_the_print_shows_the_title_of_a_part_once(site: Mapping[str, bytes]) -> None:
    html = page(site, "stampa")
    assert '<h3 id="P1" class="cv-nascosto">1. Territori connessi' in html
    assert re.findall(r'<h3 id="([^"]*)">', html)[:2] == ["P1C1", "P1C1-I1-1"]


def test_the_filter_by_parent_holds_all_that_is_below_it(site: Mapping[str, bytes]) -> None:
    html = page(site, "indicatori")
    (choices,) = re.findall(r'<select id="filtro-padre".*?</select>', html, re.DOTALL)
    assert re.findall(r'<option value="([^"]*)">(.*)</option>', choices) == [
        ("", "tutti gli obiettivi"),
        ("P1", "P1 Territori connessi, servizi vicini (3)"),
        ("P1C1", "P1C1 Servizi digitali per i comuni montani (3)"),
        ("P1C1/I1.1", "P1C1/I1.1 Sportelli digitali di valle (2)"),
    ]
    assert 'data-padre="P1|P1C1|P1C1/I1.1"' in html


def test_the_filter_by_what_an_objective_contributes_to(site: Mapping[str, bytes]) -> None:
    html = page(site, "indicatori")
    (choices,) = re.findall(r'<select id="filtro-contribuisce".*?</select>', html, re.DOTALL)
    assert re.findall(r'<option value="([^"]*)">(.*)</option>', choices) == [
        ("", "tutti gli obiettivi"),
        ("P1C1/R1.1", "P1C1/R1.1 Procedimenti unici (1)"),
    ]
    assert html.count('data-contribuisce="P1C1/R1.1"') == 1


def test_the_search_finds_an_objective_by_what_it_contributes_to(site: Mapping[str, bytes]) -> None:
    entries = {one["location"]: one for one in json.loads(site["search/search_index.json"])["docs"]}
    own = entries["piano/2025-2026/P1C1-I1-1-2/"]
    assert "P1C1/R1.1 Procedimenti unici" in own["text"]
    # The objective itself comes first: its code and title are where they count more.
    assert "R1.1" not in own["codici"]
    assert "Procedimenti" not in own["title"]


def written_again(site: Mapping[str, bytes], folder: Path) -> Path:
    """The files of the plan, from the published data."""
    for name, text in published_files(site["dati/2025-2026/piano.json"]).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_ties_are_on_paper(site: Mapping[str, bytes]) -> None:
    text = text_of(page(site, "stampa"))
    assert "Fa parte di P1C1/I1.1 Sportelli digitali di valle" in text
    assert "Contribuisce anche a P1C1/R1.1 Procedimenti unici" in text
    assert "Vi contribuiscono P1C1/I1.1.2 Migrazione dei servizi" in text


def test_kinds_and_areas_that_are_not_in_the_codes(tmp_path: Path) -> None:
    folder = write_plan(
        tmp_path / "2025-2026",
        {
            "anno_base: 2024\n": "anno_base: 2024\ntipi: {VP: Valore pubblico, AZ: Azioni}\n",
            "servizi vicini\n": "servizi vicini\ntipo: VP\nambito: A.1\n",
            "padre: P1C1\npeso: 25%\n": "padre: P1C1\npeso: 25%\ntipo: AZ\nambito: A.1\n",
        },
    )
    (folder / "ambiti.yml").write_text("- codice: A.1\n  nome: Montagna\n", "utf-8")
    site = site_in_memory((published_plan(folder),), INVENTED_PROJECT / "site_config.yml")
    for text in (text_of(page(site, "P1C1-R1-1")), text_of(page(site, "stampa"))):
        assert "Ambito strategico A.1 Montagna" in text
        assert "P1C1/R1.1 Azioni" in text
    assert "P1C1/R1.1 Procedimenti unici" in text_of(page(site, "ambiti/A-1"))
    assert '<option value="AZ">Azioni (1)</option>' in page(site, "indicatori")
    rows = {row["codice"]: row for row in typed_tables(site, "2025-2026")("obiettivi")}
    assert (rows["P1"]["tipo"], rows["P1"]["ambito"]) == ("VP", "A.1")
    assert (rows["P1C1"]["tipo"], rows["P1C1"]["ambito"]) == (None, None)
    again = check_plan(written_again(site, tmp_path / "di nuovo" / "2025-2026"), tmp_path)
    assert again.plan == published_plan(folder).plan


def test_the_badge_of_a_parent_is_that_of_its_children(site: Mapping[str, bytes]) -> None:
    badge = site["piano/2025-2026/P1C1/badge.svg"].decode()
    assert "P1C1 · 2025" in badge
    assert "parzialmente raggiunto · grado 76,3%" in badge


def test_the_search_finds_every_level(site: Mapping[str, bytes]) -> None:
    entries = {one["location"]: one for one in json.loads(site["search/search_index.json"])["docs"]}
    for slug, title in (("P1", "P1 Territori"), ("P1C1-I1-1", "P1C1/I1.1 Sportelli"), ("P1C1-R1-1", "")):
        entry = entries[f"piano/2025-2026/{slug}/"]
        assert entry["title"].startswith(f"2025-2026 – {title}")
        assert entry["codici"] == entry["title"].split()[2]


def test_the_data(site: Mapping[str, bytes]) -> None:
    rows = {row["codice"]: row for row in typed_tables(site, "2025-2026")("obiettivi")}
    columns = ("padre", "peso_nel_padre", "contribuisce_a")
    assert {code: tuple(row[name] for name in columns) for code, row in rows.items()} == {
        "P1": (None, None, None),
        "P1C1": ("P1", None, None),
        "P1C1/I1.1": ("P1C1", 75, None),
        "P1C1/I1.1.1": ("P1C1/I1.1", None, None),
        "P1C1/I1.1.2": ("P1C1/I1.1", None, "P1C1/R1.1"),
        "P1C1/R1.1": ("P1C1", 25, None),
    }  # fmt: skip
    verdicts = [row for row in typed_tables(site, "2025-2026")("esiti") if row["anno"] == 2025]
    assert {row["codice_obiettivo"]: row["grado"] for row in verdicts if not row["indicatore"]}[
        "P1C1"
    ] == Decimal("76.25")
    assert rows["P1"]["ambito"] is None
    assert rows["P1"]["tipo"] is None


def test_the_round_trip(site: Mapping[str, bytes], published: PublishedPlan, tmp_path: Path) -> None:
    folder = written_again(site, tmp_path / "2025-2026")
    assert check_plan(folder, tmp_path).plan == published.plan
