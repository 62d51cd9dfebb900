"""News that editors declare (novita.yml)."""

from datetime import date
from enum import Enum

from msgspec import Struct


class Subject(Enum):
    """The subject of a change; its value is the word that editors write."""

    PLAN = "piano"
    MEASUREMENTS = "rilevazioni"
    PAGES = "pagine"


class News(Struct, frozen=True):
    """A change that editors declare (novita.yml).

    `id` is unique in its plan and stable for ever: feed readers know the entry by it. `page` is an
    address relative to the site, empty for the plan's own page. `corrects` are the parts of the plan that
    were transcribed wrongly and are now right: `piano`, the code of an objective, or `OS01#prestiti`.
    """

    id: str
    day: date
    title: str
    text: str = ""
    subject: Subject = Subject.PLAN
    page: str = ""
    corrects: tuple[str, ...] = ()
