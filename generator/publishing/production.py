"""Checks before publication: settings required by law, local addresses, drafts, the record of addresses."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from generator.loading.diagnostics import Diagnostics
from generator.loading.file_system import MAX_SIZE, leads_out, shown_name
from generator.loading.front_matter import read_front_matter, values_of
from generator.loading.hosts import is_private_host, normal_host
from generator.loading.plan_folder import PLAN_FILE
from generator.plan.errors import VetroError
from generator.publishing.legal_links import HTTPS, legal_problems
from generator.publishing.permanence import ADDRESSES, FORMER_ADDRESSES
from generator.publishing.record import record_files
from generator.site.frame.sources import FrameProblem, Sources, read_settings

#: The host of an address in a text.
_HOST = re.compile(r"https?://(?:[^\s/@]+@)?(\[[^\]\s]+\]|\w[\w.-]*)", re.IGNORECASE)
#: Front matter keys that mark a page as a draft.
_DRAFT = ("bozza", "draft")
_NOT_DRAFT = ("", "false", "no")


class NotPublishable(VetroError):
    """The site must not be published; each line of the message is a reason with its location."""


def check_production(sources: Sources, plans: Iterable[Path]) -> None:
    """Raise `NotPublishable` with every reason against the publication of the plans in some folders."""
    problems = [
        *_config_problems(sources),
        *_text_problems(sources, plans),
        *_record_problems(sources.root),
    ]
    if problems:
        raise NotPublishable("\n".join(map(str, sorted(problems))))


def only_drafts(root: Path, folders: Iterable[Path]) -> NotPublishable:
    """The reason why a project whose plans are all drafts, in these folders, cannot be published."""
    problems = []
    for folder in folders:
        file = folder / PLAN_FILE
        line = _line_of(file.read_text(encoding="utf-8"), "bozza")
        message = (
            f"il piano {folder.name} è una bozza, e non c'è altro piano da pubblicare: togliere «bozza» "
            "quando è approvato"
        )
        problems.append(FrameProblem(shown_name(file, root), line, 1, message))
    return NotPublishable("\n".join(map(str, problems)))


def left_out(periods: Iterable[str]) -> str:
    """The line that says which drafts are not published."""
    named = ", ".join(periods)
    return f"le bozze non si pubblicano, e restano fuori: {named}" if named else ""


def _config_problems(sources: Sources) -> Iterator[FrameProblem]:
    text = sources.config.read_text(encoding="utf-8")
    name = sources.config.name
    if not HTTPS.fullmatch(sources.site_url):
        message = "«site_url» deve essere l'indirizzo pubblico del sito, con https://"
        yield FrameProblem(name, _line_of(text, "site_url"), 1, message)
    if sources.is_staging:
        message = "«collaudo» è true, e il sito non si troverebbe nei motori di ricerca: toglierlo"
        yield FrameProblem(name, _line_of(text, "collaudo"), 1, message)
    yield from legal_problems(name, text, read_settings(sources.config), sources.content_files())


def _text_problems(sources: Sources, plans: Iterable[Path]) -> Iterator[FrameProblem]:
    pages = sorted(sources.content.rglob("*.md"))
    for path in [sources.config, *pages, *sorted(one for plan in plans for one in plan.rglob("*.yml"))]:
        if leads_out(path, sources.root) or not path.is_file() or path.stat().st_size > MAX_SIZE:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        name = sources.name(path)
        for number, line in enumerate(text.splitlines(), 1):
            for match in _HOST.finditer(line):
                if _is_private(match[1]):
                    message = f"«{match[0]}» è un indirizzo che il pubblico non raggiunge"
                    yield FrameProblem(name, number, match.start() + 1, message)
        if path.suffix == ".md":
            values = values_of(read_front_matter(name, text, Diagnostics()))
            if any(values.get(key, "") not in _NOT_DRAFT for key in _DRAFT):
                yield FrameProblem(name, 1, 1, "la pagina è una bozza: completarla, o toglierla")


def _record_problems(root: Path) -> Iterator[FrameProblem]:
    """The record of addresses that is missing beside those of plans: any page could be lost without it."""
    if record_files(root) and not any((root / name).is_file() for name in (ADDRESSES, FORMER_ADDRESSES)):
        message = "manca il registro degli indirizzi pubblicati: rimettere il file"
        yield FrameProblem(ADDRESSES, 1, 1, message)


def _is_private(host: str) -> bool:
    with suppress(ValueError):
        return is_private_host(normal_host(host.strip("[]")))
    return False


def _line_of(text: str, key: str) -> int:
    """The line of the first occurrence of a key, 1 if it is missing."""
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.strip().startswith(f"{key}:")), 1)
