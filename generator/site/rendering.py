"""Puts pages into markup: the templates of `theme/pages/`, and the shells of the frame around them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, TemplateError
from markupsafe import Markup

from generator.opendata.metadata.schema_org import breadcrumbs
from generator.plan.errors import VetroError
from generator.plan.model import Objective
from generator.site.corrections import corrections_link
from generator.site.frame.slots import Shell
from generator.site.page import Page
from generator.site.template_cache import CheckedBytecodeCache
from generator.site.templating import PageEnvironment


class BrokenTemplateError(VetroError):
    """A template of the theme cannot be rendered; the message names it, in Italian."""


#: From an address of the site to a link relative to the page at hand.
Linker = Callable[[str], str]


#: Parts of the pages of a kind, of some objectives.
Join = Callable[[str, Sequence[Objective]], bytes]


def _nothing_to_join(kind: str, _: Sequence[Objective]) -> bytes:
    raise ValueError(f"no parts for a page of kind {kind}")


class Renderer:
    """Renders pages with the templates of a theme."""

    def __init__(
        self, templates: Path, site_url: str, corrections: str = "", cache: Path | None = None
    ) -> None:
        self._site_url, self._corrections = site_url, corrections
        self._environment = PageEnvironment(
            loader=FileSystemLoader(templates),
            bytecode_cache=CheckedBytecodeCache(cache) if cache else None,
        )
        self._environment.globals["site_url"] = site_url
        # There are a dozen of them, and they stand in every row of every table.
        self._environment.filters["chip"] = lru_cache(64)(self._chip)

    def prepare(self) -> None:
        """Compile all templates and keep them; what is wrong with one is told when it is asked for."""
        for name in self._environment.list_templates():
            with suppress(TemplateError):
                self._environment.get_template(name)

    def page(self, page: Page, shell: Shell, join: Join = _nothing_to_join) -> bytes:
        """The finished page; `join` puts together what the page has from parts."""
        # Put in last, as they are: they may be long. No text can hold a comment.
        places = {name: f"<!--{number}-->" for number, name in enumerate(page.joined)}
        html = self._page(page, shell, {name: Markup(place) for name, place in places.items()}).encode()  # noqa: S704
        pieces: list[bytes] = []
        for name, place in places.items():
            before, _, html = html.partition(place.encode())
            pieces += (before, join(page.kind, page.joined[name]))
        return b"".join((*pieces, html))

    def _page(self, page: Page, shell: Shell, joined: Mapping[str, Markup]) -> str:
        to = linker(shell.root)
        corrections = corrections_link(self._corrections, page, self._site_url, shell.root)
        view = {**page.shown(), "to": to, "corrections": corrections, "joined": joined}
        return shell.fill(
            {
                "titolo": page.title,
                "descrizione": page.description,
                "indirizzo": page.address,
                "testa": self._head(page, to),
                "percorso": self._part("_trail.html", page, to),
                "navigazione": self._part("_navigation.html", page, to) if page.navigation else Markup(),
                "indice": self._part("_contents.html", page, to) if page.contents else Markup(),
                "corpo": self.fragment(f"{page.kind}.html", view),
            }
        )

    def _head(self, page: Page, to: Linker) -> Markup:
        return self.fragment("_head.html", {"page": page, "descriptions": self._descriptions(page), "to": to})

    def _descriptions(self, page: Page) -> list[Mapping[str, object]]:
        trail = [("Home", ""), *((link.label, link.address) for link in page.trail)]
        steps = [
            (label, self._site_url + address) for label, address in [*trail, (page.short_title, page.address)]
        ]
        return [breadcrumbs(steps), *page.descriptions]

    def _part(self, template: str, page: Page, to: Linker) -> Markup:
        return self.fragment(template, {"page": page, "to": to})

    def _chip(self, label: str, key: str) -> Markup:
        return self.fragment("_chip.html", {"label": label, "key": key})

    def fragment(self, template: str, view: Mapping[str, object]) -> Markup:
        """A piece of markup; raises `BrokenTemplateError`."""
        try:
            return Markup(self._environment.rendered(template, view))  # noqa: S704 - autoescaped
        except (TemplateError, AttributeError) as error:
            raise BrokenTemplateError(
                f"theme/pages/{template}: il modello non si può usare ({error})"
            ) from error


def linker(root: str) -> Linker:
    """Links from a page from which `root` leads to the root of the site."""

    def to(address: str) -> str:
        return f"{root}{address}" or "./"

    return to
