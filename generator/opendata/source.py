"""Source of the open data: a plan, its assessment, and the permanent addresses of what it describes."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from generator.plan.body import Area, Office
from generator.plan.indicator import Indicator
from generator.plan.model import Objective, Plan
from generator.plan.scoring.assessment import PlanAssessment


class Uris(Struct, frozen=True):
    """Absolute addresses of one plan. They are also identifiers, and never change.

    `site` is the root of the site; `plan` and `dataset` are the pages of the plan and of its data;
    `file` gives the address of a data file by name, `page` that of any path relative to the site;
    `document` is the source document, empty if there is none.
    """

    site: str
    plan: str
    dataset: str
    document: str
    objective: Callable[[Objective], str]
    indicator: Callable[[Objective, Indicator], str]
    area: Callable[[Area], str]
    office: Callable[[Office], str]
    file: Callable[[str], str]
    page: Callable[[str], str]


#: For a document of a plan in which addresses do not matter.
NO_URIS = Uris(
    site="",
    plan="",
    dataset="",
    document="",
    objective=lambda _: "",
    indicator=lambda *_: "",
    area=lambda _: "",
    office=lambda _: "",
    file=lambda _: "",
    page=lambda _: "",
)


class Source(Struct, frozen=True):
    """Input of the rows of every table: a whole plan or a plan reduced to one objective, assessed.

    `ipa` is the code of the body. `origins` are, by the id of an indicator of the one objective, the first
    ones of their series, where that is one of another plan.
    """

    plan: Plan
    assessment: PlanAssessment
    uris: Uris
    ipa: str = ""
    origins: Mapping[str, str] = {}
