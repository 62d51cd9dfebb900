"""An invented hospital whose indicators are measured in steps or by office: from files to pages and data."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.checks.checked_plan import check_plan
from generator.importing.readers.published_data import published_files
from generator.loading.skeletons import new_measurements
from generator.plan.measurement import PartResults, show_result
from generator.site.published_plan import PublishedPlan
from tests.conftest import ROOT, published_plan, site_in_memory
from tests.opendata.pivot import Row, Wide, typed_tables, wide_rows

BODY = ROOT / "tests" / "data" / "ospedale-di-prova"
PERIOD = "2026"


@pytest.fixture(scope="module")
def published() -> PublishedPlan:
    return published_plan(BODY / "plan_data" / PERIOD)


@pytest.fixture(scope="module")
def site(published: PublishedPlan) -> Mapping[str, bytes]:
    return site_in_memory((published,), BODY / "site_config.yml")


def words(site: Mapping[str, bytes], address: str) -> str:
    """The words of a page, one space apart."""
    text = site[f"piano/{PERIOD}/{address}index.html"].decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def tables(site: Mapping[str, bytes]) -> Callable[[str], list[Row]]:
    return typed_tables(site, PERIOD)


def indicators(site: Mapping[str, bytes]) -> list[Wide]:
    """The indicators, with a column for each year."""
    return wide_rows(tables(site), None)


def data(site: Mapping[str, bytes], name: str) -> Any:
    return json.loads(site[f"dati/{PERIOD}/{name}"], parse_float=Decimal, parse_int=Decimal)


#: indicator, parts, degree on 30/06/2026 (worked out by hand; none without a result), status
INDICATORS = [
    # (100 + 100 + 90 + 100) ÷ 4: of five departments one has not reported. Three of four go well.
    ("prime-visite", 5, Decimal("97.5"), "in linea"),
    ("recupero", 5, None, "non valutabile"),
    # One of three steps in time, of the fourth there is no news; two of three go well, less than 70 %.
    ("prericovero", 4, Decimal("33.3333"), "in ritardo"),
    # 0,7 of 0,7, and 0,9 of 1,0.
    ("degenza", 2, 95, "in ritardo"),
    ("piano-condiviso", 3, None, "da rilevare"),
    # Two of the values have no condition; the third is met.
    ("terapia", 3, 100, "in linea"),
    # Of the pharmacy the document says «n.a.».
    ("referti-urgenti", 2, 100, "in linea"),
    # 10% less than 400, and 20% less than 1.250: 360 + 1.000 of 380 + 1.100.
    ("ripetuti", 2, Decimal("91.8919"), "in ritardo"),
    ("anatomia-digitale", 3, 100, "in linea"),
    # 2 + 1 + 1 + 1 of 4 + 4 + 2 + 1.
    ("studi", 8, Decimal("45.4545"), "in ritardo"),
    # Declared by who evaluates: (60 + 40 + 100) ÷ 3, of the third what is said of all.
    # Two of three go well, less than 70 %.
    ("misure", 8, Decimal("66.6667"), "in ritardo"),
    ("dichiarazioni", 8, None, "non valutabile"),
]


def test_the_indicators_of_the_document(site: Mapping[str, bytes], published: PublishedPlan) -> None:
    rows = {row["indicatore"]: row for row in indicators(site)}
    plan = published.plan
    parts = {one.id: len(one.parts_of(2026)) for objective in plan.objectives for one in objective.indicators}
    assert [
        (key, parts[key], row["grado_2026"], row["esito_2026"]) for key, row in rows.items()
    ] == INDICATORS


def test_the_degree_follows_from_the_published_parts(site: Mapping[str, bytes]) -> None:
    """Means of the published degrees, by the published weights; a sum from the published values."""
    checked = 0
    for row in indicators(site):
        parts = {part: one for part, one in row["parti"].items() if one["grado_2026"] is not None}
        degrees = [Fraction(one["grado_2026"]) for one in parts.values()]
        if degrees and row["aggregazione"] in (None, "media"):
            mean = sum(degrees, Fraction(0)) / len(degrees)
            assert abs(mean - Fraction(row["grado_2026"])) < Fraction(1, 1000), row["indicatore"]
            checked += 1
        elif degrees:
            value, target = (
                sum(one[name] for one in parts.values()) for name in ("rilevato_2026", "target_2026")
            )
            share = Fraction(value) / Fraction(target)
            share = 100 / share if row["condizione"] == "al massimo" else 100 * share
            assert abs(share - Fraction(row["grado_2026"])) < Fraction(1, 1000)
            checked += 1
    assert checked == 9


#: indicator, part, name, target, result, degree, status
PARTS = [
    (
        "prericovero",
        "1",
        "definizione del percorso e dei moduli",
        "31.03.2026",
        "20.03.2026",
        100,
        "raggiunto",
    ),
    ("prericovero", "2", "formazione del personale", "31.05.2026", "12.06.2026", 0, "non raggiunto"),
    ("prericovero", "3", "avvio in due reparti", "30.06.2026", "non ancora", 0, "in linea"),
    ("prericovero", "4", "estensione a tutti i reparti", "31.12.2026", None, None, "da rilevare"),
    ("referti-urgenti", "radiologia", "S.C. Radiologia", "95%", "96%", 100, "in linea"),
    ("referti-urgenti", "laboratorio-analisi", "S.C. Laboratorio analisi", "98%", "98%", 100, "in linea"),
]


@pytest.mark.parametrize("wanted", PARTS, ids=lambda one: f"{one[0]} {one[1]}")
def test_the_data_hold_the_parts(site: Mapping[str, bytes], wanted: tuple[object, ...]) -> None:
    indicator, part, *cells = wanted
    row = next(row for row in indicators(site) if row["indicatore"] == indicator)["parti"][part]
    names = ("nome", "target_2026_testo", "rilevato_2026_testo", "grado_2026", "esito_2026")
    assert [row[name] for name in names] == cells


def test_the_data_hold_what_the_parts_become(site: Mapping[str, bytes]) -> None:
    rows = {row["indicatore"]: row for row in indicators(site)}
    names = ("aggregazione", "base_esito_2026", "rilevato_2026")
    assert [rows["prericovero"][name] for name in names] == [None, "esiti delle fasi o degli uffici", None]
    assert [rows["studi"][name] for name in names] == ["somma", "confronto con l'atteso", 5]


def test_the_measurements_hold_the_parts(site: Mapping[str, bytes]) -> None:
    rows = [row for row in tables(site)("rilevazioni") if row["indicatore"] == "degenza"]
    assert [(row["parte"], row["valore_numero"], row["valore_testo"]) for row in rows] == [
        (None, None, "chirurgia-generale: 0,7; ortopedia: 1,0"),
        ("chirurgia-generale", Decimal("0.7"), "0,7"),
        ("ortopedia", 1, "1,0"),
    ]


PAGES = [
    (
        "1-1-2/",
        "Per il 2026 l'ente si è impegnato a concludere 4 fasi. Al 30 giugno 2026 c'erano dati di 3 fasi.",
    ),
    ("1-1-2/", "4 fasi nel 2026; dati di 3 fasi su 4"),
    ("1-1-2/", "formazione del personale entro il 31 maggio 2026 12 giugno 2026 0% non raggiunto"),
    ("1-1-2/", "estensione a tutti i reparti entro il 31 dicembre 2026 — — da rilevare"),
    ("1-1-2/", "parte delle fasi concluse nei tempi, che contano tutte allo stesso modo"),
    ("1-1-2/", "1 fase su 3 nei tempi, peso 33,3%"),
    ("1-1-2/", "S.C. Ortopedia al massimo 0,9 1,0 (al 30/06/2026) 90% in ritardo"),
    ("1-1-1/", "l'ente si è impegnato ad almeno il 90%, in 5 uffici."),
    ("1-1-1/", "almeno 90% (5 uffici)"),
    ("1-1-1/", "dati di 4 uffici su 5"),
    ("2-1-1/", "almeno 19 (8 uffici)"),
    ("2-1-1/", "Somma dei traguardi (dati di 4 uffici su 8) 4 + 4 + 2 + 1 = 11"),
    ("2-1-1/", "5 ÷ 11 = 45,5%"),
    ("1-2-1/", "2 fasi non valutabili"),
    ("1-2-2/", "S.C. Radiologia: al massimo 360 (−10% di 400 = 360, rispetto al valore 2025); nel 2025: 400"),
    ("1-2-2/", "al massimo 1.360 (2 uffici) migliora"),
    (
        "1-2-2/",
        "S.C. Laboratorio analisi al massimo 1.000 (−20% di 1.250 = 1.000, rispetto al valore 2025) 1.100",
    ),
    ("1-2-2/", "1.360 ÷ 1.480 = 91,9%"),
    (
        "3-1-1/",
        "Dichiarato da chi valuta: raggiunto; medicina-interna: in linea, grado 60%; geriatria: grado 40%",
    ),
    (
        "stampa/",
        "S.C. Radiologia: al massimo 360 (−10% di 400 = 360, rispetto al valore 2025); nel 2025: 400",
    ),
    ("stampa/", "definizione del percorso e dei moduli: entro il 31 marzo 2026"),
    ("stampa/", "S.C. Geriatria: almeno il 90%"),
    ("indicatori/", "4 fasi"),
    ("uffici/radiologia/", "2.1.1"),
]


@pytest.mark.parametrize(("address", "text"), PAGES)
def test_the_page_says_it(site: Mapping[str, bytes], address: str, text: str) -> None:
    assert text in words(site, address)


def test_the_measurements_hold_what_was_declared_of_each_office(site: Mapping[str, bytes]) -> None:
    rows = [row for row in tables(site)("rilevazioni") if row["indicatore"] == "misure"]
    declared = {row["parte"]: (row["grado_dichiarato"], row["esito_dichiarato"]) for row in rows}
    assert declared[None] == (None, "raggiunto")
    assert declared["medicina-interna"] == (60, "in linea")
    assert declared["geriatria"] == (40, None)


def test_an_office_comes_back_as_it_was_written(site: Mapping[str, bytes]) -> None:
    document = data(site, "piano.json")
    objective = next(one for one in document["obiettivi"] if one["codice"] == "1.2.2")
    repeated = next(one for one in objective["indicatori"] if one["id"] == "ripetuti")
    assert "rispetto_a" not in repeated
    assert repeated["per_ufficio"]["radiologia"] == {
        "stato": {"2025": "400"},
        "target": {"2026": {"valore": "-10%", "rispetto_a": "2025"}},
    }
    of_all = next(one for one in document["obiettivi"] if one["codice"] == "1.1.1")["indicatori"][0]
    assert of_all["target"] == {"2026": "90%"}
    assert of_all["per_ufficio"]["geriatria"] == {}


def test_a_step_is_found_by_its_words(site: Mapping[str, bytes]) -> None:
    assert "avvio in due reparti" in site["search/search_index.json"].decode()


def test_the_parts_come_back_as_they_were(
    site: Mapping[str, bytes], published: PublishedPlan, tmp_path: Path
) -> None:
    content = site[f"dati/{PERIOD}/piano.json"]
    jsonschema.validate(json.loads(content), json.loads(site[f"dati/{PERIOD}/piano.schema.json"]))
    for name, text in published_files(content).items():
        (tmp_path / PERIOD / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / PERIOD / name).write_text(text, encoding="utf-8")
    again = check_plan(tmp_path / PERIOD, tmp_path).plan
    assert again == published.plan
    results = [one.original for one in again.measurements if isinstance(one.original, PartResults)]
    assert show_result(results[1]) == "1: 20.03.2026; 2: 12.06.2026; 3: non ancora"


#: What the document does not have: weights, ids, past values, conditions of an office, corrections.
STEPS_WITH_MORE = """\
    fasi:
      - {id: moduli, nome: definizione dei moduli, entro: 31.03.2026, peso: 40%}
      - {nome: avvio, condizione: al massimo, unita: gg, target: {2026: 5}, peso: 60%}
