"""The permanent addresses of what the data speak of. Whoever publishes says where each thing lies."""

from collections.abc import Callable

from msgspec import Struct

from generator.plan.model import Area, Indicator, Objective, Office


class Uris(Struct, frozen=True):
    """Absolute addresses in one plan. They are names as much as places, and never change.

    `site` is the root of the site; `plan` and `dataset` are the pages of the plan and of its data;
    `file` finds a data file by its name, `page` any address that is relative to the site; `document` is
    the source document, empty if there is none.
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
