"""Facts: what a site says of a plan, each text under a path of its own, as the record of it keeps them.

The paths are those of the fields in the YAML files: `obiettivi/OS01/indicatori/prestiti/target/2025`. Beside
them stand the verdicts that no later result can change: `esiti/2025/OS01/prestiti`.
"""

import hashlib
from collections.abc import Iterator, Mapping

from generator.opendata.plan_document import objective_document, plan_document
from generator.opendata.source import NO_URIS
from generator.plan.model import Plan
from generator.plan.scoring.assessment import PlanAssessment
from generator.plan.scoring.results import IndicatorAssessment

#: Texts by path.
Facts = Mapping[str, str]

#: Of the news the identifier and the day are facts, by which feed readers know an entry.
NEWS, OBJECTIVES, RESULTS, VERDICTS = "novita", "obiettivi", "rilevazioni", "esiti"
REVISIONS = "revisioni"
#: Where the results of a day come from, which the file of the day says once.
SOURCE = "fonte"
#: Fields that say nothing of the body: those of the site, the doubts of who has transcribed the plan, and
#: whether it is being written.
_NO_FACTS = frozenset({"uri", "formato", "note_redazionali", "altri_nomi", "bozza"})
#: What a path calls an item of a list by, if it has it.
_NAMES = ("codice", "id", "data")
#: Longer texts are kept as their beginning and a digest.
_LONGEST, _BEGINNING = 100, 40


def facts_of(plan: Plan, assessment: PlanAssessment) -> dict[str, str]:
    """The facts of a plan, sorted by path; addresses are none, and recorded by themselves."""
    document = dict(plan_document(plan, NO_URIS))
    document[OBJECTIVES] = [objective_document(plan, one, NO_URIS) for one in plan.objectives]
    document[NEWS] = {one.id: f"{one.day:%d/%m/%Y}" for one in plan.news}
    facts = {"/".join(path): _shortened(text) for path, text in _leaves(document)}
    return dict(sorted((facts | _verdicts(plan, assessment)).items()))


def part_of_path(name: str) -> str:
    """A name as a part of a path."""
    return name.replace("~", "~0").replace("/", "~1").replace("=", "~2")


def name_of_part(part: str) -> str:
    """The name that a part of a path stands for."""
    return part.replace("~2", "=").replace("~1", "/").replace("~0", "~")


def _leaves(node: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts of a document with their paths; the texts of a list are one, and nothing is no fact."""
    if not node:
        return
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, Mapping):
        for name, value in node.items():
            if name not in _NO_FACTS:
                yield from _leaves(value, (*path, part_of_path(str(name))))
    elif isinstance(node, list):
        if all(isinstance(item, str) for item in node):
            yield path, "; ".join(node)
            return
        for number, item in enumerate(node, 1):
            yield from _leaves(item, (*path, part_of_path(name_of_item(item, number))))


def name_of_item(item: object, number: int) -> str:
    """How a path names an item of a list: by what identifies it, or else by its number."""
    fields = item if isinstance(item, Mapping) else {}
    return next((str(fields[name]) for name in _NAMES if fields.get(name)), str(number))


def _verdicts(plan: Plan, assessment: PlanAssessment) -> dict[str, str]:
    found = {}
    for objective in plan.objectives:
        for identifier, years in assessment.of_indicators(objective).items():
            for year, one in years.items():
                if one.measurement is not None and not one.can_change:
                    path = (VERDICTS, str(year), part_of_path(objective.code), part_of_path(identifier))
                    found["/".join(path)] = _verdict(one)
    return found


def _verdict(assessment: IndicatorAssessment) -> str:
    rate = assessment.achievement_rate
    return assessment.status.value if rate is None else f"{assessment.status.value}, {rate}"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _LONGEST and words.isprintable():
        return words
    beginning = "".join(letter for letter in words[:_BEGINNING] if letter.isprintable())
    return f"{beginning}… sha256:{hashlib.sha256(words.encode()).hexdigest()[:16]}"
