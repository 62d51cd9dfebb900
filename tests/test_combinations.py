"""Every pair of concepts in one indicator: a clear error, or the whole way to pages, print, data and back."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

import jsonschema
import pytest

from generator.build.project import published_plans
from generator.checks.checked_plan import check_plan
from generator.importing.readers.published_data import published_files
from generator.loading.diagnostics import Severity
from generator.loading.editor_schemas import json_schemas
from generator.plan.weighting import Weighting
from generator.site.published_plan import PublishedPlan
from tests import combinations
from tests.combinations import GROUPS, OPTIONS, VALUES, Choice, pairwise
from tests.conftest import ROOT, site_in_memory

PERIOD = "2026-2028"
CONFIG = ROOT / "tests" / "data" / "fondi-di-prova" / "site_config.yml"
WEIGHTS = [weighting.value for weighting in Weighting]
#: What a message says to do.
REMEDY = re.compile(
    r"scrivere|togliere|correggere|controllare|si dichiara solo|ci vuole|vuole|si dice solo|vanno|va "
    r"|non c'è tolleranza|i campi ammessi"
)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def named(choice: Choice) -> str:
    return ", ".join(f"{name} {option}" for name, option in choice.items() if option)


@pytest.fixture(scope="module")
def choices() -> Mapping[str, Choice]:
    """What goes together, by the code of an objective."""
    every = (choice for options in GROUPS.values() for choice in pairwise(options))
    return {f"C{number:03}": choice for number, choice in enumerate(every, 1)}


def test_what_does_not_go_together_is_said_with_its_place(tmp_path: Path) -> None:
    found = refused = 0
    for number, choice in enumerate(pairwise(OPTIONS)):
        folder = tmp_path / str(number) / PERIOD
        checked = check_plan(
            write(folder, combinations.files({"A1": choice}, choice["weights"])), folder.parent
        )
        errors = [one for one in checked.diagnostics if one.severity is Severity.ERROR]
        assert checked.is_valid == (not errors), named(choice)
        for error in errors:
            assert error.location.line > 1, (named(choice), str(error))
            assert REMEDY.search(error.message), (named(choice), str(error))
        found += 1
        refused += bool(errors)
    # A dimension more would still be tried, and what nobody can mean is there.
    assert found > refused > found // 4


def words_of(html: str) -> str:
    """The words of a piece of HTML, one space apart."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@dataclass(frozen=True)
class Built:
    """The site of all indicators that can be written in a plan with those weights."""

    published: PublishedPlan
    files: Mapping[str, bytes]
    choices: Mapping[str, Choice]

    def html(self, address: str) -> str:
        return self.files[f"piano/{PERIOD}/{address}index.html"].decode()

    @cached_property
    def printed(self) -> Mapping[str, str]:
        """The words of each objective in the printed plan."""
        parts = re.findall(
            r'<article class="cv-stampa__scheda" .*?</article>', self.html("stampa/"), re.DOTALL
        )
        return dict(zip(self.choices, map(words_of, parts), strict=True))


@pytest.fixture(scope="module", params=WEIGHTS)
def built(
    request: pytest.FixtureRequest, choices: Mapping[str, Choice], tmp_path_factory: pytest.TempPathFactory
) -> Built:
    own = {code: choice for code, choice in choices.items() if choice["weights"] == request.param}
    root = tmp_path_factory.mktemp("casi")
    whole = check_plan(write(root / "tutti" / PERIOD, combinations.files(own, request.param)), root)
    wrong = {one.location.file for one in whole.diagnostics if one.severity is Severity.ERROR}
    good = {code: choice for code, choice in own.items() if not any(code in name for name in wrong)}
    checked = check_plan(write(root / PERIOD, combinations.files(good, request.param)), root)
    assert checked.is_valid, "\n".join(map(str, checked.diagnostics))
    (published,) = published_plans([checked], root)
    return Built(published, site_in_memory((published,), CONFIG), good)


def test_most_of_what_goes_together_can_be_written(choices: Mapping[str, Choice], built: Built) -> None:
    own = [choice for choice in choices.values() if choice["weights"] == built.published.plan.weighting.value]
    assert len(built.choices) > len(own) * 3 // 4


#: Unit → what its values before the plan are on a page, unless they are there to the letter.
SHOWN = {"n.": "n.", "": "n.", "imprese": "n.", "scala": "scala: basso, medio, alto"}


