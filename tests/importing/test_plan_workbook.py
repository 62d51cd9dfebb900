"""A plan as a workbook, out and in again: equal plans, equal files, whoever saved the workbook in between."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checks.checked_plan import CheckedPlan, check_plan
from generator.exporting.plan_workbook import ExportProblem, plan_workbook, read_contents
from generator.importing.formats import read_tables
from generator.importing.imported_plan import ImportedPlan, ImportingError
from generator.importing.plan_sheets import all_sheets, decoded, encoded
from generator.importing.plan_workbook import is_plan_workbook, read_plan_workbook
from generator.importing.yaml_text import content_of, plan_files
from generator.loading import schemas
from generator.loading.diagnostics import Diagnostics
from generator.loading.schema import Field, FieldType, Schema
from generator.loading.yaml.parser import parse
from generator.plan.identifiers import CODE, ISO_DAY, RULE_CODE, SLUG, YEAR
from tests.conftest import PLAN_FOLDER, ROOT
from tests.loading.test_formulas import FILES
from tests.opendata.test_round_trip import LINES, PARAGRAPHS

BODIES = sorted(
    plan
    for body in (ROOT / "tests" / "data").glob("*/site_config.yml")
    for plan in (body.parent / "plan_data").iterdir()
)
PLANS = [*BODIES, pytest.param(PLAN_FOLDER, marks=pytest.mark.real)]


def imported(path: Path) -> ImportedPlan:
    tables = read_tables(path)
    assert is_plan_workbook(tables)
    return read_plan_workbook(tables, path)


def written(contents: Mapping[str, Any], folder: Path) -> Path:
    path = folder / "piano.xlsx"
    path.write_bytes(plan_workbook(contents, "Un piano"))
    return path


def loaded(files: Mapping[str, str], like: Path, folder: Path) -> CheckedPlan:
    """The plan of some files, with the documents of another."""
    target = folder / like.name
    shutil.rmtree(target, ignore_errors=True)
    for name, text in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="utf-8", newline="")
    if (like / "fonti").is_dir():
        shutil.copytree(like / "fonti", target / "fonti")
    return check_plan(target, folder)


def resaved(path: Path, ending: str = "xlsx") -> Path:
    """The workbook as LibreOffice saves it."""
    folder = path.parent / "di nuovo"
    profile = f"-env:UserInstallation=file://{path.parent}/profilo"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", folder, path]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{ending}"


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: f"{path.parent.parent.name}-{path.name}")
def test_every_plan_comes_back_equal(plan: Path, tmp_path: Path) -> None:
    before = check_plan(plan, plan.parent)
    after = loaded(imported(written(read_contents(plan), tmp_path)).files, plan, tmp_path)
    assert before.plan is not None
    assert after.plan == before.plan
    # Exceptions and calculations, which are not in the plan, come back too.
    rules = [(one.code, one.message) for one in before.diagnostics]
    assert sorted((one.code, one.message) for one in after.diagnostics) == sorted(rules)
    assert len(after.suppressed) == len(before.suppressed)


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize("name", ["ente-di-prova", "ospedale-di-prova"])
def test_a_plan_that_libreoffice_saved_again_comes_back_equal(name: str, ending: str, tmp_path: Path) -> None:
    plan = next(path for path in BODIES if name in path.parts)
    path = resaved(written(read_contents(plan), tmp_path), ending)
    assert loaded(imported(path).files, plan, tmp_path).plan == check_plan(plan, plan.parent).plan


@pytest.mark.usefixtures("real_project")
def test_the_objectives_of_the_real_plan_come_back_to_the_letter(tmp_path: Path) -> None:
    plan = PLAN_FOLDER
    files = imported(written(read_contents(plan), tmp_path)).files
    for path in sorted((plan / "obiettivi").glob("*.yml")):
        assert files[f"obiettivi/{path.name}"] == path.read_text("utf-8"), path.name


def test_every_field_of_every_file_comes_back(tmp_path: Path) -> None:
    contents = {name: content_of(parsed(text)) for name, text in FILES.items()}
    # As editors write it, in a block.
    contents["obiettivi/01_01_OS01.yml"]["descrizione"] += "\n"
    assert read_again(contents, tmp_path) == contents


def parsed(text: str) -> Any:
    node = parse(text.encode(), "prova.yml", Diagnostics())
    assert node is not None
    return node


def read_again(contents: Mapping[str, Any], folder: Path) -> Mapping[str, Any]:
    """The content of the files after it went out and came back."""
    files = imported(written(contents, folder)).files
    return {name: content_of(parsed(text)) for name, text in files.items()}


KEYS = {
    YEAR: st.sampled_from(["2022", "2024", "2025", "2026"]),
    RULE_CODE: st.sampled_from(["W312", "E306"]),
    SLUG: st.sampled_from(["anagrafe", "tributi", "1"]),
    ISO_DAY: st.sampled_from(["2025-06-30", "2025-09-30"]),
    CODE: st.sampled_from(["OS", "OB.1", "DIP-A/03"]),
}
OWN_FIELDS = [
    {"id": "parola", "etichetta": "Parola", "di": "obiettivo", "tipo": "testo"},
    {"id": "elenco", "etichetta": "Elenco", "di": "indicatore", "tipo": "elenco"},
    {"id": "per_anno", "etichetta": "Anni", "di": "obiettivo", "tipo": "numero", "per_anno": "sì"},
]
OWN_VALUES = st.fixed_dictionaries(
    {},
    optional={
        "parola": LINES,
        "elenco": st.lists(LINES, min_size=1, max_size=3),
        "per_anno": st.dictionaries(KEYS[YEAR], LINES, min_size=1, max_size=2),
    },
).filter(bool)
TEXTS = LINES | PARAGRAPHS


def group(schema: Schema, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A group of any fields of a schema; those `given` are as they are given."""
    others = {field.name: content(field) for field in schema.fields if field.name not in given}
    drawn = st.fixed_dictionaries(dict(given), optional=others)
    order = [field.name for field in schema.fields]
    return drawn.map(lambda found: {name: found[name] for name in order if name in found})


