"""The frame: content pages, assets of the theme and page shells, made by MkDocs once and cached.

This is the only file that imports mkdocs, and only when the cached frame cannot be used. What comes out knows
nothing of MkDocs: finished files, pages cut at their slots, search entries, addresses.
"""

import json
import logging
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct
from msgspec.structs import asdict

from generator.machine.fingerprints import Fingerprints
from generator.machine.obstacles import NO_ROOM
from generator.site.frame_cache import frame_key, load, store
from generator.site.mkdocs_words import problems_of
from generator.site.problems import FrameError, FrameProblem
from generator.site.sanitising import sanitise, without_tags
from generator.site.slots import MARKS, PLACES, SHELL_SLOTS, Shell, ShellSpec, Slotted, cut, mark
from generator.site.sources import TOO_DEEP, Sources, check_content, read_sources
from generator.site.tables import wrap_tables
from generator.site.temporary import temporary_folder
from generator.site.trail import trail_context

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

__all__ = ["Frame", "FrameError", "FrameProblem", "Shell", "ShellSpec", "Slotted", "build_frame"]

SEARCH_INDEX = "search/search_index.json"
INDENTATION = re.compile(r"\n\s+")
# Material's own styles, icon and search (ours are in the theme), and the templates of plan pages: no pages.
UNWANTED = (
    "assets/stylesheets/",
    "assets/images/favicon.png",
    "assets/javascripts/lunr/",
    "assets/javascripts/workers/",
    "pages/",
)


class Frame(Struct, frozen=True):
    """All of the site that does not come from the plan.

    ``files``: path relative to the site's root → finished bytes (content pages, 404.html, assets).
    ``pages``: path → a content page with slots of its own, to be filled by the build.
    ``shells``: name → the shell that was asked for under it.
    ``search_config`` and ``search_docs``: the search index of the content pages, as Material writes it.
    ``addresses``: those of the content pages, relative to ``site_url``, sorted; the home page is "".
    """

    site_url: str
    files: Mapping[str, bytes]
    pages: Mapping[str, Slotted]
    shells: Mapping[str, Shell]
    search_config: Mapping[str, Any]
    search_docs: Sequence[Mapping[str, Any]]
    addresses: Sequence[str]


def build_frame(
    config: Path,
    shells: Sequence[ShellSpec],
    *,
    cache: Path,
    page_slots: Collection[str] = (),
    elsewhere: Collection[str] = (),
    prints: Fingerprints | None = None,
) -> Frame:
    """Return the frame of the site that ``config`` (site_config.yml) describes.

    ``page_slots`` are the slots that pages of content/ may hold; ``elsewhere`` the addresses that the build
    writes itself ("dati/", "novita.xml"; a folder ends in a slash), to which content pages may link; those of
    the shells are known. ``cache`` is a folder of ours, created if need be; ``prints`` are those of the files
    on disk.

    Raises FrameError, with every problem found, when the sources are wrong.
    """
    sources = read_sources(config)
    request = [[asdict(shell) for shell in shells], sorted(page_slots), sorted(elsewhere)]
    if missing := [folder.name for folder in (sources.content, sources.theme) if not folder.is_dir()]:
        name = sources.config.name
        raise FrameError(FrameProblem(name, 1, 1, f"la cartella «{path}» non esiste") for path in missing)
    key = frame_key(sources, request, prints or Fingerprints())
    stored = load(cache, key)
    if stored is None:
        problems = [*check_content(sources, page_slots)]
        if problems:
            raise FrameError(problems)
        known = {*elsewhere, *(shell.address.partition("{}")[0] for shell in shells)}
        stored = _render(sources, shells, known)
        store(cache, key, *stored)
    facts, files = stored
    return Frame(
        site_url=sources.site_url,
        files=files,
        pages={path: _slotted(parts) for path, parts in facts["pages"].items()},
        shells={shell.name: Shell(shell, _slotted(facts["shells"][shell.name])) for shell in shells},
        search_config=facts["search"]["config"],
        search_docs=facts["search"]["docs"],
        addresses=facts["addresses"],
    )


