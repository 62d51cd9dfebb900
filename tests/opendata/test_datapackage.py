"""The data package is valid for Frictionless, and invalid when the data are corrupted."""

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, validate
from jsonschema import Draft202012Validator

from generator.opendata.files import Role
from tests.opendata.conftest import Site
from tests.opendata.in_memory import dataset_files

STANDARDS = Path(__file__).parents[1] / "data" / "standards"


def descriptor_of(site: Site) -> Any:
    return json.loads(site.read("datapackage.json"))


def test_the_published_package_is_valid(site: Site) -> None:
    report = validate(str(site.data / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) == 21


def test_it_is_a_data_package_of_version_2(site: Site) -> None:
    schema = json.loads((STANDARDS / "datapackage-2.schema.json").read_bytes())
    assert [error.message for error in Draft202012Validator(schema).iter_errors(descriptor_of(site))] == []


#: Where a descriptor is spoilt, and by what.
WRONG: list[tuple[tuple[str | int, ...], object]] = [
    (("$schema",), "https://datapackage.org/profiles/1.0/datapackage.json"),
    (("profile",), "tabular-data-package"),
    (("created",), "2026-06-30"),
    (("contributors", 0, "roles"), "publisher"),
    (("contributors", 0, "role"), "publisher"),
    (("sources", 0, "path"), "/home/piano.pdf"),
    (("resources", 0, "path"), "../piano.csv"),
    (("resources", 0, "hash"), "00"),
    (("resources", 0, "type"), "tabular-data-resource"),
    (("resources", 0, "schema", "fields"), []),
    (("resources", 0, "schema", "fields", 0, "type"), "testo"),
]


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_a_package_that_is_wrong_is_found(invented: Site, path: tuple[str | int, ...], value: object) -> None:
    schema = json.loads((STANDARDS / "datapackage-2.schema.json").read_bytes())
    descriptor = descriptor_of(invented)
    group = descriptor
    for name in path[:-1]:
        group = group[name]
    group[path[-1]] = value
    assert not Draft202012Validator(schema).is_valid(descriptor)


def test_every_file_about_the_whole_plan_is_a_resource(site: Site) -> None:
    resources = descriptor_of(site)["resources"]
    paths = [resource["path"] for resource in resources]
    data = [file.name for file in dataset_files(site.published) if file.role is Role.DATA]
    assert paths == sorted(name for name in data if not name.endswith(".zip"))
    for resource in resources:
        content = site.read(resource["path"])
        assert (resource["bytes"], resource["hash"]) == (
            len(content),
            f"sha256:{sha256(content).hexdigest()}",
        )
    names = {resource["name"] for resource in resources}
    tables = {table.name for table in site.published.dataset.tables}
    assert names == {*tables, "indicatori-per-excel.csv", "piano.json", "piano.xlsx"}


def test_it_says_when_the_data_changed_and_who_made_them(invented: Site) -> None:
    descriptor = descriptor_of(invented)
    # The last results of the invented body are of 30 June 2026.
    assert descriptor["created"] == "2026-06-30T00:00:00Z"
    body, office = descriptor["contributors"]
    assert (body["title"], body["roles"]) == ("Comune di Vattelapesca (ente di prova)", ["publisher"])
    assert (office["email"], office["roles"]) == ("dati@vattelapesca.example", ["contact"])
    (source,) = descriptor["sources"]
    base = invented.published.publisher.site_url
    assert source["path"].removeprefix(base) in invented.files


#: file, text, its replacement, type of the error
SPOILT = [
    ("indicatori.csv", "01_01_OS01,prestiti,", "09_09_OS09,prestiti,", "foreign-key"),
    ("rilevazioni.csv", "01_01_OS01,prestiti,,2025", "01_01_OS01,prestito,,2025", "foreign-key"),
    ("indicatori.csv", ",almeno,", ",minimo,", "constraint-error"),
    ("obiettivi.csv", "01_01_OS01,OS,", "01_01_OS01,XX,", "constraint-error"),
    ("rilevazioni.csv", ",2025-06-30,", ",30/06/2025,", "type-error"),
    ("valori.csv", ",traguardo,,12000,", ",traguardo,,12.000 circa,", "type-error"),
    ("valori.csv", ",traguardo,", ",target,", "constraint-error"),
    ("obiettivi.csv", "01_01_OS02,OS,", "01_01_OS01,OS,", "primary-key"),
    ("uffici.csv", "anagrafe,", ",", "constraint-error"),
    ("ambiti.csv", "codice,nome", "codice,titolo", "incorrect-label"),
]


@pytest.mark.parametrize(("name", "old", "new", "error_type"), SPOILT)
def test_what_breaks_a_rule_of_the_schema_is_found(
    invented: Site, tmp_path: Path, name: str, old: str, new: str, error_type: str
) -> None:
    folder = tmp_path / "dati"
    shutil.copytree(invented.data, folder)
    text = (folder / name).read_bytes().decode()
    assert old in text
    (folder / name).write_bytes(text.replace(old, new, 1).encode())
    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    for resource in descriptor["resources"]:
        # A wrong checksum would hide the other errors.
        del resource["hash"], resource["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    report = validate(str(folder / "datapackage.json"))
    assert error_type in {kind for (kind,) in report.flatten(["type"])}


def test_a_file_that_was_changed_has_another_checksum(invented: Site, tmp_path: Path) -> None:
    folder = tmp_path / "dati"
    shutil.copytree(invented.data, folder)
    with (folder / "ambiti.csv").open("ab") as file:
        file.write(b"ipa_inventato,2025-2026,03_01,Altro,,\r\n")
    report = validate(str(folder / "datapackage.json"))
    assert {"hash-count", "byte-count"} <= {kind for (kind,) in report.flatten(["type"])}


def test_every_column_is_described_in_italian_with_its_unit(site: Site) -> None:
    package = Package(str(site.data / "datapackage.json"))
    descriptor = json.loads(site.read("datapackage.json"))
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    tables = {table.name for table in site.published.dataset.tables}
    for resource in descriptor["resources"]:
        if resource["name"] not in tables:
            continue
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == site.csv(resource["name"])[0]
        assert all(field["description"] for field in fields)
        units = {field["name"]: field["unita"] for field in fields if field.get("unita")}
        assert all(field["type"] in ("number", "integer") for field in fields if field["name"] in units)
    assert package.get_resource("indicatori").schema.get_field("peso").custom["unita"] == "punti percentuali"
    assert package.get_resource("valori").schema.get_field("valore_numero").custom["unita"] == "unita"
