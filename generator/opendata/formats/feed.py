"""`novita.xml`: an Atom feed (RFC 4287) with an entry for each change of every plan of the site.

The id of an entry is a tag: URI (RFC 4151) of host, first year of the plan and key of the change: it stays
the same if title, address or day are corrected. Where there are several plans a title begins with the period.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.opendata.dataset import LICENCE_NAME, Dataset
from generator.opendata.files import DataFile, MediaType, Role
from generator.opendata.formats import Format, Published
from generator.opendata.metadata.publisher import Publisher
from generator.plan.changes import Change, changes_of

NAME = "novita.xml"
MEDIA_TYPE = MediaType("application/atom+xml", "ATOM", "Atom")
_ATOM = "http://www.w3.org/2005/Atom"


def _site_wide(published: Published, _: Sequence[DataFile]) -> Iterator[DataFile]:
    if published:
        content = _feed([dataset for dataset, _ in published])
        yield DataFile(NAME, MEDIA_TYPE, "Novità (Atom)", content, Role.DESCRIPTION)


def _feed(datasets: list[Dataset]) -> bytes:
    latest = datasets[-1]
    publisher, uris = latest.publisher, latest.uris
    entries = list(
        chain.from_iterable(
            ((dataset, change) for change in changes_of(dataset.plan)) for dataset in datasets
        )
    )
    entries.sort(key=lambda entry: (-entry[1].day.toordinal(), entry[0].plan.period, entry[1].key))
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "it"})
    _text(feed, "id", f"tag:{publisher.host},{datasets[0].plan.years[0]}:novita")
    _text(feed, "title", f"{publisher.site_name or 'Novità'}: {publisher.name or latest.plan.body.name}")
    # RFC 4287 requires a date; without any entry it is the first day of the first plan.
    _text(feed, "updated", _instant(entries[0][1].day if entries else date(datasets[0].plan.years[0], 1, 1)))
    _text(SubElement(feed, "author"), "name", publisher.name or latest.plan.body.name)
    SubElement(feed, "link", {"rel": "self", "type": MEDIA_TYPE.mime, "href": uris.page(NAME)})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": uris.site})
    _text(feed, "rights", LICENCE_NAME)
    for dataset, change in entries:
        title = dataset.plan.titled(change.title) if len(datasets) > 1 else change.title
        _entry(feed, publisher, dataset, change, title)
    indent(feed)
    content: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _entry(feed: Element, publisher: Publisher, dataset: Dataset, change: Change, title: str) -> None:
    plan = dataset.plan
    entry = SubElement(feed, "entry")
    _text(entry, "id", f"tag:{publisher.host},{plan.years[0]}:{plan.period}/{change.key}")
    _text(entry, "title", title)
    _text(entry, "updated", _instant(change.day))
    _text(entry, "published", _instant(change.day))
    href = _address(dataset, change)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
    SubElement(entry, "category", {"term": change.subject.value})
    _text(entry, "summary", change.text or change.title)


def _address(dataset: Dataset, change: Change) -> str:
    uris = dataset.uris
    if change.objective:
        objective = dataset.plan.by_code[change.objective]
        if not change.indicator:
            return uris.objective(objective)
        return uris.indicator(objective, objective.indicator(change.indicator))
    return uris.page(change.page) if change.page else uris.plan


def _text(parent: Element, name: str, text: str) -> None:
    # Spaces other than the common one are not printable for Python, and yet a space between two words.
    SubElement(parent, name).text = "".join(
        char if char.isprintable() or char in "\n\t" else " " if char.isspace() else "" for char in text
    )


def _instant(day: date) -> str:
    """The start of a day in UTC, since RFC 4287 requires a date and a time."""
    return f"{day.isoformat()}T00:00:00Z"


FORMAT = Format(site_wide=_site_wide)