def content(field: Field) -> st.SearchStrategy[Any]:
    """The content of a field."""
    keys = KEYS.get(field.pattern, LINES) if field.pattern else LINES
    match field.type:
        case FieldType.TEXT:
            return TEXTS
        case FieldType.TEXT_LIST:
            return st.lists(TEXTS, min_size=1, max_size=3)
        case FieldType.OWN_FIELDS:
            return OWN_VALUES
        case FieldType.TABLE:
            return st.dictionaries(keys, row(field.schema), min_size=1, max_size=2)
        case FieldType.MAPPING if field.schema is schemas.DOCUMENT:
            return group(schemas.DOCUMENT, file=st.just("fonti/atto.pdf"))
        case FieldType.MAPPING:
            assert field.schema
            return group(field.schema).filter(bool)
        case FieldType.REFERENCE_LIST:
            return st.lists(
                KEYS[SLUG] | group(schemas.ASSIGNED_OFFICE, id=KEYS[SLUG], ruolo=LINES),
                min_size=1,
                max_size=2,
            )
        case FieldType.MAPPING_LIST:
            assert field.schema
            return st.lists(items(field.schema), min_size=1, max_size=2)


def row(schema: Schema | None) -> st.SearchStrategy[Any]:
    """The value of a row of a table: a text, also an empty one, or a group."""
    if schema is None:
        return TEXTS
    if schema is schemas.TARGET:
        return TEXTS | st.just("") | group(schema, valore=LINES, condizione=LINES)
    if schema is schemas.PART_RESULT:
        return TEXTS | st.just("") | group(schema, valore=LINES, esito=LINES)
    return group(schema)


def items(schema: Schema) -> st.SearchStrategy[dict[str, Any]]:
    """The items of a list, with the fields that tell them apart."""
    if schema is schemas.INDICATOR:
        return group(schema, id=st.sampled_from(["desk", "bando"]))
    first = schema.fields[0].name
    return group(schema, **{first: LINES}) if schema is not schemas.STEP else group(schema, nome=LINES)


