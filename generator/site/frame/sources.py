"""The sources of the frame: site_config.yml, content and theme, checked for what MkDocs does not report."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from generator.loading.characters import CONTROL, DIRECTION, NONCHARACTER, split_lines
from generator.loading.conflicts import find_conflicts
from generator.loading.diagnostics import Diagnostic, Diagnostics, Severity
from generator.loading.file_system import (
    LFS_REMEDY,
    MAX_SIZE,
    is_lfs_pointer,
    leads_out,
    links_elsewhere,
    visible_files,
)
from generator.loading.file_types import PAGE_ENDING, refusal_of_file
from generator.loading.front_matter import FRONT_MATTER, read_front_matter, values_of
from generator.loading.shipped import shipped
from generator.plan.errors import VetroError
from generator.site.frame.slots import CLOSING, OPENING, SLOT_ELEMENT

#: The slot markers, and invisible characters.
FORBIDDEN = re.compile(f"[{OPENING}{CLOSING}{CONTROL}{DIRECTION}{NONCHARACTER}]")

#: Settings of MkDocs that the frame does not support, with the remedy.
_UNSUPPORTED = {
    "INHERIT": "scrivere tutto qui",
    "hooks": "è un programma, che il sito non esegue; ciò che serve a tutte le pagine si scrive in theme/",
}
#: Plugins that the frame does without, and that files of earlier versions name.
_FORMER_PLUGINS = {"search", "material/search"}
#: Markdown extensions that read other files.
_READING_EXTENSIONS = {"pymdownx.snippets", "pymdownx.b64"}
TOO_DEEP = "gli elementi sono annidati troppo: bastano pochi livelli"
#: The description of a site that says none, after the name of its body.
_DESCRIPTION = "obiettivi, indicatori e traguardi del piano, e le pagine di Amministrazione Trasparente."
#: Maximum nesting in site_config.yml; each level of «nav» takes two.
_MOST_LEVELS = 30

#: The message for a file that would take the place of another in the site.
TWO_MAKERS = "diventerebbe «{path}», che viene già da {other}: dargli un altro nome, o un'altra cartella"


class FrameProblem(Struct, frozen=True, order=True):
    """A mistake in content, theme or site_config.yml, described in Italian.

    `file` is relative to the folder of site_config.yml; line and column count from 1.
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: errore: {self.message}"


