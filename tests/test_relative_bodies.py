"""Two invented bodies whose targets are differences, texts or dated: from their files to pages and data."""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from generator.checks.checked_plan import check_plan
from generator.importing.readers.published_data import published_files
from generator.loading.skeletons import new_measurements
from generator.plan.measurement import Measurement
from generator.plan.model import Plan
from generator.plan.values import Number, Value
from generator.site.published_plan import PublishedPlan
from tests.conftest import ROOT, published_plan, site_in_memory
from tests.opendata.pivot import typed_tables, wide_rows

PERIOD = "2026-2028"
AGENCY, FUNDS = "agenzia-di-prova", "fondi-di-prova"


@dataclass(frozen=True)
class Body:
    published: PublishedPlan
    files: Mapping[str, bytes]

    def page(self, address: str) -> str:
        """The words of a page, one space apart."""
        text = self.files[f"piano/{PERIOD}/{address}index.html"].decode()
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())

    def row(self, indicator: str) -> Mapping[str, Any]:
        """An indicator, with a column for each year."""
        rows = wide_rows(typed_tables(self.files, PERIOD), None)
        return next(row for row in rows if row["indicatore"] == indicator)

    @property
    def document(self) -> Any:
        return json.loads(self.files[f"dati/{PERIOD}/piano.json"])


def folder(name: str) -> Path:
    return ROOT / "tests" / "data" / name


@pytest.fixture(scope="module")
def bodies() -> Mapping[str, Body]:
    built = {}
    for name in (AGENCY, FUNDS):
        published = published_plan(folder(name) / "plan_data" / PERIOD)
        built[name] = Body(published, site_in_memory((published,), folder(name) / "site_config.yml"))
    return built


@pytest.mark.parametrize("name", [AGENCY, FUNDS])
def test_nothing_is_wrong_with_it(name: str) -> None:
    assert check_plan(folder(name) / "plan_data" / PERIOD, ROOT).diagnostics == ()


PAGES = [
    # 35 served, 40 and 80 more.
    (AGENCY, "OB-1-1/", "almeno 75 35 + 40 = 75, rispetto al valore 2025 migliora"),
    (AGENCY, "OB-1-1/", "almeno 115 35 + 80 = 115, rispetto al valore 2025 migliora"),
    (AGENCY, "OB-1-1/", "+5 punti rispetto al 2026 non confrontabile Traguardo 2028 n.d."),
    # 74 less a fifth, two fifths, three fifths.
    (AGENCY, "OB-1-2/", "59,2 −20% di 74 = 59,2, rispetto al valore 2025 migliora"),
    (AGENCY, "OB-1-2/", "29,6 −60% di 74 = 29,6, rispetto al valore 2025 migliora"),
    # The target of 2026 is 40, that of 2027 65, that of 2028 90.
    (AGENCY, "OB-2-1/", "65 40 + 25 = 65, rispetto al traguardo 2026, finché non c'è il risultato migliora"),
    (AGENCY, "OB-2-1/", "90 65 + 25 = 90, rispetto al traguardo 2027, finché non c'è il risultato migliora"),
    (
        AGENCY,
        "OB-2-1/",
        "Definizione delle specifiche condivise con i servizi meteorologici entro il 30/06/2026",
    ),
    (
        AGENCY,
        "OB-2-1/",
        "Termine 30 giugno 2026; di quel giorno non c'è un dato, e conta il primo che lo segue",
    ),
    (AGENCY, "OB-2-2/", "almeno 1.000 +100% di 500 = 1.000, rispetto al traguardo 2026"),
    (AGENCY, "OB-3-2/", "Calcolo del traguardo 4 + 6 = 10, rispetto al valore 2025"),
    (AGENCY, "stampa/", "almeno 75 35 + 40 = 75, rispetto al valore 2025 migliora"),
    (AGENCY, "indicatori/", "74 59,2 −20% di 74 = 59,2, rispetto al valore 2025 migliora"),
    (
        FUNDS,
        "P1C1I1-1-1/",
        "P1 Territori connessi, servizi vicini P1C1 Servizi digitali per i comuni montani",
    ),
    (FUNDS, "P1C1I1-1-1/", "Avviso pubblicato nel bollettino regionale entro il 30/06/2026"),
    # A text starts from no value, and none is missed.
    (
        FUNDS,
        "P1C1I1-1-1/",
        "con criteri di selezione e schema di convenzione Per il 2026 l'ente si è impegnato",
    ),
    (FUNDS, "P1C1I1-1-2/", "45 entro il 30/06/2027"),
    (FUNDS, "P1C2I2-1/", "Traguardo 2027 — Traguardo 2028 38,4 entro il 30/06/2028"),
    (FUNDS, "P2C1I1-1/", "Traguardo 2027 — Traguardo 2028 140,00 entro il 31/12/2028"),
    (FUNDS, "stampa/", "45 entro il 30/06/2027"),
]


@pytest.mark.parametrize(("name", "address", "words"), PAGES)
def test_the_page_says_it(bodies: Mapping[str, Body], name: str, address: str, words: str) -> None:
    assert words in bodies[name].page(address)


