"""JSON Schemas for editors' tools: up to date, true of the real files, and able to reject wrong ones."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.loading.editor_schemas import KINDS, FileKind, editor_settings, json_schemas, write_schemas

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "data"


class Core(yaml.CBaseLoader):
    """YAML 1.2, as yaml-language-server reads it: fewer surprises than 1.1, but numbers are numbers."""


for tag, expression, starts in (
    ("null", r"(?:~|null|Null|NULL|)", ["~", "n", "N", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^{expression}$"), starts)
Core.add_constructor("tag:yaml.org,2002:null", lambda loader, node: None)
Core.add_constructor("tag:yaml.org,2002:bool", lambda loader, node: node.value.lower() == "true")
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def read(text: str) -> Any:
    """A file as JSON, in which keys are always text."""
    return json.loads(json.dumps(yaml.load(text, Core)))  # noqa: S506 -- makes plain data only


def validator(name: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads(json_schemas()[f"{name}.json"]))


@pytest.mark.parametrize("name", json_schemas())
def test_the_schemas_in_the_repository_are_up_to_date(name: str) -> None:
    path = ROOT / "plan_data" / "schema" / name
    assert path.read_text("utf-8") == json_schemas()[name], "vetro schema"


@pytest.mark.usefixtures("real_project")
def test_every_file_of_the_plan_names_its_schema() -> None:
    for kind in KINDS:
        for path in ROOT.glob(kind.files):
            first = path.read_text("utf-8").splitlines()[0]
            assert first.startswith("# yaml-language-server: $schema="), path
            schema = (path.parent / first.partition("=")[2]).resolve()
            assert schema == ROOT / "plan_data" / "schema" / f"{kind.name}.json", path


def test_the_settings_of_the_editor_are_up_to_date() -> None:
    assert (ROOT / ".vscode" / "settings.json").read_text("utf-8") == editor_settings()


@pytest.mark.parametrize("name", json_schemas())
def test_each_is_a_schema(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(json_schemas()[name]))


def assert_valid(kind: FileKind, paths: Iterable[Path]) -> None:
    check = validator(kind.name)
    for path in paths:
        errors = [error.message for error in check.iter_errors(read(path.read_text("utf-8")))]
        assert errors == [], path


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_files_of_invented_bodies_are_what_it_says(kind: FileKind) -> None:
    bodies = [path.parent for path in INVENTED.glob("*/site_config.yml")]
    paths = sorted(path for body in bodies for path in body.glob(kind.files))
    assert paths
    assert_valid(kind, paths)


@pytest.mark.usefixtures("real_project")
def test_the_real_files_are_what_it_says() -> None:
    for kind in KINDS:
        assert_valid(kind, sorted(ROOT.glob(kind.files)))


def test_every_sample_file_is_what_it_says(project: Any) -> None:
    for kind in KINDS:
        for path in sorted(project.root.glob(kind.files)):
            assert validator(kind.name).is_valid(read(path.read_text("utf-8"))), path


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("condizione: almeno", "condizione: minimo", ["indicatori", 0, "condizione"]),
        ("unita: gg", "unita: [gg]", ["indicatori", 1, "unita"]),
        ("codice: 01_01_OS01", f"codice: {'x' * 61}", ["codice"]),
        ("id: desk", "id: Desk", ["indicatori", 0, "id"]),
        ("uffici: [sportello]", "uffici: sportello", ["uffici"]),
        ("uffici: [sportello]", "uffici: [Lo sportello]", ["uffici", 0]),
        ("{2025: 8, 2026: 9}", "{25: 8}", ["indicatori", 0, "target"]),
        ("{2024: 7}", "{2024: [7]}", ["indicatori", 0, "stato", "2024"]),
        ("{2025: 8, 2026: 9}", "{2025: {condizioni: tra}}", ["indicatori", 0, "target", "2025"]),
        ("unita: gg", "verso: in su", ["indicatori", 1, "verso"]),
        ("unita: gg", "scala: alto", ["indicatori", 1, "scala"]),
        ("uffici: [sportello]", "uffici: [{ruolo: capofila}]", ["uffici", 0]),
        ("uffici: [sportello]", "contribuisce_a: OB.2", ["contribuisce_a"]),
        ("uffici: [sportello]", "padre: [OB.2]", ["padre"]),
        ("uffici: [sportello]", "campi: [Imprese]", ["campi"]),
        ("    nome: Desk\n", "", ["indicatori", 0]),
        ("    nome: Desk\n", "    nomme: Desk\n", ["indicatori", 0]),
        ("titolo: Sportello per le imprese", "titolo:", ["titolo"]),
    ],
)
def test_rejects_a_mistake_at_its_location(old: str, new: str, path: list[str | int], project: Any) -> None:
    text = project.path("obiettivi/01_01_OS01.yml").read_text("utf-8")
    assert old in text
    errors = list(validator("obiettivo").iter_errors(read(text.replace(old, new, 1))))
    assert path in [list(error.absolute_path) for error in errors]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{2025: 8, 2026: 9}", "{2025: 8, 2026: {condizione: tra, valore: 8 – 9}}"),
        ("unita: gg", "unita: kWh/mq"),
        ("    unita: gg\n", ""),
        ("unita: gg", "scala: [basso, alto]\n    verso: aumenta"),
        ("{2024: 7}", "{2022: 5, 2023: 6, 2024: 7}"),
        ("condizione: almeno", "condizione: più di"),
        ("codice: 01_01_OS01", "codice: DIP-A/03"),
        ("ambito: 01_01", "tipo: OB"),
        ("ambito: 01_01", "padre: OB.1\ncontribuisce_a: [OB.2, DIP-A/03]\npeso: 40%"),
        ("uffici: [sportello]", "uffici: [{id: sportello, ruolo: capofila, quota: 60%}, altro]"),
        ("uffici: [sportello]", "campi: {portatori: [Imprese], fondi: {2025: 10 €}, sito: note-legali/}"),
        ("    unita: gg\n", "    fonte: registro\n    verifica: relazione\n    uffici: [sportello]\n"),
    ],
)
def test_accepts_what_can_be_written(old: str, new: str, project: Any) -> None:
    text = project.path("obiettivi/01_01_OS01.yml").read_text("utf-8")
    assert old in text
    assert list(validator("obiettivo").iter_errors(read(text.replace(old, new, 1)))) == []


@pytest.mark.parametrize(
    ("lines", "good"),
    [
        ("pesi: punti", True),
        ("pesi: parti", False),
        ('codici: {obiettivo: "{ambito}_{tipo}{numero:2}"}', True),
        ('codici: {obiettivi: "{numero}"}', False),
        ("campi: [{id: sdg, etichetta: Agenda 2030, di: indicatore, tipo: elenco}]", True),
        ("campi: [{id: sdg, etichetta: Agenda 2030, di: indicatore, tipo: lista}]", False),
        ("campi: [{id: sdg, etichetta: Agenda 2030, tipo: elenco}]", False),
    ],
)
def test_what_a_plan_declares(lines: str, good: bool) -> None:
    text = f"ente: {{nome: Ente}}\ntitolo: Piano\nanni: [2025]\n{lines}\n"
    assert validator("piano").is_valid(read(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("fonte: il registro\n01_01_OS01:\n  desk: 4\n  tempi:\n", True),
        ("01_01_OS01:\n  desk: {valore: 4, nota: a sportello}\n", True),
        ("01_01_OS01:\n  desk: {valore: bozza, grado_dichiarato: 80%, esito: in ritardo}\n", True),
        ("01_01_OS01:\n  desk: {valore: bozza, esito: in mora}\n", False),
        ("01_01_OS01:\n", True),
        ("font: il registro\n", False),
        ("01_01_OS01: 4\n", False),
        ("01_01_OS01:\n  desk: [4]\n", False),
        ("01_01_OS01:\n  desk: {valoree: 4}\n", False),
        ("01_01_OS01:\n  Desk: 4\n", False),
    ],
)
def test_measurements(text: str, good: bool) -> None:
    assert validator("rilevazione").is_valid(read(text)) is good


@pytest.mark.parametrize("field", ["missione", "risorse", "uffici", "descrizione"])
def test_what_is_not_required_may_be_empty(field: str, project: Any) -> None:
    content = read(project.path("obiettivi/01_01_OS01.yml").read_text("utf-8"))
    assert validator("obiettivo").is_valid({**content, field: None})
    assert validator("obiettivo").is_valid({key: value for key, value in content.items() if key != field})


def test_everything_is_described_in_italian_words() -> None:
    for name, text in json_schemas().items():
        for field in fields_of(json.loads(text)):
            assert field["description"], name
            assert "errorMessage" in field, name


def fields_of(schema: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for part in (schema, schema.get("items", {})):
        for field in part.get("properties", {}).values():
            found += [field, *fields_of(field)]
    return found


def test_writing_changes_only_what_differs(tmp_path: Path) -> None:
    assert len(write_schemas(tmp_path)) == len(KINDS)
    assert write_schemas(tmp_path) == ()
    (tmp_path / "schema" / "piano.json").write_text("{}", "utf-8")
    assert [path.name for path in write_schemas(tmp_path)] == ["piano.json"]
