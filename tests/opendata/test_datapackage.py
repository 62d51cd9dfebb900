"""The data package is valid for Frictionless, and invalid when the data are corrupted."""

import json
import shutil
from pathlib import Path

import pytest
from frictionless import Package, validate

from tests.opendata.conftest import Site


def test_the_published_package_is_valid(site: Site) -> None:
    report = validate(str(site.data / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) == 18


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
    for resource in descriptor["resources"]:
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == site.csv(resource["name"])[0]
        assert all(field["description"] for field in fields)
        units = {field["name"]: field["unita"] for field in fields if field.get("unita")}
        assert all(field["type"] in ("number", "integer") for field in fields if field["name"] in units)
    assert package.get_resource("indicatori").schema.get_field("peso").custom["unita"] == "punti percentuali"
    assert package.get_resource("valori").schema.get_field("valore_numero").custom["unita"] == "unita"
