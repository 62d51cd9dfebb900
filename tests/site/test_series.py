"""The series of an indicator that continues over two plans: on its page, in `serie.csv`, in the catalogue."""

import csv
import io
import re
import shutil
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest
from rdflib import DCAT, RDF, Graph, URIRef

from generator.build.action_cache import ActionCache
from generator.build.inputs import read_inputs
from generator.build.project import published_plans
from generator.build.site_build import BuildOptions, SiteBuild
from generator.checks.check import check
from generator.opendata.tables.values_table import values_table
from generator.plan.succession import succession_of
from generator.publishing.output_dir import MemoryOutput
from generator.publishing.permanence import Permanence
from generator.site.frame.sources import read_sources
from generator.site.published_plan import PublishedPlan
from generator.site.views.series import Dot, SeriesRow, SeriesView, series_of
from tests.conftest import ROOT, site_in_memory

BODY = ROOT / "tests" / "data" / "due-periodi"
FORMER, LATER = "2025-2027", "2026-2028"
RENAMED = (
    "  - id: domande-digitali\n",
    "  - id: domande-digitali\n    continua: 2025-2027/A.1#pratiche-in-linea\n",
)


def project(folder: Path) -> Path:
    """The body in a folder of its own, where the indicator with another id says what it continues."""
    shutil.copytree(BODY, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    config = folder / "site_config.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("../../../theme", str(ROOT / "theme")), "utf-8")
    path = folder / "plan_data" / LATER / "obiettivi" / "A-1.yml"
    text = path.read_text("utf-8")
    if "continua:" not in text:
        path.write_text(text.replace(*RENAMED), "utf-8")
    return folder


def plans_of(root: Path) -> tuple[PublishedPlan, ...]:
    checked = check(root).plans
    assert all(one.is_valid for one in checked), [str(line) for one in checked for line in one.diagnostics]
    return tuple(published_plans(checked, root))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("serie") / "progetto")


@pytest.fixture(scope="module")
def plans(root: Path) -> tuple[PublishedPlan, ...]:
    return plans_of(root)


@pytest.fixture(scope="module")
def site(root: Path, plans: tuple[PublishedPlan, ...]) -> Mapping[str, bytes]:
    return site_in_memory(plans, root / "site_config.yml")


def series(plans: tuple[PublishedPlan, ...], code: str, period: str = LATER) -> Mapping[str, SeriesView]:
    published = next(one for one in plans if one.plan.period == period)
    objective = published.plan.by_code[code]
    return series_of(published, objective, plans, succession_of([one.plan for one in plans]))


def test_every_year_has_its_value_and_its_targets(plans: tuple[PublishedPlan, ...]) -> None:
    found = series(plans, "A.1")["attese"]
    assert found.periods == (FORMER, LATER)
    # The target of 2026 was revised from 12 to 13 in the former plan; the later one has its own.
    assert found.rows == (
        SeriesRow(2024, ("20 (valore di partenza)",), ((), ())),
        SeriesRow(2025, ("16",), (("al massimo 15",), ())),
        SeriesRow(2026, ("13 (al 31/10/2026)",), (("al massimo 13",), ("al massimo 14",))),
        SeriesRow(2027, (), (("al massimo 10",), ("al massimo 12",))),
        SeriesRow(2028, (), ((), ("al massimo 10",))),
    )
    assert [link.address for link in found.others] == ["piano/2025-2027/A-1/#attese"]


def test_the_chart_has_the_values_and_the_targets_of_each_plan(plans: tuple[PublishedPlan, ...]) -> None:
    """Five years are 200 wide; from 20 to 10 days it is 840 down, after 80 at the top."""
    chart = series(plans, "A.1")["attese"].chart
    assert chart is not None
    assert (chart.years, chart.highest, chart.lowest) == (
        (2024, 2025, 2026, 2027, 2028),
        "20 giorni",
        "10 giorni",
    )
    assert {line.label: line.dots for line in chart.lines} == {
        "prima dei piani": (Dot(100, 80),),
        "valori": (Dot(100, 80), Dot(300, 416), Dot(500, 668)),
        "traguardi 2025-2027": (Dot(300, 500), Dot(500, 668), Dot(700, 920)),
        "traguardi 2026-2028": (Dot(500, 584), Dot(700, 752), Dot(900, 920)),
    }


