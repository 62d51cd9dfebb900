"""The YAML files written again from the published `piano.json` load to an equal plan, to the letter."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.checks.checked_plan import check_plan
from generator.importing import ImportingError, import_plan
from generator.importing.readers.published_data import READER, published_files, source_document
from generator.plan.body import AssignedOffice
from generator.plan.conditions import Condition, Direction
from generator.plan.indicator import WrittenCondition
from generator.plan.measurement import show_result
from generator.plan.model import Plan
from generator.plan.own_fields import FieldKind, FieldOwner, FieldValue, OwnField
from generator.plan.policy import Trajectory
from generator.plan.values import Amount, Day, NotAvailable, Number, Percentage, show
from generator.plan.weighting import Weight, Weighting
from generator.site.addresses import uris_of
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, PLAN_FOLDER
from tests.opendata.conftest import Site
from tests.opendata.in_memory import whole_document

INVENTED_PLAN = INVENTED_PROJECT / "plan_data" / "2025-2026"


def texts(plan: Plan) -> list[str]:
    """The texts of all values, which the comparison of plans ignores."""
    found = []
    for objective in plan.objectives:
        for indicator in objective.indicators:
            values = [indicator.baseline, *indicator.targets.values(), indicator.weight, indicator.tolerance]
            found += [show(value) for value in values if value is not None]
            found += [indicator.unit_text, indicator.condition_text]
    for measurement in plan.measurements:
        results = [measurement.original, *(correction.value for correction in measurement.corrections)]
        found += [show_result(result) for result in results if result is not None]
    return found


def published_again(site: Site, folder: Path) -> Plan:
    """From the published archive alone, to a folder of files, to a plan."""
    archive = folder / "archivio"
    shutil.unpack_archive(site.data / f"piano-{site.published.plan.period}.zip", archive)
    target = folder / site.published.plan.period
    import_plan(READER, archive / "piano.json", target)
    loaded = check_plan(target, folder)
    assert loaded.is_valid, "\n".join(map(str, loaded.diagnostics))
    assert loaded.plan is not None
    return loaded.plan


def test_the_plan_comes_back_equal(site: Site, tmp_path: Path) -> None:
    again = published_again(site, tmp_path)
    plan = site.published.plan
    assert again == plan
    assert texts(again) == texts(plan)
    uris = site.published.dataset.uris
    assert whole_document(again, uris) == whole_document(plan, uris)


def test_so_does_its_source_document(site: Site, tmp_path: Path) -> None:
    published_again(site, tmp_path)
    plan = site.published.plan
    assert plan.document is not None
    assert (tmp_path / plan.period / plan.document.file).read_bytes() == site.published.dataset.document


#: What editors write for the rules and not for the plan: it is not published.
FOR_THE_RULES = re.compile(r"^ *(calcolo: .*|eccezioni:\n( +[EW]\d{3}: .*\n)*)\n?", re.MULTILINE)


def test_the_objectives_of_the_real_plan_come_back_to_the_letter(real: Site, tmp_path: Path) -> None:
    published_again(real, tmp_path)
    for path in sorted((PLAN_FOLDER / "obiettivi").glob("*.yml")):
        written = (tmp_path / "2025-2027" / "obiettivi" / path.name).read_text(encoding="utf-8")
        assert written == FOR_THE_RULES.sub("", path.read_text(encoding="utf-8")), path.name


def again(plan: Plan, folder: Path) -> Plan:
    """A plan after it went out and came back; its document stays behind."""
    plan = replace(plan, document=None)
    data = json.dumps(whole_document(plan, uris_of(plan, "https://sito.example/"))).encode()
    target = folder / plan.period
    for name, text in published_files(data).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="utf-8", newline="")
    loaded = check_plan(target, folder)
    shutil.rmtree(target)
    # Odd texts make rules complain; what they are about is read all the same.
    assert loaded.plan is not None
    return loaded.plan


def with_policy(plan: Plan, **changes: Any) -> Plan:
    return replace(plan, policy=replace(plan.policy, is_default=False, **changes))


def with_indicator(plan: Plan, **changes: Any) -> Plan:
    first, *rest = plan.objectives
    indicator, *others = first.indicators
    changed = replace(first, indicators=(replace(indicator, **changes), *others))
    return replace(plan, objectives=(changed, *rest))


def with_weights(plan: Plan, weighting: Weighting, weight: Weight | None) -> Plan:
    objectives = tuple(
        replace(one, indicators=tuple(replace(each, weight=weight) for each in one.indicators))
        for one in plan.objectives
    )
    return replace(plan, objectives=objectives, weighting=weighting)


def with_own_fields(plan: Plan) -> Plan:
    """The plan with a field of each type, all of the first objective but a list of its first indicator."""
    values = {
        FieldKind.TEXT: [FieldValue("Testo: con i due punti")],
        FieldKind.LIST: [FieldValue("Imprese"), FieldValue("Scuole, e famiglie")],
        FieldKind.NUMBER: [FieldValue("2,50", value=Number(Decimal("2.50")))],
        FieldKind.DATE: [FieldValue("31.12.2025", value=Day(date(2025, 12, 31), "dd.mm.yyyy"))],
        FieldKind.LINK: [FieldValue("https://www.esempio.it/?a=1#b")],
    }
    fields = [OwnField(kind.name.lower(), kind.value, FieldOwner.OBJECTIVE, kind) for kind in values]
    fields += [
        OwnField("fondi", "Fondi", FieldOwner.OBJECTIVE, FieldKind.AMOUNT, per_year=True),
        OwnField("sdg", "Agenda 2030", FieldOwner.INDICATOR, FieldKind.LIST),
    ]
    own = {kind.name.lower(): tuple(found) for kind, found in values.items()}
    own["fondi"] = (
        FieldValue("10.000 €", 2025, Amount(Decimal(10_000))),
        FieldValue("n.d.", 2026, NotAvailable()),
    )
    first, *rest = with_indicator(plan, own={"sdg": (FieldValue("4"), FieldValue("10"))}).objectives
    return replace(plan, own_fields=tuple(fields), objectives=(replace(first, own=own), *rest))


def with_offices(plan: Plan) -> Plan:
    """The first objective with two offices, one of which has a part; its first indicator with one."""
    lead, other = (AssignedOffice(office.id, office.name, office.other_names) for office in plan.offices[:2])
    lead = replace(lead, role="capofila: tutto", share=Percentage(Decimal("62.50")))
    first, *rest = with_indicator(plan, offices=(replace(other, role="di supporto"),)).objectives
    return replace(plan, objectives=(replace(first, offices=(lead, other)), *rest))


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: with_policy(plan, trajectories={}),
        lambda plan: with_policy(
            plan, trajectories={"Volume": Trajectory.LINEAR, "Qualità": Trajectory.CUMULATIVE}
        ),
        lambda plan: with_policy(plan, reference="", labels={}),
        lambda plan: with_policy(plan, partly=plan.policy.partly / 8, cap=plan.policy.achieved * 2),
        lambda plan: with_indicator(plan, targets={}),
        lambda plan: with_weights(plan, Weighting.EQUAL, None),
        lambda plan: with_weights(plan, Weighting.POINTS, Number(Decimal("0.30"))),
        with_own_fields,
        with_offices,
        lambda plan: with_indicator(plan, source="Anagrafe: i dati", verification="Relazione annuale"),
        lambda plan: with_indicator(
            plan, baseline=None, baseline_year=None, condition=None, condition_text="", formula=""
        ),
        lambda plan: with_indicator(plan, condition=None, condition_text="", direction=Direction.UP),
        lambda plan: with_indicator(
            plan, year_conditions={2026: WrittenCondition(Condition.MORE_THAN, "più di")}
        ),
        lambda plan: replace(
            plan,
            measurements=(
                replace(plan.measurements[0], deviation_reason="due mesi: di fermo"),
                *plan.measurements[1:],
            ),
        ),
        lambda plan: replace(plan, news=(), measurements=()),
        lambda plan: replace(plan, is_draft=True),
        lambda plan: with_indicator(plan, continues="2022-2024/OB 1#2#prestiti"),
        lambda plan: replace(
            plan, objectives=tuple(replace(one, continues="nessuno") for one in plan.objectives)
        ),
        lambda plan: replace(plan, section="", approving_act="", types=()),
    ],
)
def test_what_the_two_plans_do_not_have_comes_back_too(
    invented_published: PublishedPlan, tmp_path: Path, change: Callable[[Plan], Plan]
) -> None:
    plan = replace(change(invented_published.plan), document=None)
    assert again(plan, tmp_path) == plan


#: Any text that YAML can hold on a line or on several, with composed letters, as texts are read; a text of
#: blanks alone counts as none.
LINES = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)
    .map(partial(normalize, "NFC"))
    .filter(str.strip)
)
PARAGRAPHS = st.lists(LINES, min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=LINES, description=PARAGRAPHS, note=PARAGRAPHS, name=LINES)
def test_any_text_comes_back(
    invented_published: PublishedPlan, tmp_path: Path, title: str, description: str, note: str, name: str
) -> None:
    first, *_ = invented_published.plan.objectives
    indicator, *_ = first.indicators
    only = replace(
        first,
        title=title,
        description=description,
        notes=(note, title),
        indicators=(replace(indicator, name=name, editorial_notes=(note,)),),
    )
    plan = replace(invented_published.plan, objectives=(only,), measurements=(), document=None)
    assert again(plan, tmp_path).objectives == (only,)


def test_a_day_in_a_folder_comes_back_as_one_file(tmp_path: Path) -> None:
    """Each office had its file; the published plan has the day."""
    source = tmp_path / "prima" / INVENTED_PLAN.name
    shutil.copytree(INVENTED_PLAN, source)
    day = source / "rilevazioni" / "2026-06-30"
    _, *objectives = re.split(r"(?m)^(?=\S)", day.with_suffix(".yml").read_text("utf-8"))
    day.mkdir()
    texts = [one for one in objectives if not one.startswith(("#", "fonte:"))]
    assert len(texts) > 1
    for number, text in enumerate(reversed(texts)):
        (day / f"ufficio-{number}.yml").write_text(text, "utf-8")
    day.with_suffix(".yml").unlink()
    plan = check_plan(source, tmp_path).plan
    assert plan is not None
    plan = replace(plan, document=None)
    assert len(plan.measurements) > len(texts)
    assert again(plan, tmp_path) == plan


def spoilt(site: Site, **changes: Any) -> bytes:
    return json.dumps({**json.loads(site.read("piano.json")), **changes}).encode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"formato": "3.0"}, "formato è «3.0»"),
        ({"formato": None}, "solo testi"),
        ({"obiettivi": {}}, "non è un elenco"),
        ({"obiettivi": ["01_01_OS01"]}, "non è un gruppo di campi"),
        ({"obiettivi": [{"codice": "1" * 61}]}, "non è un codice di obiettivo"),
        ({"obiettivi": [{"codice": "../.."}]}, "non può essere quello di un obiettivo"),
        ({"obiettivi": [{"codice": "con"}]}, "non può essere quello di un obiettivo"),
        ({"obiettivi": [{"codice": "01_01_OS01", "indicatori": {}}]}, "non è un elenco"),
        ({"rilevazioni": {"../via": {}}}, "non è un giorno"),
        ({"ambiti": [7]}, "solo testi"),
    ],
)
def test_a_file_that_is_no_published_plan_is_refused_with_a_reason(
    invented: Site, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(ImportingError, match=message.replace("(", r"\(")):
        published_files(spoilt(invented, **changes))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'"testo"', b"\xff\xfe", b"{}", b"[" * 100_000])
def test_what_is_no_json_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(ImportingError):
        published_files(data)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"formato": "1.0", "formato": "1.1"}', "«formato» c'è due volte"),
        ('{"rilevazioni": {"2026-06-30": {}, "2026-06-30": {}}}', "«2026-06-30» c'è due volte"),
    ],
)
def test_a_field_that_is_there_twice_is_refused(text: str, message: str) -> None:
    with pytest.raises(ImportingError, match=message):
        published_files(text.encode())


def test_two_objectives_of_one_code_are_refused(invented: Site) -> None:
    first = json.loads(invented.read("piano.json"))["obiettivi"][0]
    with pytest.raises(ImportingError, match=f"il codice «{first['codice']}» c'è due volte"):
        published_files(spoilt(invented, obiettivi=[first, {**first, "titolo": "Altro"}]))


def with_document(site: Site, file: str) -> bytes:
    head = json.loads(site.read("piano.json"))["piano"]
    return spoilt(site, piano={**head, "documento": {**head["documento"], "file": file}})


NO_DOCUMENTS = [
    "/etc/passwd",
    "../fuori.txt",
    "fonti/../../fuori.txt",
    "fonti/./a.pdf",
    "fonti//a.pdf",
    "fonti/",
    "fonti",
    "a.pdf",
    "obiettivi/01_01_OS01.yml",
    "piano.yml",
    "fonti/a.yml",
    "fonti/a.YAML",
    "fonti/importazione.json",
    "fonti/.git/config",
    ".github/workflows/a.pdf",
    "fonti/.nascosto.pdf",
    "fonti\\a.pdf",
    "C:/a.pdf",
    "fonti/a.pdf:b",
    "fonti/a\u202epdf",
    "fonti/a\n.pdf",
    "fonti/a.pdf ",
    "fonti/~$piano.docx",
]


@pytest.mark.parametrize("file", NO_DOCUMENTS)
def test_the_document_stays_in_the_folder_of_the_plan(invented: Site, file: str) -> None:
    with pytest.raises(ImportingError, match="non è il nome di un documento"):
        source_document(with_document(invented, file))


@pytest.mark.parametrize(
    "file", ["fonti/piano.pdf", "fonti/Piano 2025 (firmato).pdf.p7m", "fonti/atti/città.odt"]
)
def test_names_of_documents(invented: Site, file: str) -> None:
    assert source_document(with_document(invented, file)) == file


@pytest.mark.parametrize("link", ["fonti", "fonti/piano.pdf"])
def test_a_linked_document_is_refused(invented: Site, tmp_path: Path, link: str) -> None:
    (tmp_path / "altrove").mkdir()
    (tmp_path / "altrove" / "piano.pdf").write_text("segreto", encoding="utf-8")
    (tmp_path / "piano.json").write_bytes(with_document(invented, "fonti/piano.pdf"))
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "altrove" / ("" if link == "fonti" else "piano.pdf"))
    with pytest.raises(ImportingError, match="è un collegamento simbolico"):
        import_plan(READER, tmp_path / "piano.json", tmp_path / "piano")
    assert not (tmp_path / "piano").exists()


def test_what_is_no_file_is_refused() -> None:
    with pytest.raises(ImportingError, match="non è un file"):
        READER.read(Path("/dev/zero"), "")
