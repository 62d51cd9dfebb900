"""The build of the frame with MkDocs. Imported only when no cached frame can be used: MkDocs loads slowly."""

import logging
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.loading.file_system import NO_ROOM, os_error_message
from generator.plan.errors import VetroError
from generator.site.frame.mkdocs_messages import problems_of
from generator.site.frame.mkdocs_plugin import SHELL_TEMPLATE, FramePlugin
from generator.site.frame.slots import (
    SHELL_SLOTS,
    SLOT_ELEMENT,
    SLOT_MARKER,
    Frame,
    FrameRequest,
    Shell,
    ShellSpec,
    cut,
)
from generator.site.frame.sources import TOO_DEEP, FrameError, FrameProblem, Sources, read_settings
from generator.site.search import CONTENT_BOOST, entry_line
from generator.trasparenza.navigation import with_tree
from generator.trasparenza.statutory_tree import statutory_tree


class TemporaryFilesError(VetroError):
    """Temporary files cannot be written; the message says where and why, in Italian."""


def build_with_mkdocs(sources: Sources, request: FrameRequest) -> Frame:
    """The frame, by a build of MkDocs. Raises `FrameError` and `TemporaryFilesError`."""
    plugin = FramePlugin(request.shells, request.period)
    generated = {*request.generated, *map(_generated_by, request.shells)}
    with _temporary_folder("vetro-frame-") as folder:
        messages = _run_mkdocs(sources, plugin, folder, request.body)
        problems = [*problems_of(messages, sources, lambda file: plugin.urls.get(file, file), generated)]
        problems += _shell_problems(sources, plugin)
        if problems:
            raise FrameError(problems)
        written = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in Path(folder).rglob("*")
            if path.is_file()
        }
    files = dict(sorted((written | plugin.pages).items()))
    html = {path: cut(files[path].decode(), SLOT_ELEMENT) for path in files if path.endswith(".html")}
    pages = {path: page for path, page in html.items() if page.names}
    shells = {
        shell.name: Shell(shell, cut(plugin.shell_html[shell.name], SLOT_MARKER)) for shell in request.shells
    }
    return Frame(
        files={path: content for path, content in files.items() if path not in pages},
        pages=pages,
        shells=shells,
        makers=plugin.makers,
        search=[entry_line(one.address, one.title, one.text, boost=CONTENT_BOOST) for one in plugin.search],
        addresses=sorted(plugin.addresses),
    )


def _run_mkdocs(sources: Sources, plugin: FramePlugin, folder: str, body: str) -> list[str]:
    """Build into `folder` and return the warnings of MkDocs. Raises `FrameError` where the build failed."""
    log, logger = _LogCollector(), logging.getLogger("mkdocs")
    logger.addHandler(log)
    propagate, logger.propagate = logger.propagate, False
    try:
        config = load_config(str(sources.config), **_mkdocs_settings(sources, folder, body))
        links, nav = config.validation.links, config.validation.nav
        links.not_found = links.anchors = links.unrecognized_links = nav.not_found = logging.WARNING
        links.absolute_links = nav.absolute_links = logging.WARNING
        config.theme.dirs = [*map(str, sources.themes), *config.theme.dirs[1:]]
        cast("dict[str, object]", config.plugins)["vetro"] = plugin
        build(config)
    except FrameError:
        raise
    except TemplateSyntaxError as error:
        name = sources.name(Path(error.filename)) if error.filename else str(error.name)
        raise FrameError([FrameProblem(name, error.lineno, 1, f"modello: {error.message}")]) from error
    except RecursionError as error:
        page = f"{sources.content.name}/{plugin.current}" if plugin.current else sources.config.name
        raise FrameError([FrameProblem(page, 1, 1, TOO_DEEP)]) from error
    except (MkDocsException, TemplateError, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            # The disk is full: no file of the editor's is to blame.
            raise
        problems = [*problems_of(log.messages or [str(error)], sources, lambda file: file, ())]
        raise FrameError(problems) from error
    finally:
        logger.removeHandler(log)
        logger.propagate = propagate
    return log.messages


def _mkdocs_settings(sources: Sources, folder: str, body: str) -> dict[str, Any]:
    """The settings, for MkDocs to change: the theme is ours, of which MkDocs knows only one folder here."""
    settings = {**deepcopy(read_settings(sources.config, body)), "site_dir": folder, "plugins": []}
    settings["nav"] = with_tree(settings.get("nav"), statutory_tree(), sources.content_files())
    own = settings["theme"] if isinstance(settings["theme"], Mapping) else {}
    settings["theme"] = {
        **own,
        "name": None,
        "custom_dir": str(sources.themes[0]),
        "static_templates": ["404.html"],
    }
    return settings


def _generated_by(shell: ShellSpec) -> str:
    """The folder of the pages of a shell, or the file of its single page."""
    folder, several, _ = shell.address.partition("{}")
    return folder if several else f"{folder}index.html"


class _LogCollector(logging.Handler):
    """Collects the messages that MkDocs would print."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _temporary_folder(prefix: str) -> Iterator[str]:
    """An empty folder, removed at the end. Any `OSError` inside becomes a `TemporaryFilesError`."""
    try:
        parent = tempfile.gettempdir()
    except FileNotFoundError as error:
        # None of the folders that Python tries can be written to.
        raise TemporaryFilesError(_temporary_files_message("nessuna cartella", "indicarne una")) from error
    try:
        with tempfile.TemporaryDirectory(prefix=prefix) as folder:
            yield folder
    except OSError as error:
        where = f"«{parent}» ({os_error_message(error)})"
        raise TemporaryFilesError(_temporary_files_message(where, "indicarne un'altra")) from error


def _temporary_files_message(where: str, remedy: str) -> str:
    remedy = f"fare posto, o {remedy} con la variabile TMPDIR"
    return f"i file temporanei non si possono scrivere in {where}: {remedy}"


def _shell_problems(sources: Sources, plugin: FramePlugin) -> Iterator[FrameProblem]:
    """Yield a problem for every shell whose template does not have each slot."""
    for shell in plugin.shells:
        names = set(cut(plugin.shell_html.get(shell.name, ""), SLOT_MARKER).names)
        if names != SHELL_SLOTS:
            wrong = ", ".join(sorted(names ^ SHELL_SLOTS))
            message = f"il guscio «{shell.name}» non ha tutti i suoi slot, o ne ha altri: {wrong}"
            found = (theme / SHELL_TEMPLATE for theme in sources.themes)
            template = next(path for path in found if path.is_file())
            yield FrameProblem(sources.name(template), 1, 1, message)
