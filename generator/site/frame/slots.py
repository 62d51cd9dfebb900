"""The frame: content pages, assets of the theme and page shells, without anything of a plan.

Independent of the engine that makes it: HTML cut at its slots, which is filled by joining the pieces.

Joining, not replacing: a part is never searched, so a text that holds the name of a slot stays that text.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from markupsafe import Markup, escape
from msgspec import Struct

#: Private-use characters: no keyboard writes them, and sources that hold them are refused.
OPENING, CLOSING = "\ue000", "\ue001"
#: A slot of a shell, in the HTML that MkDocs renders.
SLOT_MARKER = re.compile(f"{OPENING}([a-z-]+){CLOSING}")
#: A slot of a content page: an element, which a plain MkDocs build shows as nothing.
SLOT_ELEMENT = re.compile(r'<div data-slot="([^"<>]*)">\s*</div>')

TEXT_SLOTS = frozenset({"titolo", "descrizione", "indirizzo"})
HTML_SLOTS = frozenset({"testa", "percorso", "navigazione", "corpo", "indice"})
SHELL_SLOTS = TEXT_SLOTS | HTML_SLOTS


def slot_marker(name: str) -> str:
    """The text that MkDocs carries into the HTML of a shell in the place of a slot."""
    return f"{OPENING}{name}{CLOSING}"


def root_of(address: str) -> str:
    """The relative prefix that leads from a page to the site's root ("../../../")."""
    return "../" * address.count("/")


class Slotted(Struct, frozen=True):
    """HTML in pieces: between piece `i` and piece `i + 1` goes the slot `names[i]`."""

    pieces: tuple[str, ...]
    names: tuple[str, ...]

    def fill(self, slots: Mapping[str, str]) -> str:
        """The whole page; a plain `str` is escaped, `Markup` goes in as it is.

        Raises `ValueError` when a slot is missing or unknown: an error of the program, not of the data.
        """
        if slots.keys() != set(self.names):
            wrong = ", ".join(sorted(slots.keys() ^ set(self.names)))
            raise ValueError(f"slots missing or unknown: {wrong}")
        parts = {name: escape(value) for name, value in slots.items()}
        page = [self.pieces[0]]
        for name, piece in zip(self.names, self.pieces[1:], strict=True):
            page.append(parts[name])
            page.append(piece)
        return "".join(page)


def cut(html: str, slot: re.Pattern[str]) -> Slotted:
    """Cut HTML at its slots; the pattern `slot` has one group, the name."""
    parts = slot.split(html)
    return Slotted(tuple(parts[::2]), tuple(parts[1::2]))


class ShellSpec(Struct, frozen=True):
    """The shell that a kind of plan page asks for.

    `address` is that of its pages, relative to the site's root and ending in a slash, with `{}` for the one
    segment that changes ("piano/2025-2027/{}/"); without `{}` the shell serves that single address.
    """

    name: str
    address: str

    @property
    def placeholder_address(self) -> str:
        """The address at which MkDocs renders the shell: as deep as the pages that it serves."""
        return self.address.format(f"guscio-{self.name}")

    def serves(self, address: str) -> bool:
        """Whether a page at `address` may be made from this shell."""
        head, braces, tail = self.address.partition("{}")
        if not braces:
            return address == self.address
        segment = address.removeprefix(head).removesuffix(tail)
        return segment not in {"", ".", ".."} and "/" not in segment and address == f"{head}{segment}{tail}"


class Shell(Struct, frozen=True):
    """The HTML around the pages of one kind.

    Its slots are, as text: `titolo` (of the page, without the site's name), `descrizione`, `indirizzo` (the
    page's own, relative to the site's root); as Markup: `percorso` (list items after Home), `navigazione` and
    `indice` (left and right column, empty where there is nothing to list), `corpo`, `testa` (more elements
    for `<head>`, mostly empty). theme/shell.html shows the markup of each.
    """

    spec: ShellSpec
    page: Slotted

    @property
    def root(self) -> str:
        """The relative prefix that leads from a page of this kind to the site's root."""
        return root_of(self.spec.address)

    def fill(self, slots: Mapping[str, str]) -> str:
        """A finished page.

        Raises `ValueError` for a slot that is missing, unknown or of the wrong type, and for an address that
        this shell does not serve: errors of the program, not of the data.
        """
        for name, value in slots.items():
            if isinstance(value, Markup) is (name in TEXT_SLOTS):
                raise ValueError(f"slot {name}: {'text' if name in TEXT_SLOTS else 'Markup'} is wanted")
        address = slots.get("indirizzo", "")
        if not self.spec.serves(address):
            raise ValueError(f"shell {self.spec.name}: {address!r} is not one of its addresses")
        return self.page.fill({**slots, "indirizzo": quote(address)})


class FrameRequest(Struct, frozen=True):
    """What a build asks of the frame.

    `page_slots` are the slots that pages of content/ may hold; `generated` the addresses that the build
    writes itself ("dati/", "novita.xml"; a folder ends in a slash), to which content pages may link. `period`
    is that of the plan to which the settings lead where they name none; empty without such a plan. `body` is
    the name of the body where the settings do not say it.
    """

    shells: tuple[ShellSpec, ...]
    page_slots: tuple[str, ...] = ()
    generated: tuple[str, ...] = ()
    period: str = ""
    body: str = ""


class Frame(Struct, frozen=True):
    """All of the site that does not come from the plan.

    `files`: path relative to the site's root → content (content pages, 404.html, assets).
    `pages`: path → a content page with slots, to be filled by the build.
    `shells`: name → the shell that was requested under it.
    `search`: the search entries of the content pages, as (location, JSON).
    `makers`: path → the file of content/ that it is made from.
    `addresses`: those of the content pages, relative to the site's address, sorted; the home page is "".
    """

    files: Mapping[str, bytes]
    pages: Mapping[str, Slotted]
    shells: Mapping[str, Shell]
    makers: Mapping[str, str]
    search: Sequence[tuple[str, str]]
    addresses: Sequence[str]
