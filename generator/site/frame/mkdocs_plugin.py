"""The MkDocs plugin of the frame: adds the shells as pages, and reworks the HTML of content pages."""

import json
import re
from collections.abc import Mapping, Sequence
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any, cast

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.loading.copies import is_set_aside
from generator.loading.diagnostics import Diagnostics
from generator.loading.front_matter import end_of_front_matter, read_front_matter, values_of
from generator.opendata.metadata.schema_org import breadcrumbs
from generator.site.addresses import address_in, moved_to
from generator.site.frame.search_texts import search_texts
from generator.site.frame.slots import SHELL_SLOTS, ShellSpec, slot_marker
from generator.site.frame.sources import TWO_MAKERS, FrameError, FrameProblem
from generator.site.markdown import sanitise
from generator.site.page import Link, SearchText
from generator.site.static_files import PAGE_POLICY, script_policy
from generator.site.views.statutory_tree import TreePage, tree_view
from generator.trasparenza.initial_pages import page_paths
from generator.trasparenza.navigation import navigation
from generator.trasparenza.statutory_tree import Node, sources, statutory_tree

#: The template of all shells, in the folder of the theme.
SHELL_TEMPLATE = "shell.html"
#: The setting for the page that answers a search without JavaScript.
_PLAIN_SEARCH = "ricerca_senza_script"
#: The templates of plan pages, which are in the theme but not in the site.
_TEMPLATES = "pages/"
_INDENTATION = re.compile(r"\n\s+")
_TAG = re.compile(r"<[^>]+>")
#: A heading or a table, in the order of the page.
_HEADING_OR_TABLE = re.compile(
    r"<h[1-6]\b[^>]*>(?P<heading>.*?)</h[1-6]>|<table>(?P<table>.*?)</table>", re.DOTALL
)
_HEADER_CELL = re.compile(r"<th([ >])")
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


