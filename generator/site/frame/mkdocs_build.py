"""Makes the frame, by a build of MkDocs that the shells join as further pages.

This is the only file that imports mkdocs, and it is loaded only when the cached frame cannot be used.
"""

import json
import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from generator.loading.file_system import NO_ROOM
from generator.site.frame.breadcrumbs import breadcrumbs_context
from generator.site.frame.content_tables import wrap_tables
from generator.site.frame.frame import Frame, FrameRequest
from generator.site.frame.mkdocs_messages import problems_of
from generator.site.frame.problems import FrameError, FrameProblem
from generator.site.frame.slots import MARKS, PLACES, SHELL_SLOTS, Shell, ShellSpec, cut, mark
from generator.site.frame.sources import TOO_DEEP, Sources
from generator.site.frame.temporary_folder import temporary_folder
from generator.site.sanitising import sanitise, without_tags

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

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
            cast("dict[str, Any]", context).update(breadcrumbs_context(page, str(context["config"].site_url)))
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


def build_with_mkdocs(sources: Sources, request: FrameRequest) -> Frame:
    """The frame, by a build of MkDocs. Raises `FrameError`."""
    hooks = _Hooks(request.shells)
    elsewhere = {*request.elsewhere, *(shell.address.partition("{}")[0] for shell in request.shells)}
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
    cut_pages = {path: cut(files[path].decode(), PLACES) for path in files if path.endswith(".html")}
    pages = {path: page for path, page in cut_pages.items() if page.names}
    return Frame(
        files={path: content for path, content in files.items() if path not in pages and _is_wanted(path)},
        pages=pages,
        shells={shell.name: Shell(shell, cut(hooks.html[shell.name], MARKS)) for shell in request.shells},
        search_config=search["config"],
        search_docs=[*map(_sanitised, search["docs"]), *_unsearched(hooks, search["docs"])],
        addresses=sorted(hooks.addresses),
    )


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

    from generator.site.frame.theme_files import without_hidden_files

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