def expected_words(choice: Choice) -> Iterator[str]:
    """What page and print must say of an indicator, whatever else it is combined with."""
    past, _, _, on_the_way, _, difference = VALUES[choice["unit"]]
    texts = {
        "source": ["casi / totale", "Fonte: registro dei casi", "Verifica: estrazione"],
        "offices": ["Anagrafe", "Tributi (capofila, 60%)"],
        "own": ["Portatori di interesse: Imprese; Scuole, e famiglie", "Fondi: 2026: 27.300 €"],
    }
    yield from texts.get(choice["texts"], [])
    yield {"aumenta": "deve aumentare", "diminuisce": "deve diminuire"}.get(choice["direction"], "")
    if choice["past"] == "several":
        yield f"2022: {past}"
    if choice["past"] == "other year":
        yield f"{past} (2023)"
    of_parts = {
        "days": ["avviso: entro il 31 marzo 2026", "fine: entro il 31 dicembre 2027"],
        "values": ["trattati: ", "in ritardo: 2026: al massimo il 2%; 2027: al massimo l'1%"],
        "weighed": ["avviso: entro il 31 marzo 2026", "trattati: "],
    }
    if choice["parts"]:
        yield from of_parts.get(choice["parts"], ["Anagrafe", "Tributi", "2 uffici"])
    else:
        yield from {"condition": ["più di"], "unit": ["modello pubblicato"]}.get(choice["year"], [])
    if choice["parts"] in ("media", "somma", "peggiore"):
        yield f"nel 2024: {past}"
    if choice["relative"] == "2024" and choice["year"] != "n.d.":
        has_base = choice["past"] in ("one", "several") or choice["parts"] not in ("", "common")
        yield "rispetto al valore 2024" if has_base else f"{difference} rispetto al 2024"
    has_own_target = choice["parts"] in ("", "common")
    if has_own_target and choice["interim"]:
        yield f"{on_the_way} al 31/03/2026"
    if choice["interim"] == "two" and has_own_target:
        yield f"{on_the_way} al 31/03/2027"
    if choice["parts"] != "days" and choice["year"] == "due":
        yield "entro il 30/09/2026"
    if choice["unit"] not in ("scala",) and choice["parts"] not in ("days", "values", "weighed"):
        yield SHOWN.get(choice["unit"], choice["unit"])


def missing(text: str, choice: Choice) -> list[str]:
    words = " ".join(text.split())
    return [one for one in expected_words(choice) if " ".join(one.split()) not in words]


def test_page_and_print_say_everything(built: Built) -> None:
    wrong = {
        (code, where, named(choice)): lacking
        for code, choice in built.choices.items()
        for where, text in (("page", words_of(built.html(f"{code}/"))), ("print", built.printed[code]))
        if (lacking := missing(text, choice))
    }
    assert wrong == {}


def test_page_says_what_was_measured(built: Built) -> None:
    said = {
        "non_valutabile": f"non valutabile: {combinations.REASON}",
        "corrected": "15/09/2026: era",
        "declared": "grado 60%",
        "non ancora": "non ancora",
        "n.d.": "n.d.",
    }
    wrong = {
        code: named(choice)
        for code, choice in built.choices.items()
        if said.get(choice["result"], "") not in words_of(built.html(f"{code}/"))
    }
    assert wrong == {}


def test_every_objective_has_a_badge_and_the_search_finds_its_indicator(built: Built) -> None:
    index = json.loads(built.files["search/search_index.json"])
    found = {doc["location"] for doc in index["docs"]}
    for code in built.choices:
        assert b"<svg" in built.files[f"piano/{PERIOD}/{code}/badge.svg"]
        assert f"piano/{PERIOD}/{code}/#caso" in found


def test_the_plan_comes_back_equal(built: Built, tmp_path: Path) -> None:
    content = built.files[f"dati/{PERIOD}/piano.json"]
    again = check_plan(write(tmp_path / PERIOD, published_files(content)), tmp_path)
    assert again.is_valid, "\n".join(map(str, again.diagnostics))
    assert again.plan is not None
    plan = built.published.plan
    wrong = {
        one.code: named(built.choices[one.code])
        for one, other in zip(plan.objectives, again.plan.objectives, strict=True)
        if one != other
    }
    assert wrong == {}
    assert again.plan == plan


def test_every_json_file_follows_its_schema(built: Built) -> None:
    data = f"dati/{PERIOD}/"
    of_objectives = [name for name in built.files if re.fullmatch(rf"{data}obiettivi/[^/]+\.json", name)]
    assert of_objectives
    for name in (f"{data}piano.json", *of_objectives):
        kind = "obiettivo" if name in of_objectives else "piano"
        schema = json.loads(built.files[f"{data}{kind}.schema.json"])
        found = jsonschema.Draft202012Validator(schema).iter_errors(json.loads(built.files[name]))
        assert [f"{one.json_path}: {one.message}" for one in found] == [], name


def test_the_editor_takes_what_the_check_takes(built: Built) -> None:
    schemas = {name: json.loads(text) for name, text in json_schemas().items()}
    of_objective = jsonschema.Draft202012Validator(schemas["obiettivo.json"])
    of_results = jsonschema.Draft202012Validator(schemas["rilevazione.json"])
    for code, choice in built.choices.items():
        file = combinations.objective(code, combinations.indicator(choice))
        assert [one.message for one in of_objective.iter_errors(file)] == [], named(choice)
        measured = {code: {"caso": combinations.result(choice)}}
        assert [one.message for one in of_results.iter_errors(measured)] == [], named(choice)