class FramePlugin:
    """Adds the shells to a build of MkDocs, and collects what the frame needs of it.

    MkDocs calls the methods by name. `makers` is the file of content/ that each path is made from;
    `shell_html` the rendered HTML of each shell by name; `pages` that of each content page by path, which
    MkDocs therefore need not write; `urls` the address of each content page by file;
    `addresses` are those of the content pages; `tree_pages` what the list of the statutory tree shows of each
    by file; `search` their entries in the search index; `current` is the file of the page being rendered.
    """

    def __init__(self, shells: Sequence[ShellSpec], period: str) -> None:
        self.shells = shells
        self._period = period
        self._shell_files = {_shell_path(shell): shell.name for shell in shells}
        self.shell_html: dict[str, str] = {}
        self.pages: dict[str, bytes] = {}
        self.makers: dict[str, str] = {}
        self.urls: dict[str, str] = {}
        self.addresses: list[str] = []
        self.tree_pages: dict[str, TreePage] = {}
        self.search: list[SearchText] = []
        self.current = ""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let the settings that name no period lead to the newest plan."""
        if config.nav is not None:
            config.nav = self._in_period(config.nav)
        settings = config.extra.get("vetro")
        if isinstance(settings, dict) and isinstance(settings.get(_PLAIN_SEARCH), str):
            settings[_PLAIN_SEARCH] = address_in(self._period, settings[_PLAIN_SEARCH])
        return config

    def _in_period(self, item: Any) -> Any:
        """An item of the menu, with all below it."""
        if isinstance(item, str):
            return address_in(self._period, item)
        if isinstance(item, list):
            return [self._in_period(one) for one in item]
        if isinstance(item, dict):
            return {title: self._in_period(one) for title, one in item.items()}
        return item

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add a page for each shell, and publish neither litter nor what no page uses.

        Raises `FrameError` for a content page at the address of a shell, and for a file that would take the
        place of another.
        """
        content = Path(config.docs_dir)
        for file in files:
            is_of_theme = file.src_dir != config.docs_dir
            is_litter = any(map(is_set_aside, PurePosixPath(file.src_uri).parts))
            if is_litter or (is_of_theme and file.dest_uri.startswith(_TEMPLATES)):
                file.inclusion = InclusionLevel.EXCLUDED
        self._note_makers(files, config)
        nodes = {path: node for path, node, _ in page_paths(statutory_tree())}
        for file in files.documentation_pages():
            values = known_fields(file.content_string)
            values |= _facts_of_tree(nodes.get(file.src_uri), str(values.get("title", "")))
            file.content_string = with_front_matter(file.content_string, values)
            self.urls[file.src_uri] = "" if file.url == "./" else file.url
            self.tree_pages[file.src_uri] = _tree_page(values, self.urls[file.src_uri])
            self.addresses.append(file.dest_uri.removesuffix("index.html"))
        for shell in self.shells:
            if shell.address in self.addresses:
                message = f"l'indirizzo «{shell.address}» è di una pagina del piano: spostare questa"
                name = f"{content.name}/{shell.address}index.md"
                raise FrameError([FrameProblem(name, 1, 1, message)])
            files.append(_shell_file(shell, config))
        return files

    def _note_makers(self, files: Files, config: MkDocsConfig) -> None:
        """Note the maker of each path from content/. Raises `FrameError` for a path with two makers."""
        problems: list[FrameProblem] = []
        content = Path(config.docs_dir).name
        for file in files:
            if file.src_dir != config.docs_dir or file.inclusion is InclusionLevel.EXCLUDED:
                continue
            name = f"{content}/{file.src_uri}"
            other = self.makers.setdefault(file.dest_uri, name)
            themes = (Path(folder) / file.src_uri for folder in config.theme.dirs)
            if other != name or any(path.is_file() for path in themes):
                other = other if other != name else f"{file.src_uri} del tema"
                problems.append(FrameProblem(name, 1, 1, TWO_MAKERS.format(path=file.dest_uri, other=other)))
        if problems:
            raise FrameError(problems)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Render without the lines that hold only tags, with the policies of pages and the statutory tree."""
        env.trim_blocks = env.lstrip_blocks = True
        paths = (file.dest_uri for file in files)
        scripts = (path for path in paths if path.endswith(".js"))
        env.globals["policies"] = (PAGE_POLICY, script_policy(str(config.site_url), scripts))
        entries = navigation(statutory_tree(), self.tree_pages)
        env.globals["albero"] = tree_view(entries, self.tree_pages, sources().values())
        return env

    def on_page_markdown(self, markdown: str, page: Page, **_: object) -> str:
        """Note the current page, for errors that do not name it."""
        self.current = page.file.src_uri
        return markdown

    def on_page_content(self, html: str, page: Page, **_: object) -> str:
        """Sanitise the HTML of a page, note what the search finds in it, and make its tables accessible."""
        html, title = sanitise(html), str(page.title)
        if not (page.meta.get("search") or {}).get("exclude"):
            address, description = self.urls[page.file.src_uri], str(page.meta.get("description", ""))
            self.search += search_texts(html, address, title, description)
        return wrap_tables(html, title)

    def on_page_context(self, context: TemplateContext, page: Page, **_: object) -> TemplateContext:
        """Add the breadcrumbs of a content page, and the address that the menu has of a page of any plan."""
        cast("dict[str, Any]", context)["in_menu"] = moved_to(self._period, page.url)
        if page.file.src_uri not in self._shell_files:
            cast("dict[str, Any]", context).update(_breadcrumbs(page, str(context["config"].site_url)))
        return context

    def on_post_page(self, output: str, page: Page, **_: object) -> str:
        """Collect the HTML of a page, so that it is not written."""
        if "<pre" not in output:
            output = _INDENTATION.sub("\n", output)
        if name := self._shell_files.get(page.file.src_uri):
            self.shell_html[name] = output
            return ""
        self.pages[page.file.dest_uri] = output.encode(errors="xmlcharrefreplace")
        return ""

    def on_post_template(self, output: str, template_name: str, **_: object) -> str:
        """Drop the sitemap of MkDocs, which knows only the content pages."""
        return "" if template_name == "sitemap.xml" else output


def _shell_file(shell: ShellSpec, config: MkDocsConfig) -> File:
    """A page of content/ that renders a shell: every slot is the marker of its name."""
    meta = {
        "template": SHELL_TEMPLATE,
        "title": slot_marker("titolo"),
        "description": slot_marker("descrizione"),
        "indirizzo": slot_marker("indirizzo"),
        "slot": {slot: slot_marker(slot) for slot in sorted(SHELL_SLOTS)},
        "search": {"exclude": True},
    }
    content = _front_matter(meta)
    return File.generated(config, _shell_path(shell), content=content, inclusion=InclusionLevel.NOT_IN_NAV)


def _shell_path(shell: ShellSpec) -> str:
    return f"{shell.placeholder_address}index.md"


def known_fields(text: str) -> dict[str, object]:
    """The values of the known fields of a page, as we read them."""
    return values_of(read_front_matter("", text, Diagnostics()))


def with_front_matter(text: str, values: Mapping[str, object]) -> str:
    """The text of a page with these values in place of its front matter.

    MkDocs would also take the first lines of a page without «---» for its front matter, and dates and numbers
    for what they are in YAML 1.1.
    """
    return _front_matter(values) + text[end_of_front_matter(text) :]


def _facts_of_tree(node: Node | None, title: str) -> dict[str, object]:
    """What templates show of a node of the statutory tree besides its page; nothing for other pages."""
    if node is None:
        return {}
    former = [label for label in node.labels if label != title]
    scheme = sources()[node.scheme].title if node.scheme else ""
    return {**({"altre_etichette": former} if former else {}), **({"schema": scheme} if scheme else {})}


def _tree_page(values: Mapping[str, object], address: str) -> TreePage:
    labels = values.get("altre_etichette", ())
    return TreePage(
        label=str(values.get("title", "")),
        address=address,
        state=str(values.get("stato", "")),
        former_labels=tuple(labels) if isinstance(labels, list) else (),
    )


def _front_matter(values: Mapping[str, object]) -> str:
    return f"---\n{json.dumps(values, ensure_ascii=False)}\n---\n"


def _breadcrumbs(page: Page, site_url: str) -> Mapping[str, object]:
    """Breadcrumbs of a page for its template: the links, itself last, and their schema.org description.

    The home page, where all breadcrumbs begin, has none.
    """
    if page.is_homepage:
        return {"breadcrumbs": (), "descriptions": ()}
    sections = ((str(section.title), _first_page(section)) for section in reversed([*page.ancestors]))
    links = (
        Link("Home", ""),
        *(Link(title, str(first.url)) for title, first in sections if first is not page),
        Link(str(page.title), page.url),
    )
    description = breadcrumbs([(link.label, site_url + link.address) for link in links])
    return {"breadcrumbs": links, "descriptions": (description,)}


def _first_page(item: Any) -> Any:
    while item.children:
        item = item.children[0]
    return item


def wrap_tables(html: str, title: str) -> str:
    """Give every plain table scopes on its headers, and a scrolling region named after the heading above.

    `title` names the tables that come before any heading.
    """
    heading = title

    def replace(match: re.Match[str]) -> str:
        nonlocal heading
        if match["table"] is None:
            heading = unescape(_TAG.sub("", _PERMALINK.sub("", match["heading"]))).strip()
            return match[0]
        body = _HEADER_CELL.sub(r'<th scope="col"\1', match["table"])
        label = escape(f"Tabella: {heading}")
        region = f'<div class="cv-tabella" role="region" tabindex="0" aria-label="{label}">'
        return f"{region}<table>{body}</table></div>"

    return _HEADING_OR_TABLE.sub(replace, html)