def test_both_plans_show_the_same_series(plans: tuple[PublishedPlan, ...]) -> None:
    former, later = series(plans, "A.1", FORMER)["attese"], series(plans, "A.1")["attese"]
    assert (former.origin, former.rows, former.chart) == (later.origin, later.rows, later.chart)
    assert [link.address for link in former.others] == ["piano/2026-2028/A-1/#attese"]


def test_an_indicator_with_another_name_is_in_the_series(plans: tuple[PublishedPlan, ...]) -> None:
    found = series(plans, "A.1")["domande-digitali"]
    assert found.origin == "2025-2027/A.1#pratiche-in-linea"
    assert [link.label for link in found.others] == ["2025-2027: Pratiche in linea"]
    assert [(row.year, row.values) for row in found.rows][:3] == [
        (2024, ("40% (valore di partenza)",)),
        (2025, ("52%",)),
        (2026, ("63% (al 31/10/2026)",)),
    ]


def test_values_that_are_no_quantities_have_a_table_and_no_chart(plans: tuple[PublishedPlan, ...]) -> None:
    found = series(plans, "A.3")
    assert [view.chart for view in found.values()] == [None] * len(found)
    assert found["carta"].rows[0].year == 2024


def test_offices_that_are_not_added_up_have_each_its_values(plans: tuple[PublishedPlan, ...]) -> None:
    found = series(plans, "A.1")["risposte"]
    assert found.chart is None
    assert [row.year for row in found.rows] == [2024, 2025, 2026, 2027, 2028]
    assert found.rows[0].values == (
        "Ufficio sportello: 85% (valore di partenza)",
        "Ufficio scuola e biblioteca: 75% (valore di partenza)",
        "Ufficio strade: 55% (valore di partenza)",
    )
    # The baseline of the later plan is the result of the former.
    assert found.rows[1].values == (
        "Ufficio sportello: 95%",
        "Ufficio scuola e biblioteca: 88%",
        "Ufficio strade: 60%",
    )
    assert found.rows[2].values[1] == "Ufficio scuola e biblioteca: 90% (al 31/10/2026)"
    assert found.rows[2].targets == (
        (
            "Ufficio sportello: almeno il 92%",
            "Ufficio scuola e biblioteca: almeno l'85%",
            "Ufficio strade: almeno l'85%",
        ),
        (
            "Ufficio sportello: almeno il 95%",
            "Ufficio scuola e biblioteca: almeno il 90%",
            "Ufficio strade: almeno l'80%",
        ),
    )
    assert (found.rows[4].values, found.rows[4].targets[0]) == ((), ())


def test_what_is_new_has_no_series(plans: tuple[PublishedPlan, ...]) -> None:
    assert series(plans, "B.7") == {}
    assert series(plans, "B.2", FORMER) == {}


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("period", [FORMER, LATER])
def test_the_page_shows_it_in_its_place(site: Mapping[str, bytes], period: str) -> None:
    page = site[f"piano/{period}/A-1/index.html"].decode()
    article = page.split('id="conto-attese"')[1].split("</article>")[0]
    assert "Anno per anno, nei piani 2025-2027 e 2026-2028" in text_of(article)
    assert "2026 13 (al 31/10/2026) al massimo 13 al massimo 14" in text_of(article)
    assert '<polyline points="100,80 300,416 500,668"/>' in article


def test_a_plan_without_others_shows_none(invented_published: PublishedPlan) -> None:
    objective = invented_published.plan.objectives[0]
    alone = succession_of([invented_published.plan])
    assert series_of(invented_published, objective, [invented_published], alone) == {}


def rows(site: Mapping[str, bytes]) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(site["dati/serie.csv"].decode(), newline=""))]


#: period, indicator, part, year, measure; number, day, yes or no; text, day of the result
VALUES = [
    (FORMER, "attese", "", 2024, "stato", "20", "", "", "20", ""),
    (FORMER, "attese", "", 2025, "rilevato", "16", "", "", "16", "2025-12-31"),
    # 15 days of 16 are 93,75%; what is computed has no text.
    (FORMER, "attese", "", 2025, "grado", "93.75", "", "", "", "2025-12-31"),
    (FORMER, "attese", "", 2025, "scarto", "1", "", "", "", "2025-12-31"),
    (FORMER, "attese", "", 2026, "traguardo", "12", "", "", "12", ""),
    (FORMER, "attese", "", 2026, "traguardo", "13", "", "", "13", ""),
    (LATER, "attese", "", 2026, "traguardo", "14", "", "", "14", ""),
    (LATER, "attese", "", 2026, "rilevato", "13", "", "", "13", "2026-10-31"),
    (LATER, "risposte", "scuola", 2026, "rilevato", "90", "", "", "90%", "2026-10-31"),
    (LATER, "risposte", "scuola", 2028, "traguardo", "95", "", "", "95%", ""),
    (FORMER, "prestiti", "", 2025, "rilevato", "1155", "", "", "1.155", "2025-12-31"),
    (LATER, "carta", "", 2026, "rilevato", "", "", "true", "sì", "2026-10-31"),
    (FORMER, "programma", "", 2025, "rilevato", "", "2025-06-12", "", "12/06/2025", "2025-12-31"),
]