def unique(indicators: list[dict[str, Any]]) -> bool:
    return len({one["id"] for one in indicators}) == len(indicators)


def objective(code: str) -> st.SearchStrategy[dict[str, Any]]:
    indicators = st.lists(items(schemas.INDICATOR), min_size=1, max_size=2).filter(unique)
    return group(
        schemas.OBJECTIVE,
        codice=st.just(code),
        titolo=LINES,
        indicatori=indicators,
        descrizione=PARAGRAPHS.map(lambda text: f"{text}\n"),
    )


RESULTS = st.dictionaries(
    KEYS[SLUG], LINES | group(schemas.RESULT, valore=LINES, nota=LINES), min_size=1, max_size=2
)
MEASUREMENTS = st.fixed_dictionaries({"OB.1": RESULTS}, optional={"fonte": LINES}).map(
    lambda found: {name: found[name] for name in ("fonte", "OB.1") if name in found}
)
REVISIONS = st.tuples(
    group(schemas.REVISION, atto=LINES, motivo=LINES),
    st.dictionaries(
        KEYS[CODE],
        LINES
        | st.fixed_dictionaries({"sostituito da": st.lists(KEYS[CODE], min_size=1, max_size=2)})
        | st.dictionaries(
            KEYS[SLUG], LINES | group(schemas.REVISED_INDICATOR, peso=LINES), min_size=1, max_size=2
        ),
        min_size=1,
        max_size=2,
    ),
).map(lambda halves: halves[0] | halves[1])
CONTENTS = st.fixed_dictionaries(
    {
        "piano.yml": group(schemas.PLAN, titolo=LINES, campi=st.just(OWN_FIELDS)),
        "obiettivi/OB-1.yml": objective("OB.1"),
        "obiettivi/DIP-A-03.yml": objective("DIP-A/03"),
    },
    optional={
        "ambiti.yml": st.lists(items(schemas.AREA), min_size=1, max_size=2),
        "uffici.yml": group(schemas.OFFICES).filter(bool),
        "missioni.yml": st.lists(
            group(schemas.MISSION, codice=st.sampled_from(["11", "12"])),
            min_size=1,
            max_size=2,
            unique_by=lambda one: str(one["codice"]),
        ),
        "novita.yml": st.lists(items(schemas.NEWS), min_size=1, max_size=2),
        "revisioni/2025-07-31.yml": REVISIONS,
        "rilevazioni/2025-06-30.yml": MEASUREMENTS,
        "rilevazioni/2025-12-31/anagrafe.yml": MEASUREMENTS,
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(contents=CONTENTS)
def test_whatever_the_files_hold_comes_back(contents: Mapping[str, Any], tmp_path_factory: Any) -> None:
    assert read_again(contents, tmp_path_factory.mktemp("libro")) == contents


@given(text=st.text(st.characters(exclude_categories=("Cs",))))
def test_a_cell_is_read_as_it_is_written(text: str) -> None:
    assert decoded(encoded(text)) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("27.300,00\u00a0€", r"27.300,00\u00a0€"),
        ("due\nrighe", "due\nrighe"),
        ("a capo in fondo\n", r"a capo in fondo\u000a"),
        (" rientrato", r"\u0020rientrato"),
        (r"C:\utenti", r"C:\u005cutenti"),
        ("_x0041_", r"\u005fx0041_"),
    ],
)
def test_what_programs_would_change_is_written_out(text: str, cell: str) -> None:
    assert encoded(text) == cell
    assert decoded(cell) == text


def test_no_two_sheets_have_one_name() -> None:
    names = [sheet.name for sheet in all_sheets()]
    assert len(set(names)) == len(names)
    # The limit of Excel.
    assert max(map(len, names)) <= 31


def test_the_same_files_make_the_same_bytes() -> None:
    contents = read_contents(BODIES[0])
    assert plan_workbook(contents, "x") == plan_workbook(contents, "x")


def test_a_text_that_no_cell_holds_is_refused() -> None:
    contents = {"piano.yml": {"titolo": "x" * 40_000}}
    with pytest.raises(ExportProblem, match=r"«valore» nel foglio Piano ha più di 32\.767 caratteri"):
        plan_workbook(contents, "x")