ROWS = [
    (
        AGENCY,
        "sportelli",
        {
            "target_2027": 75,
            "target_2027_testo": "+40",
            "rispetto_a_2027": 2025,
            "riferimento_2027": 35,
            "riferimento_2027_da": "valore",
        },
    ),
    (AGENCY, "sportelli", {"rispetto_a_2026": None, "riferimento_2026": None, "riferimento_2026_da": None}),
    (AGENCY, "errori", {"target_2026": Decimal("59.2"), "target_2026_testo": "-20%"}),
    (AGENCY, "enti", {"target_2028": 90, "riferimento_2028": 65, "riferimento_2028_da": "traguardo"}),
    (
        AGENCY,
        "qualita",
        {"target_2027": None, "target_2027_testo": "+5 punti", "rispetto_a_2027": 2026},
    ),
    (AGENCY, "qualita", {"unita": "%", "unita_2026": "testo", "unita_2027": "%"}),
    (AGENCY, "qualita", {"esito_2027": "non valutabile", "esito_2026": "in ritardo", "grado_2026": 60}),
    (AGENCY, "uffici", {"target_2026": 10, "rilevato_2026": 10, "scarto_2026": None}),
    (AGENCY, "ripristino", {"esito_2026": "in ritardo", "grado_2026": Decimal("99.9")}),
    (AGENCY, "neve", {"termine_2026": "2026-06-30", "esito_2026": "parzialmente raggiunto"}),
    (FUNDS, "avviso", {"termine_2026": "2026-06-30", "esito_2026": "raggiunto", "grado_2026": 100}),
    (FUNDS, "migrazione", {"termine_2027": "2027-06-30", "target_2027": 45, "esito_2026": "senza target"}),
    (FUNDS, "perdite", {"termine_2027": "2027-12-31", "condizione_2027": None}),
    (FUNDS, "contatori", {"target_2028": 31000, "valore_partenza": 6283, "target_2028_testo": "31.000,00"}),
]


@pytest.mark.parametrize(("name", "indicator", "cells"), ROWS)
def test_the_data_hold_it(
    bodies: Mapping[str, Body], name: str, indicator: str, cells: Mapping[str, object]
) -> None:
    row = bodies[name].row(indicator)
    assert {column: row[column] for column in cells} == cells


@pytest.mark.parametrize(
    ("name", "objective", "position", "fields"),
    [
        (
            AGENCY,
            "OB.1.2",
            1,
            {"rispetto_a": "2025", "target": {"2026": "-20%", "2027": "-40%", "2028": "-60%"}},
        ),
        (
            AGENCY,
            "OB.2.1",
            0,
            {
                "target": {
                    "2026": "40",
                    "2027": {"valore": "+25", "rispetto_a": "anno precedente"},
                    "2028": {"valore": "+25", "rispetto_a": "anno precedente"},
                }
            },
        ),
        (
            AGENCY,
            "OB.3.1",
            2,
            {
                "target": {
                    "2026": {"unita": "testo", "valore": "Pubblicazione del modello", "entro": "30/09/2026"},
                    "2027": "50%",
                    "2028": "100%",
                }
            },
        ),
        (FUNDS, "P2C1I1.2", 0, {"target": {"2027": {"valore": "32", "entro": "31/12/2027"}}}),
    ],
)
def test_the_document_has_what_is_written(
    bodies: Mapping[str, Body], name: str, objective: str, position: int, fields: Mapping[str, object]
) -> None:
    found = next(one for one in bodies[name].document["obiettivi"] if one["codice"] == objective)
    assert {key: found["indicatori"][position][key] for key in fields} == fields


@pytest.mark.parametrize("name", [AGENCY, FUNDS])
def test_every_json_file_follows_its_schema(bodies: Mapping[str, Body], name: str) -> None:
    files, data = bodies[name].files, f"dati/{PERIOD}/"
    schemas = [file for file in files if file.startswith(data) and file.endswith(".schema.json")]
    assert schemas == [f"{data}obiettivo.schema.json", f"{data}piano.schema.json"]
    for schema in schemas:
        stem = schema.removesuffix(".schema.json")
        own = [one for one in files if one.startswith(f"{data}obiettivi/") and one.endswith(".json")]
        validator = jsonschema.Draft202012Validator(json.loads(files[schema]))
        for file in own if stem.endswith("/obiettivo") else [f"{stem}.json"]:
            assert [one.message for one in validator.iter_errors(json.loads(files[file]))] == [], file


@pytest.mark.parametrize("name", [AGENCY, FUNDS])
def test_the_plan_comes_back_equal(bodies: Mapping[str, Body], name: str, tmp_path: Path) -> None:
    assert_comes_back(bodies[name], tmp_path)


def test_targets_on_the_way_come_back_equal(on_the_way: Body, tmp_path: Path) -> None:
    assert_comes_back(on_the_way, tmp_path)


