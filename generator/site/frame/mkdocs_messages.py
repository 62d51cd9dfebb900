"""Translation of MkDocs' English log messages into problems in Italian with file and line."""

import re
from collections.abc import Callable, Collection, Iterator
from urllib.parse import urljoin, urlsplit

from generator.site.frame.sources import FrameProblem, Sources

GUESS = r"(?: Did you mean '(?P<guess>[^']*)'\?)?"
IN_FILE = r"^Doc file '(?P<file>[^']+)' contains "

#: MkDocs' message → message for editors.
MESSAGES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(rf"{IN_FILE}a link '(?P<link>[^']*)', but the target .*not found.*?{GUESS}$", re.DOTALL),
        "il collegamento «{link}» porta a un file che non esiste",
    ),
    (
        re.compile(rf"{IN_FILE}an unrecognized relative link '(?P<link>[^']*)', it was left as is\.{GUESS}$"),
        "il collegamento «{link}» non porta a nessuna pagina",
    ),
    (
        re.compile(rf"{IN_FILE}an absolute link '(?P<link>[^']*)', it was left as is\.{GUESS}$"),
        "il collegamento «{link}» comincia con «/»: scriverlo a partire da questa pagina",
    ),
    (
        re.compile(rf"{IN_FILE}a link '(?P<link>[^']*)', but (?:there is no|the doc .* does not contain)"),
        "il collegamento «{link}» porta a un punto della pagina che non esiste",
    ),
    (
        re.compile(rf"{IN_FILE}a link to '(?P<link>[^']*)' which is excluded"),
        "il collegamento porta a «{link}», che non è pubblicato",
    ),
    (
        re.compile(r"^A reference to '(?P<link>[^']*)' is included in the 'nav'"),
        "la voce «{link}» di «nav» non esiste in content/",
    ),
    (
        re.compile(r"^An absolute path to '(?P<link>[^']*)' is included in the 'nav'"),
        "la voce «{link}» di «nav» comincia con «/»: scriverla a partire dalla radice del sito, senza «/»",
    ),
)
CONFIG = re.compile(r"^Config value '(?P<key>[^']*)': (?P<rest>.*)", re.DOTALL)
EXCLUDED = re.compile(
    r"^Excluding '(?P<file>[^']+)' from the site because it conflicts with '(?P<other>[^']+)'"
)
PAGE_FAILED = re.compile(r"^Error (?:reading|building) page '(?P<file>[^']+)':\s*(?P<rest>.*)", re.DOTALL)


def is_generated(address: str, generated: Collection[str]) -> bool:
    """Whether the build writes `address`: a file of `generated`, or anything in a folder of it.

    A folder ends in a slash; the file of a page is its `index.html`.
    """
    return any(
        one in (address, f"{address}index.html") or (one.endswith("/") and address.startswith(one))
        for one in generated
    )


def problems_of(
    messages: Collection[str], sources: Sources, address_of: Callable[[str], str], generated: Collection[str]
) -> Iterator[FrameProblem]:
    """Yield the problems that messages report; `address_of` gives the address of a file of content/."""
    for message in messages:
        for pattern, translation in MESSAGES:
            if match := pattern.match(message):
                yield from _link_problem(match, translation, sources, address_of, generated)
                break
        else:
            yield _other_problem(message, sources)


def _link_problem(
    match: re.Match[str],
    translation: str,
    sources: Sources,
    address_of: Callable[[str], str],
    generated: Collection[str],
) -> Iterator[FrameProblem]:
    groups = match.groupdict()
    link, file = groups["link"], groups.get("file")
    target = urljoin(f"/{address_of(file) if file else ''}", urlsplit(link).path).lstrip("/")
    if not link.startswith("/") and is_generated(target, generated):
        return
    path = sources.content / file if file else sources.config
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    before, found, _ = text.partition(f"]({link}" if file else link)
    line = before.count("\n") + 1 if found else 1
    column = len(before) - before.rfind("\n") + (2 if file else 0) if found else 1
    guess = f"; forse «{groups['guess']}»?" if groups.get("guess") else ""
    yield FrameProblem(sources.name(path), line, column, translation.format(link=link) + guess)


def _other_problem(message: str, sources: Sources) -> FrameProblem:
    config = sources.config.name
    if match := CONFIG.match(message):
        return FrameProblem(config, 1, 1, f"la chiave «{match['key']}» non va bene: {match['rest'].strip()}")
    if match := EXCLUDED.match(message):
        name = sources.name(sources.content / match["file"])
        other = sources.name(sources.content / match["other"])
        return FrameProblem(name, 1, 1, f"diventerebbe la stessa pagina di {other}: tenerne una")
    if match := PAGE_FAILED.match(message):
        name = sources.name(sources.content / match["file"])
        return FrameProblem(name, 1, 1, f"la pagina non si compone: {match['rest'].strip()}")
    return FrameProblem(config, 1, 1, f"MkDocs: {message.strip()}")