def changed(path: Path, change: Callable[[Any], None]) -> Path:
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)
    return path


def put(sheet: str, place: str, text: str) -> Callable[[Any], None]:
    def change(workbook: Any) -> None:
        workbook[sheet][place] = text

    return change


PLAN = {
    "piano.yml": {"ente": {"nome": "Un ente"}, "titolo": "Piano", "anni": ["2026"]},
    "obiettivi/OB-1.yml": {
        "codice": "OB.1",
        "titolo": "Titolo",
        "indicatori": [{"id": "desk", "nome": "Desk", "target": {"2026": "5"}}],
    },
}
# A change of the workbook, what is said of it.
WRONG: list[tuple[Callable[[Any], None], str]] = [
    (put("Target", "A3", "OB.9"), "Target!A3: «OB.9 desk» non c'è nel foglio da cui questa riga dipende"),
    (put("Obiettivi", "A4", "OB.1"), "Obiettivi!A4: «OB.1» c'è due volte"),
    (put("Obiettivi", "A4", "1;2"), "Obiettivi!A4: «1;2» non è un codice di obiettivo"),
    (put("Piano", "A3", "ente.cognome"), "Piano!A3: «ente.cognome» non è un campo del piano"),
    (put("Target", "C2", "mese"), "Target: manca la riga delle intestazioni, con «obiettivo», «indicatore»"),
]


@pytest.mark.parametrize(("change", "message"), WRONG, ids=lambda value: str(value)[:24])
def test_what_does_not_fit_is_said_with_its_cell(
    change: Callable[[Any], None], message: str, tmp_path: Path
) -> None:
    path = changed(written(PLAN, tmp_path), change)
    with pytest.raises(ImportingError) as error:
        imported(path)
    assert str(error.value).startswith(f"piano.xlsx, {message}")


def test_columns_may_be_moved_and_rows_added(tmp_path: Path) -> None:
    def change(workbook: Any) -> None:
        sheet = workbook["Target"]
        sheet.move_range("A1:D3", cols=6)
        for column, text in zip("GHIJ", ("OB.1", "desk", 2027, 6), strict=True):
            sheet[f"{column}5"] = text
        workbook["Obiettivi"].insert_cols(1)
        workbook.create_sheet("Appunti")["A1"] = "nostri"
        del workbook["Leggimi"]

    files = imported(changed(written(PLAN, tmp_path), change)).files
    expected = {**PLAN["obiettivi/OB-1.yml"]}
    expected["indicatori"] = [{"id": "desk", "nome": "Desk", "target": {"2026": "5", "2027": "6"}}]
    assert files["obiettivi/OB-1.yml"] == plan_files({"obiettivi/OB-1.yml": expected})["obiettivi/OB-1.yml"]


def test_the_document_beside_the_workbook_comes_along(tmp_path: Path) -> None:
    contents = {**PLAN, "piano.yml": {**PLAN["piano.yml"], "documento": {"file": "fonti/atto.pdf"}}}
    path = written(contents, tmp_path)
    assert imported(path).documents == {}
    (tmp_path / "fonti").mkdir()
    (tmp_path / "fonti" / "atto.pdf").write_bytes(b"%PDF")
    assert imported(path).documents == {"fonti/atto.pdf": b"%PDF"}


@pytest.mark.parametrize("file", ["../fuori.pdf", "/etc/passwd", "fonti/../piano.yml"])
def test_a_document_stays_in_its_folder(file: str, tmp_path: Path) -> None:
    contents = {**PLAN, "piano.yml": {**PLAN["piano.yml"], "documento": {"file": file}}}
    with pytest.raises(ImportingError, match="non è il nome di un documento"):
        imported(written(contents, tmp_path))


def test_other_workbooks_are_no_plans() -> None:
    sheet = ROOT / "tests" / "data" / "rilevazione-ufficio" / "rilevazione.xlsx"
    assert not is_plan_workbook(read_tables(sheet))