@pytest.mark.parametrize("wanted", VALUES, ids=lambda one: " ".join(map(str, one[:5])))
def test_a_value_is_a_row(site: Mapping[str, bytes], wanted: tuple[object, ...]) -> None:
    names = ("periodo", "indicatore", "parte", "anno", "misura")
    found = [row for row in rows(site) if [row[name] for name in names] == [*map(str, wanted[:5])]]
    cells = ("valore_numero", "valore_data", "valore_logico", "valore_testo", "giorno")
    assert [*wanted[5:]] in [[row[name] for name in cells] for row in found]


def test_a_row_has_one_kind_of_value_and_a_key_of_its_own(site: Mapping[str, bytes]) -> None:
    found = rows(site)
    assert tuple(found[0]) == values_table().names
    assert {
        sum(1 for name in ("valore_numero", "valore_data", "valore_logico") if row[name]) for row in found
    } <= {
        0,
        1,
    }
    keys = [tuple(row[name] for name in values_table().key) for row in found]
    assert len(set(keys)) == len(keys)
    assert {row["ente"] for row in found} == {"ipa_inventato"}


def test_a_renamed_indicator_keeps_the_name_of_its_series(site: Mapping[str, bytes]) -> None:
    names = {(row["periodo"], row["indicatore"]): row["serie"] for row in rows(site)}
    assert names[FORMER, "pratiche-in-linea"] == "2025-2027/A.1#pratiche-in-linea"
    assert names[LATER, "domande-digitali"] == "2025-2027/A.1#pratiche-in-linea"
    assert names[LATER, "alberi"] == ""


def test_the_page_of_all_data_says_what_each_column_is(site: Mapping[str, bytes]) -> None:
    page = site["dati/index.html"].decode()
    assert 'href="../dati/serie.csv"' in page
    for column in values_table().columns:
        assert f"<code>{column.name}</code>" in page
        assert column.description in unescape(page)


def test_the_catalogue_has_it_as_a_dataset_of_its_own(site: Mapping[str, bytes]) -> None:
    graph = Graph().parse(data=site["dati/catalogo.ttl"], format="turtle")
    page = "https://trasparenza.roccafinta.example/dati/"
    datasets = {str(one) for one in graph.subjects(RDF.type, DCAT.Dataset)}
    assert datasets == {f"{page}#serie", f"{page}2025-2027/#dataset", f"{page}2026-2028/#dataset"}
    (distribution,) = graph.objects(URIRef(f"{page}#serie"), DCAT.distribution)
    assert [*graph.objects(distribution, DCAT.downloadURL)] == [URIRef(f"{page}serie.csv")]
    (size,) = graph.objects(distribution, DCAT.byteSize)
    assert int(size) == len(site["dati/serie.csv"])


def test_a_result_of_the_former_plan_changes_the_page_of_the_later_one(tmp_path: Path) -> None:
    folder = project(tmp_path / "progetto")
    config = folder / "site_config.yml"
    sources = read_sources(config)
    inputs = read_inputs((sources.content, *sources.themes), (config,))
    with ActionCache(tmp_path / "cache") as cache:
        before = MemoryOutput()
        SiteBuild(plans_of(folder), config, before, BuildOptions(cache, inputs)).write(Permanence())
        file = folder / "plan_data" / FORMER / "rilevazioni" / "2025-12-31" / "sportello.yml"
        text = file.read_text("utf-8")
        assert text.count("valore: 16\n") == 1
        file.write_text(text.replace("valore: 16\n", "valore: 17\n"), "utf-8")
        changed = plans_of(folder)
        after = MemoryOutput(previous=before)
        SiteBuild(changed, config, after, BuildOptions(cache, inputs)).write(Permanence())
    page = f"piano/{LATER}/A-1/index.html"
    assert "2025 17" in text_of(after.contents[page].decode())
    assert dict(sorted(after.contents.items())) == site_in_memory(changed, config)
