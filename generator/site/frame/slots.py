"""Finished HTML cut at its slots, once; a page is then its pieces joined around its own parts.

A slot is filled by joining, never by replacing: what a part holds is not looked at again, so a text in which
somebody wrote the name of a slot comes out as that text.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup, escape
from msgspec import Struct

# Private-use characters: no keyboard writes them, and the frame refuses sources that hold them.
OPENING, CLOSING = "\ue000", "\ue001"
MARKS = re.compile(f"{OPENING}([a-z-]+){CLOSING}")

# The place an editor leaves in a page of content/: an element that a plain MkDocs build shows as nothing.
PLACES = re.compile(r'<div data-slot="([^"<>]*)">\s*</div>')

TEXT_SLOTS = frozenset({"titolo", "descrizione", "indirizzo"})
HTML_SLOTS = frozenset({"testa", "percorso", "navigazione", "corpo", "indice"})
SHELL_SLOTS = TEXT_SLOTS | HTML_SLOTS


def mark(name: str) -> str:
    """Return the stand-in that MkDocs carries through to the finished HTML in the place of a slot."""
    return f"{OPENING}{name}{CLOSING}"


class Slotted(Struct, frozen=True):
    """Finished HTML in pieces: between piece ``i`` and piece ``i + 1`` goes the slot ``names[i]``."""

    pieces: tuple[str, ...]
    names: tuple[str, ...]

    def fill(self, slots: Mapping[str, str]) -> str:
        """Return the whole page; a plain ``str`` is escaped, ``Markup`` goes in as it is.

        Raises ValueError when a slot is missing or unknown: a mistake in the program, not in the data.
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


def cut(html: str, places: re.Pattern[str]) -> Slotted:
    """Cut finished HTML at its slots; ``places`` has one group, the name of the slot."""
    parts = places.split(html)
    return Slotted(tuple(parts[::2]), tuple(parts[1::2]))


class ShellSpec(Struct, frozen=True):
    """What a kind of plan page needs of the frame.

    ``address`` is where its pages live, relative to the site's root and ending in a slash, with ``{}`` for
    the one segment that changes ("piano/2025-2027/{}/"); without ``{}`` the shell serves that single address.
    """

    name: str
    address: str
    template: str = "shell.html"

    @property
    def stand_in(self) -> str:
        """The address under which MkDocs renders the shell: as deep as the pages it will serve."""
        return self.address.format(f"guscio-{self.name}")

    def serves(self, address: str) -> bool:
        """Tell whether a page at ``address`` may be made from this shell."""
        head, braces, tail = self.address.partition("{}")
        if not braces:
            return address == self.address
        segment = address.removeprefix(head).removesuffix(tail)
        return segment not in {"", ".", ".."} and "/" not in segment and address == f"{head}{segment}{tail}"


class Shell(Struct, frozen=True):
    """The page of one kind, without its own parts.

    Its slots are, as text: ``titolo`` (of the page, without the site's name), ``descrizione``, ``indirizzo``
    (the page's own, relative to the site's root); as Markup: ``percorso`` (list items after Home),
    ``navigazione`` and ``indice`` (left and right column, empty when there is nothing to list), ``corpo``,
    ``testa`` (more elements for ``<head>``, mostly empty). theme/shell.html shows the markup of each.
    """

    spec: ShellSpec
    page: Slotted

    @property
    def root(self) -> str:
        """The relative prefix that leads from a page of this kind to the site's root ("../../../")."""
        return "../" * self.spec.address.count("/")

    def fill(self, slots: Mapping[str, str]) -> str:
        """Return a finished page.

        Raises ValueError for a slot that is missing, unknown or of the wrong kind, and for an address that is
        not one of this shell's: mistakes in the program, not in the data.
        """
        for name, value in slots.items():
            if isinstance(value, Markup) is (name in TEXT_SLOTS):
                raise ValueError(f"slot {name}: {'text' if name in TEXT_SLOTS else 'Markup'} is wanted")
        address = slots.get("indirizzo", "")
        if not self.spec.serves(address):
            raise ValueError(f"shell {self.spec.name}: {address!r} is not one of its addresses")
        return self.page.fill({**slots, "indirizzo": quote(address)})