"""
OFFICES_WITH_MORE = """\
    per_ufficio:
      radiologia: {condizione: più di, stato: {2025: 90%}, target: {2026: 95%}}
      farmacia: {target: {2026: {condizione: almeno, valore: 80%}}}
    aggregazione: peggiore
"""
RESULTS_WITH_MORE = """\
1.1.2:
  prericovero:
    fasi: {moduli: 20.03.2026, 2: 6}
    rettifiche: [{data: 15/09/2026, fasi: {2: 4}, motivo: contati due volte}]
1.2.2:
  referti-urgenti: {per_ufficio: {farmacia: 81%}}
"""


def test_what_the_document_does_not_have_comes_back_too(tmp_path: Path) -> None:
    source = tmp_path / "prima" / PERIOD
    shutil.copytree(BODY / "plan_data" / PERIOD, source)
    for name, new in (("1-1-2", STEPS_WITH_MORE), ("1-2-2", OFFICES_WITH_MORE)):
        file = source / "obiettivi" / f"{name}.yml"
        before = file.read_text("utf-8")
        block = re.search(r"    (fasi|per_ufficio):\n(      .*\n)+", before)
        assert block is not None
        file.write_text(before.replace(block[0], new), encoding="utf-8")
    (source / "rilevazioni" / "2026-06-30.yml").write_text(RESULTS_WITH_MORE, encoding="utf-8")
    published = published_plan(source)
    content = site_in_memory((published,), BODY / "site_config.yml")[f"dati/{PERIOD}/piano.json"]
    for name, text in published_files(content).items():
        (tmp_path / PERIOD / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / PERIOD / name).write_text(text, encoding="utf-8")
    again = check_plan(tmp_path / PERIOD, tmp_path).plan
    assert again == published.plan
    steps = again.by_code["1.1.2"].indicators[0].parts
    assert [(step.id, str(step.weight and step.weight.text())) for step in steps] == [
        ("moduli", "40%"),
        ("2", "60%"),
    ]
    of_steps = next(one for one in again.measurements if one.indicator == "prericovero")
    assert of_steps.value is not None
    assert show_result(of_steps.value) == "moduli: 20.03.2026; 2: 4"


def test_a_new_file_of_measurements_asks_for_each_part(published: PublishedPlan, tmp_path: Path) -> None:
    text = new_measurements(published.plan, tmp_path, "2026-12-31").read_text("utf-8")
    assert (
        "  prericovero:  # Attivazione del prericovero unificato.\n"
        "    fasi:\n"
        "      1:  # definizione del percorso e dei moduli: entro il 31 marzo 2026\n"
    ) in text
    assert "    per_ufficio:\n      radiologia:  # S.C. Radiologia: almeno il 95%\n" in text
    assert "farmacia:  # S.C. Farmacia: n.a." not in text
    declared = "«100% al 31.12.2026»  {valore: …, grado_dichiarato: 80%}\n"
    assert f"      farmacia:  # S.C. Farmacia: {declared}" in text
