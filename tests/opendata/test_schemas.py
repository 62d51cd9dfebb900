"""Every JSON file has a schema beside it; the format has a version, and what it promises stays."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator.opendata.dataset import FORMAT_RULE, FORMAT_VERSION
from generator.opendata.tables.columns import Kind
from tests.opendata.conftest import Site

#: By table, the columns of the published format.
PROMISE = Path(__file__).parents[1] / "data" / "standards" / "formato-2.json"
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
    assert len(names) == 1 + len(site.published.plan.objectives)
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


def test_the_schema_of_an_objective_names_exactly_the_columns_of_its_tables(site: Site) -> None:
    content = json.loads(site.read("obiettivo.schema.json"))["properties"]
    repeated = {"ente", "periodo", "codice_obiettivo"}
    for table in site.published.dataset.tables:
        if table.name == "obiettivi":
            assert set(table.names) <= content.keys()
        elif table.by_objective:
            cells = content[table.name]["items"]["properties"]
            assert tuple(cells) == tuple(name for name in table.names if name not in repeated)
            assert all(cell["description"] for cell in cells.values())


def first(document: Any, *path: str | int) -> Any:
    for step in path:
        document = document[step]
    return document


#: file, where, what is put there
SPOILT: list[tuple[str, tuple[str | int, ...], object]] = [
    ("obiettivi/01_01_OS01", ("indicatori", 0, "peso"), "50%"),
    ("obiettivi/01_01_OS01", ("indicatori", 0, "peso"), None),
    ("obiettivi/01_01_OS01", ("indicatori", 0, "peso"), 101),
    ("obiettivi/01_01_OS01", ("indicatori", 0, "nome"), None),
    ("obiettivi/01_01_OS01", ("valori", 0, "misura"), "valore"),
    ("obiettivi/01_01_OS01", ("valori", 0, "anno"), "2025"),
    ("obiettivi/01_01_OS01", ("esiti", 0, "definitivo"), "sì"),
    ("obiettivi/01_01_OS01", ("rilevazioni", 0, "giorno"), "2025-6-30"),
    ("obiettivi/01_01_OS01", ("codice",), "1" * 61),
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
    document = json.loads(invented.read("obiettivi/01_01_OS01.json"))
    document["indicatori"][0]["colonna_nuova"] = "qualcosa"
    assert validator(invented, "obiettivo.schema.json").is_valid(document)


def test_the_columns_of_the_format_stay_where_they_are(site: Site) -> None:
    """A failure means: raise the first number of the version, or put the new column after the others."""
    promise = json.loads(PROMISE.read_bytes())
    assert promise["formato"].split(".")[0] == FORMAT_VERSION.split(".")[0]
    for table, expected in promise["tabelle"].items():
        assert site.csv(table)[0][: len(expected)] == expected, table
        if promise["formato"] == FORMAT_VERSION:
            assert site.csv(table)[0] == expected, f"{table}: nuova colonna, alzare FORMAT_VERSION"
    if promise["formato"] == FORMAT_VERSION:
        assert [table.name for table in site.published.dataset.tables] == list(promise["tabelle"])


def test_a_column_holds_one_kind_of_value_and_no_year(site: Site) -> None:
    for table in site.published.dataset.tables:
        assert table.names[:2] == ("ente", "periodo")
        assert not [name for name in table.names if re.search(r"\d{4}", name)]
        assert {column.kind for column in table.columns} <= set(Kind) - {Kind.VALUE}


def test_the_rule_for_changing_the_format_is_on_the_data_page(site: Site) -> None:
    page = " ".join(site.read("index.html").decode().split())
    assert f"<strong>{FORMAT_VERSION}</strong>" in page
    assert " ".join(FORMAT_RULE.split()) in page


def test_numbers_are_exact(site: Site) -> None:
    for objective in site.published.plan.objectives:
        rows = site.json(f"obiettivi/{objective.slug}.json")["indicatori"]
        assert [row["peso"] for row in rows] == [one.weight.points for one in objective.indicators]
        assert all(isinstance(row["peso"], Decimal) for row in rows)


def test_every_objective_and_indicator_has_one_address_in_every_format(site: Site) -> None:
    root = site.published.publisher.site_url
    names, *rows = site.csv("indicatori")
    addresses = {row[names.index("uri")] for row in rows}
    assert len(addresses) == site.published.plan.indicator_count
    for address in addresses:
        path, _, anchor = address.removeprefix(root).partition("#")
        assert f'id="{anchor}"' in site.files[f"{path}index.html"].decode()
    objectives = site.json("piano.json")["obiettivi"]
    assert {i["uri"] for o in objectives for i in o["indicatori"]} == addresses
    of_objectives = [site.json(f"obiettivi/{one.slug}.json") for one in site.published.plan.objectives]
    assert {i["uri"] for o in of_objectives for i in o["indicatori"]} == addresses
    names, *rows = site.csv("obiettivi")
    assert [o["uri"] for o in of_objectives] == [row[names.index("uri")] for row in rows]
    assert {o["uri"] for o in objectives} == {o["uri"] for o in of_objectives}
