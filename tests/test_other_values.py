"""Two invented bodies with other units, conditions and baselines: from their files to pages and data."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from generator.checks.checked_plan import check_plan
from generator.importing.readers.published_data import published_files
from generator.loading import schemas
from generator.plan.conditions import Condition
from generator.plan.indicator import WrittenCondition
from generator.plan.values import show
from generator.site.published_plan import PublishedPlan
from generator.site.views.neighbours import neighbours_of
from generator.site.views.objective import objective_view
from tests.conftest import ROOT, published_plan, site_in_memory
from tests.opendata.in_memory import whole_document
from tests.opendata.pivot import typed_tables, wide_rows

DATA = ROOT / "tests" / "data"


@dataclass(frozen=True)
class Body:
    folder: Path
    published: PublishedPlan
    files: Mapping[str, bytes]

    @property
    def period(self) -> str:
        return self.published.plan.period

    def page(self, address: str) -> str:
        """The words of a page, one space apart."""
        text = self.files[f"piano/{self.period}/{address}index.html"].decode()
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())

    def data(self, name: str) -> Any:
        content = self.files[f"dati/{self.period}/{name}"]
        return json.loads(content, parse_float=Decimal, parse_int=Decimal)

    @cached_property
    def indicators(self) -> Mapping[str, Mapping[str, Any]]:
        """The indicators by their ids, with a column for each year."""
        rows = wide_rows(typed_tables(self.files, self.period), None)
        return {row["indicatore"]: row for row in rows}

    def rows(self, table: str) -> list[Mapping[str, Any]]:
        return typed_tables(self.files, self.period)(table)


def build(name: str, period: str) -> Body:
    published = published_plan(DATA / name / "plan_data" / period)
    return Body(DATA / name, published, site_in_memory((published,), DATA / name / "site_config.yml"))


@pytest.fixture(scope="module")
def ministry() -> Body:
    return build("ministero-di-prova", "2026-2028")


@pytest.fixture(scope="module")
def university() -> Body:
    return build("ateneo-di-prova", "2025")


@pytest.fixture(params=["ministry", "university"])
def body(request: pytest.FixtureRequest) -> Body:
    found: Body = request.getfixturevalue(request.param)
    return found


#: The verdicts of the document itself, and the degrees worked out by hand.
OF_THE_DOCUMENT = {
    "proseguono": ("raggiunto", 100),
    "tutorato": ("raggiunto", 100),
    "segreteria": ("parzialmente raggiunto", Decimal("98.75")),
    "attesa": ("raggiunto", 100),
    "progetti": ("raggiunto", 100),
    "successo": ("parzialmente raggiunto", 85),
    "consulenza": ("raggiunto", 100),
    "giorni": ("parzialmente raggiunto", Decimal("93.5673")),
    "complessita": ("non raggiunto", 0),
    "archivio": ("non raggiunto", 0),
    "consumo": ("raggiunto", 100),
    "collaudo": ("non raggiunto", 0),
    "manutenzione": ("raggiunto", 100),
    "titolo-estero": ("parzialmente raggiunto", Decimal("99.5349")),
    "pagine": ("da rilevare", None),
}


def test_the_verdicts_are_those_of_the_document(university: Body) -> None:
    rows = university.indicators
    assert {key: (row["esito_2025"], row["grado_2025"]) for key, row in rows.items()} == OF_THE_DOCUMENT


# objective, words of its page
PAGES = [
    ("121", "tra 80,00% e 90,00% migliora"),
    ("121", "restare tra l'80,00% e il 90,00%."),
    ("121", "Scarto dal traguardo 3 punti percentuali oltre il massimo"),
    (
        "121",
        "massimo diviso valore Grado di raggiungimento 90 ÷ 93 = 96,8%",
    ),
    ("121", "traguardo 2026 tra 80,00% e 90,00%"),
    ("130", "più di 85,00% migliora"),
    ("130", "il valore è uguale al traguardo, e serve di più: al massimo 99,9%"),
    ("118", "meno di 24,00 non confrontabile"),
    ("118", "Missione 041 – Navigazione interna e vie d'acqua Programma 002 – Sicurezza della navigazione"),
    ("118", "Risorse a preventivo 2026: 4.120.500,00 € 2027: 4.300.000,00 € 2028: 4.300.000,00 €"),
    ("118", "Fonte: Registro degli avvisi Codice: 118.2"),
    ("118", "a restare sotto 24,00 ore. Al 30 giugno 2026 erano 24,00 ore."),
    # The card without indicators.
    ("133", "Esito 2026 senza target il piano non fissa un traguardo per il 2026"),
    ("135", "mq Stato 2025 21,40 Traguardo 2026 al massimo 19,00 migliora"),
    ("135", "scala: Basso, Medio, Alto Stato 2025 Medio Traguardo 2026 Alto"),
    ("135", "Dichiarato da chi valuta: in ritardo, grado 60%"),
    ("135", "in ritardo: dichiarato da chi valuta: questionari inventati di maggio"),
]


@pytest.mark.parametrize(("objective", "words"), PAGES)
def test_the_page_says_it(ministry: Body, objective: str, words: str) -> None:
    assert words in ministry.page(f"{objective}/")


@pytest.mark.parametrize(
    ("objective", "words"),
    [
        (
            "PAS25_DID_02",
            "punti su 5 Stato 2024 3,91/5 2022: 3,62/5 2023: 3,80/5 Traguardo 2025 almeno 4,00/5 migliora",
        ),
        (
            "PAS25_DID_02",
            "Nel 2024 erano 3,91 punti su 5; per il 2025 l'ente si è impegnato ad almeno 4,00",
        ),
        ("PAS25_DID_02", "Altri anni prima del piano 2022: 3,62 punti su 5; 2023: 3,80 punti su 5"),
        (
            "PAS25_PER_01",
            "alta, deve diminuire Stato 2024 media 2022: alta 2023: alta Traguardo 2025 bassa migliora",
        ),
        ("PAS25_ORG_01", "Nel 2024 la risposta era «Off»; per il 2025 l'ente si è impegnato a un «On»."),
        (
            "PAS25_EDI_01",
            "kWh/mq Stato 2024 88,7 2022: 96,4 2023: 91,0 Traguardo 2025 al massimo 85,0 migliora",
        ),
        ("PAS25_EDI_01", "tra 95% e 100%"),
        # The degree that the body declares stands beside the computed one: 17 ÷ 20, 160 ÷ 171.
        (
            "PAS25_RIC_01",
            "parzialmente raggiunto grado 85% (dichiarato da chi valuta: grado 85%, come si calcola)",
        ),
        (
            "PAS25_PER_01",
            "parzialmente raggiunto grado 93,6% (dichiarato da chi valuta: grado 95%; dal valore si calcola "
            "«parzialmente raggiunto», grado 93,6%, e conta questo)",
        ),
        ("PAS25_PER_01", "Dichiarato da chi valuta grado 95%; dal valore si calcola"),
    ],
)
def test_the_page_shows_the_years_before(university: Body, objective: str, words: str) -> None:
    assert words in university.page(f"{objective}/")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("stampa/", "punti su 5 3,91/5 2022: 3,62/5 2023: 3,80/5 almeno 4,00/5 migliora"),
        ("stampa/", "scala: bassa, media, alta, deve diminuire media 2022: alta 2023: alta bassa migliora"),
        ("stampa/", "tra 95% e 100%"),
        ("stampa/", "al 31/12/2025 dichiarato da chi valuta: grado 85%, come si calcola"),
        ("indicatori/", "al 31/12/2025 dichiarato da chi valuta: grado 85%, come si calcola"),
        ("indicatori/", "3,91/5 almeno 4,00/5 migliora parzialmente raggiunto"),
        ("indicatori/", "n.d. tra 95% e 100% non confrontabile raggiunto"),
    ],
)
def test_the_printed_plan_and_the_table_of_all_say_it(university: Body, address: str, words: str) -> None:
    assert words in university.page(address)


#: Words about what a plan does not have.
ABSENT = {
    "ministero-di-prova": ("Ambito", "ambito", "Area di responsabilità", "Peso", "Documento"),
    "ateneo-di-prova": ("Ambito", "ambito", "Missione", "Risorse", "Tipologia", "Peso", "Documento"),
}


@pytest.mark.parametrize("body", ["ministry", "university"], indirect=True)
def test_nothing_is_said_of_what_the_plan_does_not_have(body: Body) -> None:
    (absent,) = [words for name, words in ABSENT.items() if name in str(body.folder)]
    pages = [name for name in body.files if name.startswith("piano/") and name.endswith("/index.html")]
    assert pages
    for name in pages:
        text = " ".join(re.sub(r"<[^>]+>", " ", body.files[name].decode()).split())
        assert [one for one in (*absent, "non indicat") if one in text] == [], name


@pytest.mark.parametrize(
    ("indicator", "cells"),
    [
        ("stazioni", {"condizione_2026": "più di", "target_2026": 85, "grado_2026": Decimal("99.9")}),
        (
            "avvisi",
            {"condizione_2026": "meno di", "unita": "h", "anno_partenza": None, "valore_partenza": None},
        ),
        (
            "incentivi",
            {"target_2026": None, "target_minimo_2026": 80, "target_massimo_2026": 90},
        ),
        ("incentivi", {"rilevato_2026": 93, "scarto_2026": 3, "esito_2026": "in ritardo"}),
        ("incentivi", {"unita": "%", "unita_testo": None, "target_minimo_2026_testo": "80,00%"}),
        ("controlli", {"target_2028": None, "condizione_2028": None, "condizione_2027": "almeno"}),
        ("locazioni", {"unita": "mq", "target_2026": 19, "rilevato_2026": Decimal("19.8")}),
        ("formazione", {"scala": "Basso;Medio;Alto", "target_2026": 3, "stato_2025": 2}),
        ("formazione", {"condizione": None, "condizione_2026": "pari a", "verso": None}),
        ("formazione", {"base_esito_2026": "dichiarato da chi valuta", "grado_2026": 60}),
        ("pagamenti", {"condizione_2026": None, "esito_2026": "non valutabile"}),
    ],
)
def test_the_data_hold_it(ministry: Body, indicator: str, cells: Mapping[str, object]) -> None:
    row = ministry.indicators[indicator]
    assert {name: row[name] for name in cells} == cells


@pytest.mark.parametrize(
    ("indicator", "cells"),
    [
        ("segreteria", {"anno_partenza": 2024, "valore_partenza": Decimal("3.91"), "unita": "punti su 5"}),
        (
            "segreteria",
            {"stato_2022_testo": "3,62/5", "stato_2023": Decimal("3.80"), "target_2025_testo": "4,00/5"},
        ),
        ("manutenzione", {"stato_2022": Decimal("91.5"), "stato_2024": None, "stato_2024_testo": "n.d."}),
        ("archivio", {"target_2025": True, "rilevato_2025": False, "rilevato_2025_testo": "Off"}),
        ("complessita", {"verso": "diminuisce", "partenza_2025": "migliora"}),
    ],
)
def test_the_data_hold_the_years_before(
    university: Body, indicator: str, cells: Mapping[str, object]
) -> None:
    row = university.indicators[indicator]
    assert {name: row[name] for name in cells} == cells


def test_the_codes_of_missions_are_texts_of_the_act(ministry: Body) -> None:
    rows = {row["codice"]: row for row in ministry.rows("obiettivi")}
    assert (rows["118"]["missione"], rows["118"]["programma"]) == ("041", "002")
    assert "Missione 041 – Navigazione interna" in ministry.page("stampa/")


def test_a_declared_degree_is_in_the_data(ministry: Body) -> None:
    row = next(row for row in ministry.rows("rilevazioni") if row["indicatore"] == "formazione")
    assert (row["grado_dichiarato"], row["esito_dichiarato"]) == (60, "in ritardo")


def test_the_declared_degree_is_beside_the_computed_one(university: Body) -> None:
    row = university.indicators["giorni"]
    assert (row["grado_2025"], row["esito_2025"]) == (Decimal("93.5673"), "parzialmente raggiunto")
    declared = {row["indicatore"]: row["grado_dichiarato"] for row in university.rows("rilevazioni")}
    assert (declared["giorni"], declared["progetti"]) == (95, None)


def test_every_json_file_follows_its_schema(body: Body) -> None:
    data = f"dati/{body.period}/"
    names = [name for name in body.files if name.startswith(data) and name.endswith(".schema.json")]
    assert len(names) == 2
    for name in names:
        schema = json.loads(body.files[name])
        stem = name.removesuffix(".schema.json")
        own = [one for one in body.files if one.startswith(f"{data}obiettivi/") and one.endswith(".json")]
        for file in own if stem.endswith("/obiettivo") else [f"{stem}.json"]:
            content = json.loads(body.files[file])
            errors = [one.message for one in jsonschema.Draft202012Validator(schema).iter_errors(content)]
            assert errors == [], file


def test_the_plan_comes_back_equal_and_to_the_letter(body: Body, tmp_path: Path) -> None:
    for name, text in published_files(body.files[f"dati/{body.period}/piano.json"]).items():
        path = tmp_path / body.period / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    again = check_plan(tmp_path / body.period, tmp_path)
    assert again.plan == body.published.plan, "\n".join(map(str, again.diagnostics))
    for here, there in zip(again.plan.objectives, body.published.plan.objectives, strict=True):
        for one, other in zip(here.indicators, there.indicators, strict=True):
            assert [show(value) for value in one.targets.values()] == [
                show(value) for value in other.targets.values()
            ]
            assert {year: show(value) for year, value in one.past_values.items()} == {
                year: show(value) for year, value in other.past_values.items()
            }


def test_the_schema_of_the_whole_plan_names_every_published_field(ministry: Body) -> None:
    schema = ministry.data("piano.schema.json")["properties"]
    indicator = schema["obiettivi"]["items"]["properties"]["indicatori"]["items"]["properties"]
    for_the_rules = {"calcolo", "eccezioni"}
    assert indicator.keys() - {"uri"} == {field.name for field in schemas.INDICATOR.fields} - for_the_rules
    result = schema["rilevazioni"]["additionalProperties"]["additionalProperties"]["additionalProperties"]
    assert result["properties"].keys() == {field.name for field in schemas.RESULT.fields} - for_the_rules


def test_a_condition_of_one_year_is_published_as_it_was_written(ministry: Body) -> None:
    plan = ministry.published.plan
    objective = plan.by_code["130"]
    own = {2027: WrittenCondition(Condition.AT_LEAST, ">=")}
    changed = replace(objective, indicators=(replace(objective.indicators[0], year_conditions=own),))
    document = whole_document(replace(plan, objectives=(changed,)), ministry.published.dataset.uris)
    (written,) = json.loads(json.dumps(document))["obiettivi"]
    assert written["indicatori"][0]["target"] == {
        "2026": "85,00%",
        "2027": {"condizione": ">=", "valore": "90,00%"},
        "2028": "95,00%",
    }
    schema = ministry.data("piano.schema.json")
    assert [one.message for one in jsonschema.Draft202012Validator(schema).iter_errors(document)] == []


def test_a_baseline_of_another_year_says_which(university: Body) -> None:
    published = university.published
    objective = published.plan.by_code["PAS25_DID_02"]
    first, *others = objective.indicators
    older = replace(first, baseline_year=2023, past_values={2022: first.past_values[2022]})
    changed = replace(objective, indicators=(older, *others))
    neighbours = neighbours_of(published)[objective.code]
    rows = objective_view(published, changed, neighbours).indicators
    assert [(row.baseline, row.past_values) for row in rows] == [
        ("3,91/5 (2023)", ("2022: 3,62/5",)),
        ("19", ("2023: 22",)),
    ]