def _slotted(parts: Sequence[Sequence[str]]) -> Slotted:
    pieces, names = parts
    return Slotted(tuple(pieces), tuple(names))


class _Log(logging.Handler):
    """Keeps what MkDocs would print."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class _Hooks:
    """What we do inside a build of MkDocs: add the shells, take their HTML away, mend tables.

    Registered as a plugin; MkDocs calls the methods by name.
    """

    def __init__(self, shells: Sequence[ShellSpec]) -> None:
        self.shells = shells
        self.html: dict[str, str] = {}
        self.urls: dict[str, str] = {}
        self.addresses: list[str] = []
        self.descriptions: dict[str, tuple[str, str]] = {}
        self.current = ""

    def on_files(self, files: "Files", config: "MkDocsConfig") -> "Files":
        from mkdocs.structure.files import File, InclusionLevel

        for file in files.documentation_pages():
            self.urls[file.src_uri] = "" if file.url == "./" else file.url
            self.addresses.append(file.dest_uri.removesuffix("index.html"))
        for shell in self.shells:
            if shell.address in self.addresses:
                message = f"l'indirizzo «{shell.address}» è di una pagina del piano: spostare questa"
                name = f"{Path(config.docs_dir).name}/{shell.address}index.md"
                raise FrameError([FrameProblem(name, 1, 1, message)])
            meta = {
                "guscio": shell.name,
                "template": shell.template,
                "title": mark("titolo"),
                "description": mark("descrizione"),
                "indirizzo": mark("indirizzo"),
                "slot": {slot: mark(slot) for slot in sorted(SHELL_SLOTS)},
                "search": {"exclude": True},
            }
            source = f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n"
            path = f"{shell.stand_in}index.md"
            files.append(File.generated(config, path, content=source, inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_env(self, env: "Environment", **_: object) -> "Environment":
        env.trim_blocks = env.lstrip_blocks = True
        return env

    def on_page_markdown(self, markdown: str, page: "Page", **_: object) -> str:
        self.current = page.file.src_uri
        return markdown

    def on_page_content(self, html: str, page: "Page", **_: object) -> str:
        return wrap_tables(sanitise(html), str(page.title))

    def on_page_context(self, context: "TemplateContext", page: "Page", **_: object) -> "TemplateContext":
        if "guscio" not in page.meta:
            cast("dict[str, Any]", context).update(trail_context(page, str(context["config"].site_url)))
        return context

    def on_post_page(self, output: str, page: "Page", **_: object) -> str:
        if "<pre" not in output:
            output = INDENTATION.sub("\n", output)
        if name := page.meta.get("guscio"):
            self.html[name] = output
            return ""
        if not (page.meta.get("search") or {}).get("exclude"):
            description = str(page.meta.get("description", ""))
            self.descriptions[self.urls[page.file.src_uri]] = str(page.title), description
        return output

    def on_post_template(self, output: str, template_name: str, **_: object) -> str:
        return "" if template_name == "sitemap.xml" else output


def _render(
    sources: Sources, shells: Sequence[ShellSpec], elsewhere: Collection[str]
) -> tuple[dict[str, Any], dict[str, bytes]]:
    hooks = _Hooks(shells)
    with temporary_folder("vetro-frame-") as folder:
        messages = _run_mkdocs(sources, hooks, folder)
        problems = [*problems_of(messages, sources, lambda file: hooks.urls.get(file, file), elsewhere)]
        problems += _shell_problems(sources, hooks)
        if problems:
            raise FrameError(problems)
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(Path(folder).rglob("*"))
            if path.is_file()
        }
    search = json.loads(files.pop(SEARCH_INDEX, b'{"config": {}, "docs": []}'))
    search["docs"] = [*map(_sanitised, search["docs"]), *_unsearched(hooks, search["docs"])]
    pages: dict[str, Slotted] = {}
    for path in [path for path in files if path.endswith(".html")]:
        page = cut(files[path].decode(), PLACES)
        if page.names:
            pages[path] = page
            del files[path]
    shells_cut = {name: cut(html, MARKS) for name, html in hooks.html.items()}
    facts = {
        "pages": {path: [page.pieces, page.names] for path, page in pages.items()},
        "shells": {name: [page.pieces, page.names] for name, page in shells_cut.items()},
        "search": search,
        "addresses": sorted(hooks.addresses),
    }
    return facts, {path: files[path] for path in files if _is_wanted(path)}


def _sanitised(doc: Mapping[str, Any]) -> dict[str, Any]:
    """An entry as Material may show it, as markup, even the title that the head of a page gives as text."""
    return {**doc, "title": without_tags(doc["title"]), "text": sanitise(doc["text"])}


def _unsearched(hooks: _Hooks, docs: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    """Yield an entry for every page without text, which Material passes over."""
    known = {doc["location"].partition("#")[0] for doc in docs}
    for address, texts in sorted(hooks.descriptions.items()):
        if address not in known:
            title, description = (escape(text, quote=False) for text in texts)
            yield {"location": address, "title": title, "text": description}


def _run_mkdocs(sources: Sources, hooks: _Hooks, folder: str) -> list[str]:
    """Build into ``folder``; return what MkDocs complained of. Raises FrameError when it could not go on."""
    # Material prints an announcement about MkDocs 2 when imported, unless told not to.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from jinja2 import TemplateError, TemplateSyntaxError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from generator.site.theme_files import without_hidden_files

    log, logger = _Log(), logging.getLogger("mkdocs")
    logger.addHandler(log)
    propagate, logger.propagate = logger.propagate, False
    try:
        config = load_config(str(sources.config), site_dir=folder)
        links, nav = config.validation.links, config.validation.nav
        links.not_found = links.anchors = links.unrecognized_links = nav.not_found = logging.WARNING
        links.absolute_links = nav.absolute_links = logging.WARNING
        theme = cast("Any", config.theme)
        theme.get_env = partial(without_hidden_files, theme.get_env)
        plugins = cast("dict[str, object]", config.plugins)
        plugins["vetro"] = hooks
        build(config)
    except FrameError:
        raise
    except TemplateSyntaxError as error:
        name = sources.name(Path(error.filename)) if error.filename else str(error.name)
        raise FrameError([FrameProblem(name, error.lineno, 1, f"modello: {error.message}")]) from error
    except RecursionError as error:
        page = f"{sources.content.name}/{hooks.current}" if hooks.current else sources.config.name
        raise FrameError([FrameProblem(page, 1, 1, TOO_DEEP)]) from error
    except (MkDocsException, TemplateError, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            # No file of the editor's is to blame.
            raise
        problems = [*problems_of(log.messages or [str(error)], sources, lambda file: file, ())]
        raise FrameError(problems) from error
    finally:
        logger.removeHandler(log)
        logger.propagate = propagate
    return log.messages


def _shell_problems(sources: Sources, hooks: _Hooks) -> Iterator[FrameProblem]:
    for shell in hooks.shells:
        names = set(cut(hooks.html.get(shell.name, ""), MARKS).names)
        if names != SHELL_SLOTS:
            wrong = ", ".join(sorted(names ^ SHELL_SLOTS))
            message = f"il guscio «{shell.name}» non ha tutti i suoi slot, o ne ha altri: {wrong}"
            yield FrameProblem(sources.name(sources.theme / shell.template), 1, 1, message)


def _is_wanted(path: str) -> bool:
    """Tell the files that pages use from what Material brings along: styles, source maps, its search."""
    return not path.endswith(".map") and not path.startswith(UNWANTED)