@pytest.mark.parametrize(
    ("entry", "words", "is_there"),
    [
        ("P2C1I1-1/#consumo", "kWh/m2", True),
        ("P2C1I1-1/#scuole", "metri quadrati", True),
        ("P1C2I2-1/#protezioni", "chilometri", True),
        # Those of half of the indicators say nothing.
        ("P1C1R1-1/#autorizzazione", "gg", False),
        ("P1C1I1-1-1/#punti", "n.", False),
    ],
)
def test_an_indicator_is_found_by_its_own_unit(
    bodies: Mapping[str, Body], entry: str, words: str, is_there: bool
) -> None:
    index = json.loads(bodies[FUNDS].files["search/search_index.json"])
    text = {doc["location"]: doc["text"] for doc in index["docs"]}[f"piano/{PERIOD}/{entry}"]
    assert (f" {words} " in f" {text} ") == is_there


def assert_comes_back(body: Body, tmp_path: Path) -> None:
    for file, text in published_files(body.files[f"dati/{PERIOD}/piano.json"]).items():
        path = tmp_path / PERIOD / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    again = check_plan(tmp_path / PERIOD, tmp_path)
    assert again.plan == body.published.plan, "\n".join(map(str, again.diagnostics))


@pytest.fixture(scope="module")
def on_the_way(tmp_path_factory: pytest.TempPathFactory) -> Body:
    """The agency with targets within the year on the way to what is bought together."""
    root = tmp_path_factory.mktemp("agenzia")
    copy = shutil.copytree(folder(AGENCY) / "plan_data", root / "plan_data")
    file = copy / PERIOD / "obiettivi" / "OB-3-2.yml"
    text = file.read_text("utf-8")
    target = "      2026: 1.500.000 €\n"
    assert text.count(target) == 1
    interim = "    traguardi_intermedi: {2026-06-30: 600.000 €, 2026-09-30: 900.000 €}\n"
    file.write_text(text.replace("      2028: n.d.\n", f"      2028: n.d.\n{interim}"), "utf-8")
    measured = copy / PERIOD / "rilevazioni" / "2026-09-30.yml"
    measured.write_text(measured.read_text("utf-8") + "  spesa: 880.000 €\n", "utf-8")
    assert check_plan(copy / PERIOD, root).diagnostics == ()
    published = published_plan(copy / PERIOD)
    return Body(published, site_in_memory((published,), folder(AGENCY) / "site_config.yml"))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "OB-3-2/",
            "almeno 1.500.000\N{NO-BREAK SPACE}€ 600.000\N{NO-BREAK SPACE}€ al 30/06/2026 "
            "900.000\N{NO-BREAK SPACE}€ al 30/09/2026 migliora",
        ),
        ("OB-3-2/", "Traguardi intermedi 600.000 euro al 30 giugno 2026; 900.000 euro al 30 settembre 2026"),
        (
            "OB-3-2/",
            "Atteso al 30 settembre 2026 900.000 euro, il traguardo intermedio del 30 settembre 2026",
        ),
        ("stampa/", "900.000\N{NO-BREAK SPACE}€ al 30/09/2026"),
        ("indicatori/", "900.000\N{NO-BREAK SPACE}€ al 30/09/2026"),
    ],
)
def test_targets_on_the_way_are_on_the_pages(on_the_way: Body, address: str, words: str) -> None:
    # `split` takes a no-break space for a space.
    assert " ".join(words.split()) in on_the_way.page(address)


def test_targets_on_the_way_are_in_the_data(on_the_way: Body) -> None:
    row = on_the_way.row("spesa")
    assert row["traguardi_intermedi"] == {"2026-06-30": 600_000, "2026-09-30": 900_000}
    assert (row["atteso_2026"], row["esito_2026"]) == (900000, "in ritardo")
    objective = next(one for one in on_the_way.document["obiettivi"] if one["codice"] == "OB.3.2")
    assert objective["indicatori"][1]["traguardi_intermedi"] == {
        "2026-06-30": "600.000 €",
        "2026-09-30": "900.000 €",
    }


def test_a_result_counts_from_the_day_that_it_is_known(bodies: Mapping[str, Body]) -> None:
    """43 bodies at the end of 2026, and 25 more; the day before, 25 more than the 40 of the target."""
    plan = bodies[AGENCY].published.plan
    result = Measurement("OB.2.1", "enti", date(2026, 12, 31), Number(Decimal(43)))
    later = replace(plan, measurements=(*plan.measurements, result)).with_results()

    def target(plan: Plan) -> Value:
        return plan.by_code["OB.2.1"].indicator("enti").targets[2027]

    assert target(later) == Number(Decimal(68))
    assert target(later.known_on(date(2026, 12, 30))) == Number(Decimal(65))


def test_a_new_file_of_measurements_holds_what_cannot_be_worked_out_yet(
    bodies: Mapping[str, Body], tmp_path: Path
) -> None:
    text = new_measurements(bodies[AGENCY].published.plan, tmp_path, "2027-06-30").read_text("utf-8")
    assert "qualita:  # Qualità percepita del servizio itinerante (%): +5 punti rispetto al 2026\n" in text
    assert "sportelli:  # Diffusione degli sportelli itineranti (n.): almeno 75\n" in text
