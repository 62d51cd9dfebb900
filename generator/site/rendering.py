"""Rendering of pages: the templates of `theme/pages/`, and the shells of the frame around them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from generator.opendata.metadata.schema_org import breadcrumbs
from generator.plan.errors import VetroError
from generator.site.frame.slots import Shell
from generator.site.page import Page, YearLink

#: Schemes of the address for corrections in site_config.yml; one without a scheme lies within the site.
_CORRECTIONS_SCHEMES = ("https", "http", "mailto")


class BrokenTemplateError(VetroError):
    """A template of the theme cannot be rendered; the message names it, in Italian."""


#: From an address of the site to a link relative to the current page.
Linker = Callable[[str], str]
#: From the address of a page to that of the same page for another year.
Move = Callable[[str], str]
#: The joined fragments of a kind of page, for objectives given by code.
JoinFragments = Callable[[str, Sequence[str]], bytes]


def _no_fragments(kind: str, _: Sequence[str]) -> bytes:
    raise ValueError(f"no fragments for a page of kind {kind}")


class Renderer:
    """Renders pages with the templates of a theme, in folders of which the first that has one gives it.

    All templates are loaded at once, so that worker processes share them. One that cannot be compiled is
    reported when it is used.
    """

    def __init__(
        self,
        templates: Sequence[Path],
        site_url: str,
        corrections: str = "",
        bytecode_cache: BytecodeCache | None = None,
    ) -> None:
        self._site_url, self._corrections = site_url, corrections
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=bytecode_cache,
        )
        self._environment.globals["site_url"] = site_url
        # A dozen different chips are repeated in every row of every table.
        self._environment.filters["chip"] = lru_cache(64)(self._chip)
        for name in self._environment.list_templates():
            with suppress(TemplateError):
                self._environment.get_template(name)

    def page(
        self, page: Page, shell: Shell, join: JoinFragments = _no_fragments, move: Move | None = None
    ) -> bytes:
        """The finished page; `join` joins its fragments, `move` changes where its links lead."""
        # Fragments may be megabytes: the page is rendered with a comment in the place of each, since no
        # escaped text can hold a comment.
        comments = {name: f"<!--{number}-->" for number, name in enumerate(page.fragments)}
        markup = {name: Markup(comment) for name, comment in comments.items()}  # noqa: S704 - our own
        html = self._page(page, shell, markup, move).encode()
        pieces: list[bytes] = []
        for name, comment in comments.items():
            before, _, html = html.partition(comment.encode())
            pieces += (before, join(page.kind, page.fragments[name]))
        return b"".join((*pieces, html))

    def _page(self, page: Page, shell: Shell, fragments: Mapping[str, Markup], move: Move | None) -> str:
        to = linker(shell.root)
        corrections = corrections_link(self._corrections, page, self._site_url, shell.root)
        context = {
            **page.view,
            "to": (lambda address: to(move(address))) if move else to,
            "year_switch": self.year_switch(page.years, to),
            "corrections": corrections,
            "fragments": fragments,
        }
        return shell.fill(
            {
                "titolo": page.title,
                "descrizione": page.description,
                "indirizzo": page.address,
                "testa": self._head(page, to),
                "percorso": self._part("_breadcrumbs.html", page, to),
                "navigazione": self._part("_navigation.html", page, to) if page.navigation else Markup(),
                "indice": self._part("_contents.html", page, to) if page.contents else Markup(),
                "corpo": self._period(page, to) + self.fragment(f"{page.kind}.html", context),
            }
        )

    def _head(self, page: Page, to: Linker) -> Markup:
        context = {"page": page, "descriptions": self._descriptions(page), "to": to}
        return self.fragment("_head.html", context)

    def _descriptions(self, page: Page) -> list[Mapping[str, object]]:
        steps = [("Home", ""), *((link.label, link.address) for link in page.breadcrumbs)]
        steps.append((page.short_title, page.address))
        return [
            breadcrumbs([(label, self._site_url + address) for label, address in steps]),
            *page.descriptions,
        ]

    def _part(self, template: str, page: Page, to: Linker) -> Markup:
        return self.fragment(template, {"page": page, "to": to})

    def _period(self, page: Page, to: Linker) -> Markup:
        return self._part("_period.html", page, to) if page.period else Markup()

    def year_switch(self, years: Sequence[YearLink], to: Linker) -> Markup:
        """The links to the same page of each year; nothing where there is only one year."""
        return self.fragment("_years.html", {"years": years, "to": to}) if years else Markup()

    def _chip(self, label: str, key: str) -> Markup:
        return self.fragment("_chip.html", {"label": label, "key": key})

    def fragment(self, template: str, context: Mapping[str, object]) -> Markup:
        """The markup of one template. Raises `BrokenTemplateError`."""
        try:
            return Markup(self._environment.get_template(template).render(context))  # noqa: S704 - autoescaped
        except (TemplateError, AttributeError) as error:
            raise BrokenTemplateError(
                f"theme/pages/{template}: il modello non si può usare ({error})"
            ) from error


def linker(root: str) -> Linker:
    """Links from a page from which `root` leads to the root of the site; to other sites as they are."""

    def to(address: str) -> str:
        return address if address.startswith("https://") else f"{root}{address}" or "./"

    return to


def corrections_link(address: str, page: Page, site_url: str, root: str) -> str:
    """The link to report a mistake on a page; empty without an address, or if its scheme is not allowed.

    `address` comes from the configuration: a form on another site, a page of this one, or a mailbox. A
    message to a mailbox begins with the address of the page.
    """
    scheme = urlsplit(address).scheme
    if not address or (scheme and scheme not in _CORRECTIONS_SCHEMES):
        return ""
    if not scheme:
        return f"{root}{address}"
    if scheme == "mailto" and "?" not in address:
        subject = f"Segnalazione su: {page.short_title}"
        return f"{address}?subject={quote(subject)}&body={quote(site_url + page.address)}"
    return address