class FrameError(VetroError):
    """The frame cannot be built; `problems` are all that were found, sorted by location, each once."""

    def __init__(self, problems: Iterable[FrameProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class Sources(Struct, frozen=True):
    """The sources as site_config.yml names them.

    `themes` are the folders of the theme: that of the body, if it has one, then ours; of files with the same
    path the first is used. `corrections` is the address to which readers report mistakes, empty if there is
    none. A site that `is_staging` is a trial of the public one, which search engines must not find.
    """

    config: Path
    content: Path
    themes: tuple[Path, ...]
    site_url: str
    corrections: str = ""
    is_staging: bool = False

    @property
    def root(self) -> Path:
        """The folder of site_config.yml: files in messages are relative to it."""
        return self.config.parent

    def name(self, path: Path) -> str:
        """The name of a file in messages: relative to the project, or to what our theme lies in."""
        roots = (root for root in (self.root, self.themes[-1].parent) if path.is_relative_to(root))
        root = next(roots, None)
        return path.relative_to(root).as_posix() if root else path.as_posix()

    def files(self) -> list[str]:
        """All files of the frame, sorted; without those that systems and text editors leave behind."""
        paths = (path for folder in (self.content, *self.themes) for path in visible_files(folder))
        return [str(self.config), *sorted(str(path) for path in paths if path.is_file())]

    def content_files(self) -> frozenset[str]:
        """The files of content/ that may be published, relative to it."""
        return frozenset(path.relative_to(self.content).as_posix() for path in visible_files(self.content))


def read_settings(config: Path, body: str = "") -> Mapping[str, Any]:
    """All settings of site_config.yml, with the defaults, and the name of the body where it says none.

    Raises `FrameError` when it cannot be read.
    """
    config = config.absolute()
    if config.is_file() and config.stat().st_size > MAX_SIZE:
        raise FrameError([_too_large(config.name)])
    try:
        text = config.read_text(encoding="utf-8")
        if conflicts := [*find_conflicts(text, leftovers=True)]:
            raise FrameError(FrameProblem(config.name, *conflict) for conflict in conflicts)
        if growing := [*_growing_yaml(config.name, text)]:
            raise FrameError(growing)
        values = _parsed(text)
    except FileNotFoundError:
        raise FrameError([FrameProblem(config.name, 1, 1, "il file non esiste")]) from None
    except UnicodeDecodeError:
        raise FrameError([FrameProblem(config.name, 1, 1, "il file non è in UTF-8")]) from None
    except yaml.YAMLError as error:
        raise FrameError([_yaml_problem(config.name, error, 0)]) from None
    except RecursionError:
        raise FrameError([FrameProblem(config.name, 1, 1, TOO_DEEP)]) from None
    if not isinstance(values, dict):
        raise FrameError([FrameProblem(config.name, 1, 1, "non è una configurazione: mancano le chiavi")])
    if problems := [*_forbidden_characters(config.name, text), *_forbidden_value(config.name, values)]:
        raise FrameError(problems)
    return _with_defaults(values, body)


def _with_defaults(values: Mapping[str, Any], body: str) -> Mapping[str, Any]:
    """Settings laid over the defaults; the description of the site, if it has none, names the body."""
    settings = _laid_over(_defaults(), values)
    if body and not _setting(settings, "ente", "nome"):
        settings = _laid_over(settings, {"extra": {"vetro": {"ente": {"nome": body}}}})
    if not settings.get("site_description"):
        name = str(_setting(settings, "ente", "nome") or "").strip()
        settings["site_description"] = f"{name}: {_DESCRIPTION}" if name else _DESCRIPTION.capitalize()
    return settings


@cache
def _defaults() -> Mapping[str, Any]:
    text = Path(__file__).with_name("defaults.yml").read_text(encoding="utf-8")
    defaults: Mapping[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return defaults


def _laid_over(defaults: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, with the defaults of what they do not say; a group without a value is not said."""
    merged = {**defaults, **values}
    for key, default in defaults.items():
        if isinstance(default, Mapping):
            value = values.get(key)
            if value is None or isinstance(value, Mapping):
                merged[key] = _laid_over(default, value or {})
    return merged


def _growing_yaml(name: str, text: str) -> Iterator[FrameProblem]:
    """Yield a problem for each YAML alias, since a few lines of them multiply, and for too many levels."""
    level = 0
    for event in yaml.parse(text, yaml.CSafeLoader):
        mark = event.start_mark
        if isinstance(event, yaml.CollectionStartEvent):
            level += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            level -= 1
        if mark and level > _MOST_LEVELS:
            yield FrameProblem(name, mark.line + 1, mark.column + 1, TOO_DEEP)
            return
        if mark and isinstance(event, yaml.AliasEvent):
            message = f"«*{event.anchor}» è un rimando YAML: mettere il testo per esteso"
            yield FrameProblem(name, mark.line + 1, mark.column + 1, message)


@lru_cache(maxsize=1)
def _parsed(text: str) -> Any:
    # Cached, since several parts of a build read the same file.
    return yaml.load(text, yaml.CSafeLoader)


def read_sources(config: Path) -> Sources:
    """The sources that site_config.yml names.

    Raises `FrameError` when it cannot be read, or has a setting that the frame does not support.
    """
    config = config.absolute()
    values = read_settings(config)
    if refused := [*_unsupported(config.name, values)]:
        raise FrameError(refused)
    theme, ours = values["theme"], shipped("theme")
    own = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    own_theme = Path(os.path.normpath(config.parent / str(own))) if own else ours
    return Sources(
        config=config,
        content=config.parent / str(values["docs_dir"] or "docs"),
        themes=(ours,) if own_theme == ours else (own_theme, ours),
        site_url=_with_slash(str(values.get("site_url") or "")),
        corrections=str(_setting(values, "legale", "segnalazioni") or "").strip(),
        is_staging=_setting(values, "collaudo") is True,
    )


def _unsupported(name: str, values: Mapping[str, Any]) -> Iterator[FrameProblem]:
    """Settings that mean nothing, or by which MkDocs would run code or read files that are no inputs."""
    for key, remedy in _UNSUPPORTED.items():
        if key in values:
            yield FrameProblem(name, 1, 1, f"«{key}» non è ammesso: {remedy}")
    staging = _setting(values, "collaudo")
    if staging is not None and not isinstance(staging, bool):
        message = f"«extra.vetro.collaudo» è «{staging}»: scrivere true o false, senza virgolette"
        yield FrameProblem(name, 1, 1, message)
    for plugin in _names_in(values.get("plugins")):
        if plugin not in _FORMER_PLUGINS:
            message = f"«plugins: {plugin}» non è ammesso: togliere la riga"
            yield FrameProblem(name, 1, 1, message)
    for extension in _names_in(values.get("markdown_extensions")):
        if extension in _READING_EXTENSIONS:
            message = f"«{extension}» non è ammessa: legge file fuori da content/; togliere la riga"
            yield FrameProblem(name, 1, 1, message)


def _names_in(found: object) -> Iterator[str]:
    """The names in a list of MkDocs, whose items may be a name with its settings."""
    items = found if isinstance(found, list | dict) else ()
    yield from (str(name) for one in items for name in (one if isinstance(one, dict) else [one]))


def _setting(values: Mapping[str, Any], *path: str) -> object:
    """A setting below `extra.vetro`; `None` if it is missing."""
    value: object = values
    for key in ("extra", "vetro", *path):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _with_slash(address: str) -> str:
    return address if address.endswith("/") else f"{address}/"


def check_content(sources: Sources, page_slots: Collection[str]) -> Iterator[FrameProblem]:
    """Yield the problems of the files of content/: links, types, encoding, front matter, slots."""
    yield from _problems(links_elsewhere(sources.content, sources.root))
    for theme in sources.themes:
        yield from _problems(links_elsewhere(theme, theme.parent))
    for path in visible_files(sources.content):
        name = sources.name(path)
        if leads_out(path, sources.content):
            continue
        if reason := refusal_of_file(path, path.relative_to(sources.content).as_posix()):
            yield FrameProblem(name, 1, 1, reason)
        elif path.suffix == PAGE_ENDING and path.stat().st_size > MAX_SIZE:
            yield _too_large(name)
        elif path.suffix == PAGE_ENDING:
            yield from _check_page(name, path.read_bytes(), page_slots)
        elif path.is_file() and is_lfs_pointer(path):
            yield FrameProblem(name, 1, 1, LFS_REMEDY)


def _check_page(name: str, content: bytes, page_slots: Collection[str]) -> Iterator[FrameProblem]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        yield FrameProblem(name, line, 1, "il file non è in UTF-8: salvarlo di nuovo con questa codifica")
        return
    yield from _check_front_matter(name, text)
    yield from _forbidden_characters(name, text)
    for number, line_text in enumerate(split_lines(text), 1):
        for match in SLOT_ELEMENT.finditer(line_text):
            if match[1] not in page_slots:
                known = ", ".join(f"«{slot}»" for slot in sorted(page_slots)) or "nessuno"
                message = f"lo slot «{match[1]}» non esiste; quelli che esistono: {known}"
                yield FrameProblem(name, number, match.start() + 1, message)


def _forbidden_characters(name: str, text: str) -> Iterator[FrameProblem]:
    for number, line_text in enumerate(split_lines(text), 1):
        for match in FORBIDDEN.finditer(line_text):
            kind = "riservato" if match[0] in (OPENING, CLOSING) else "invisibile"
            message = f"contiene il carattere {kind} U+{ord(match[0]):04X}: toglierlo"
            yield FrameProblem(name, number, match.start() + 1, message)


def _check_front_matter(name: str, text: str) -> Iterator[FrameProblem]:
    if not text.startswith("---"):
        return
    if not FRONT_MATTER.match(text):
        yield FrameProblem(name, 1, 1, "l'intestazione comincia con «---» ma non è chiusa da un altro «---»")
        return
    diagnostics = Diagnostics()
    front_matter = read_front_matter(name, text, diagnostics)
    yield from _problems(diagnostics)
    if not FORBIDDEN.search(text):
        yield from _forbidden_value(name, values_of(front_matter))


def _problems(diagnostics: Iterable[Diagnostic]) -> Iterator[FrameProblem]:
    for one in diagnostics:
        if one.severity is Severity.ERROR:
            yield FrameProblem(*one.location, one.message)


def _forbidden_value(name: str, values: object) -> Iterator[FrameProblem]:
    """Forbidden characters written as YAML escapes, which a search of the text does not find."""
    for text in _texts(values):
        if match := FORBIDDEN.search(text):
            message = (
                f"un valore contiene, scritto con un codice, il carattere U+{ord(match[0]):04X}: toglierlo"
            )
            yield FrameProblem(name, 1, 1, message)


def _texts(values: object) -> Iterator[str]:
    """All texts in a YAML tree. Aliases may repeat a branch many times: each branch is visited once."""
    stack, seen = [values], set()
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping | list) and id(value) not in seen:
            seen.add(id(value))
            stack.extend([*value, *value.values()] if isinstance(value, Mapping) else value)


def _too_large(name: str) -> FrameProblem:
    limit = MAX_SIZE // 1_000_000
    return FrameProblem(name, 1, 1, f"il file è troppo grande, il limite è {limit} MB: dividerlo")


def _yaml_problem(name: str, error: yaml.YAMLError, offset: int) -> FrameProblem:
    """A problem at the location of a YAML error; `offset` is the number of lines before the YAML."""
    mark: Any = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1 + offset, mark.column + 1) if mark else (1 + offset, 1)
    message = (
        "il YAML non si legge da qui; cause consuete: due punti dentro un testo senza virgolette, "
        "una virgoletta non chiusa, un rientro sbagliato"
    )
    return FrameProblem(name, line, column, message)
