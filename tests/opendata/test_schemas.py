"""Every JSON file has a schema beside it; the format has a version, and what it promises stays."""

import json
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator.opendata.dataset import FORMAT_RULE, FORMAT_VERSION
from tests.opendata.conftest import Site

#: By table, the columns of the published format, with `{base}` and `{anno}` for the years of a plan.
PROMISE = Path(__file__).parents[1] / "data" / "standards" / "formato-1.json"
#: Files whose form a public standard gives; their tests are elsewhere.
STANDARD = {"datapackage.json"}


def json_files(site: Site) -> Iterator[tuple[str, str]]:
    """Name of each JSON file, and of its schema."""
    for path in sorted(site.data.rglob("*.json")):
        name = path.relative_to(site.data).as_posix()
        if name not in STANDARD and not name.endswith(".schema.json"):
            stem = "obiettivo" if "/" in name else name.removesuffix(".json")
            yield name, f"{stem}.schema.json"


def validator(site: Site, schema: str) -> Draft202012Validator:
    content = json.loads(site.read(schema))
    Draft202012Validator.check_schema(content)
    return Draft202012Validator(content, format_checker=FormatChecker())


def test_every_json_file_follows_the_schema_beside_it(site: Site) -> None:
    names = dict(json_files(site))
    assert len(names) == 10 + len(site.published.plan.objectives)
    validators = {schema: validator(site, schema) for schema in set(names.values())}
    for name, schema in names.items():
        errors = [error.message for error in validators[schema].iter_errors(json.loads(site.read(name)))]
        assert errors == [], name


def test_schemas_say_where_they_are_and_of_which_version(site: Site) -> None:
    for path in site.data.glob("*.schema.json"):
        content = json.loads(path.read_bytes())
        assert content["$id"] == site.published.dataset.uris.file(path.name)
        assert content["formato"] == FORMAT_VERSION
        assert content["description"]
    assert site.json("piano.json")["formato"] == FORMAT_VERSION


def test_the_schema_of_a_table_names_exactly_its_columns(site: Site) -> None:
    for table in site.published.dataset.tables:
        items = json.loads(site.read(f"{table.name}.schema.json"))["items"]
        assert tuple(items["properties"]) == tuple(items["required"]) == table.names
        assert all(cell["description"] for cell in items["properties"].values())


def first(document: Any, *path: str | int) -> Any:
    for step in path:
        document = document[step]
    return document


#: file, where, what is put there
SPOILT: list[tuple[str, tuple[str | int, ...], object]] = [
    ("indicatori", (0, "peso"), "50%"),
    ("indicatori", (0, "peso"), None),
    ("indicatori", (0, "peso"), 101),
    ("indicatori", (0, "condizione"), ">="),
    ("indicatori", (0, "target_2025"), "31/12/2025"),
    ("indicatori", (0, "definitivo_2025"), "sì"),
    ("indicatori", (0, "codice_obiettivo"), "1" * 61),
    ("obiettivi", (0, "uffici"), "anagrafe"),
    ("obiettivi", (0, "uri"), 7),
    ("rilevazioni", (0, "data"), "2025-6-30"),
    ("obiettivi/01_01_OS01", ("indicatori", 0, "nome"), None),
    ("piano", ("obiettivi", 0, "indicatori", 0, "nome"), 50),
    ("piano", ("obiettivi", 0, "codice"), "1" * 61),
    ("piano", ("novita", 0, "data"), "2025-01-15"),
]


@pytest.mark.parametrize(("name", "path", "value"), SPOILT)
def test_a_spoilt_file_does_not_follow_its_schema(
    invented: Site, name: str, path: tuple[str | int, ...], value: object
) -> None:
    document = deepcopy(json.loads(invented.read(f"{name}.json")))
    schema = validator(invented, dict(json_files(invented))[f"{name}.json"])
    assert schema.is_valid(document)
    first(document, *path[:-1])[path[-1]] = value
    assert not schema.is_valid(document)
    del first(document, *path[:-1])[path[-1]]
    assert not schema.is_valid(document)


def test_a_reader_with_this_schema_survives_a_new_column(invented: Site) -> None:
    document = json.loads(invented.read("indicatori.json"))
    document[0]["colonna_nuova"] = "qualcosa"
    assert validator(invented, "indicatori.schema.json").is_valid(document)


def test_the_columns_of_the_format_stay_where_they_are(site: Site) -> None:
    """A failure means: raise the first number of the version, or put the new column after the others."""
    promise = json.loads(PROMISE.read_bytes())
    assert promise["formato"].split(".")[0] == FORMAT_VERSION.split(".")[0]
    plan = site.published.plan
    for table, columns in promise["tabelle"].items():
        expected: list[str] = []
        for column in columns:
            if isinstance(column, list):
                expected += [each.format(anno=year) for year in plan.years for each in column]
            else:
                expected.append(column.format(base=plan.baseline_year))
        assert site.csv(table)[0][: len(expected)] == expected, table
        if promise["formato"] == FORMAT_VERSION:
            assert site.csv(table)[0] == expected, f"{table}: nuova colonna, alzare FORMAT_VERSION"


def test_the_rule_for_changing_the_format_is_on_the_data_page(site: Site) -> None:
    page = " ".join(site.read("index.html").decode().split())
    assert f"<strong>{FORMAT_VERSION}</strong>" in page
    assert " ".join(FORMAT_RULE.split()) in page


def test_numbers_are_exact(site: Site) -> None:
    plan = site.published.plan
    weights = [i.weight.points for o in plan.objectives for i in o.indicators]
    assert [row["peso"] for row in site.json("indicatori.json")] == weights
    assert all(isinstance(row["peso"], Decimal) for row in site.json("indicatori.json"))


def test_every_objective_and_indicator_has_one_address_in_every_format(site: Site) -> None:
    root = site.published.publisher.site_url
    for row in site.json("indicatori.json"):
        path, _, anchor = row["uri"].removeprefix(root).partition("#")
        assert f'id="{anchor}"' in site.files[f"{path}index.html"].decode()
    addresses = {row["uri"] for row in site.json("indicatori.json")}
    assert len(addresses) == site.published.plan.indicator_count
    objectives = site.json("piano.json")["obiettivi"]
    assert {i["uri"] for o in objectives for i in o["indicatori"]} == addresses
    assert {o["uri"] for o in objectives} == {row["uri"] for row in site.json("obiettivi.json")}
    names, *rows = site.csv("indicatori")
    assert {row[names.index("uri")] for row in rows} == addresses
