"""Where an address leads: to a file of the site and a point of it, to another site, or nowhere."""

import re
from collections.abc import Set as AbstractSet
from functools import cached_property
from posixpath import dirname
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from generator.linkcheck.problems import LinkProblem
from generator.loading.diagnostics import suggestion

NOT_FOUND = "404.html"
#: Among more names than these none is looked for that is nearly the same: it would take long.
_FEW = 500
_SPACE = re.compile(r"\s")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class Place(NamedTuple):
    """A file of the site, and the point of it that is meant, if one is."""

    name: str
    anchor: str = ""


class Outside(NamedTuple):
    """An address of another site."""

    address: str


class Ground(Struct, frozen=True, dict=True):
    """The files of a site, by name, and the address that the site is published at, with its final slash."""

    names: AbstractSet[str]
    site_url: str

    @cached_property
    def base(self) -> str:
        """The path that every page of the site begins with."""
        return urlsplit(self.site_url).path or "/"

    @cached_property
    def host(self) -> str:
        """The host of the site, with its port if it has one."""
        return urlsplit(self.site_url).netloc.lower()

    def locate(self, page: str, address: str) -> Place | Outside | LinkProblem | None:
        """Where an address leads that is written in a page; None for what is no place (a mailbox, say).

        An empty `page` stands for the root of the site.
        """
        if address.startswith("//"):
            return self._of_the_web(f"{urlsplit(self.site_url).scheme}:{address}")
        if scheme := _SCHEME.match(address):
            match scheme[1].lower():
                case "http" | "https":
                    return self._of_the_web(address)
                case "file":
                    return LinkProblem(
                        address, "è un file di un computer", "metterlo nel sito, o togliere il collegamento"
                    )
            return None
        path, _, anchor = address.partition("#")
        path = path.partition("?")[0]
        if path.startswith("/"):
            return self._from_the_host(path, unquote(anchor))
        if page == NOT_FOUND and path:
            return LinkProblem(
                address,
                "non vale in una pagina che compare a qualunque indirizzo",
                f"scriverlo a partire da «{self.base}»",
            )
        return self._from_the_page(page, path, unquote(anchor))

    def _of_the_web(self, address: str) -> Place | Outside | LinkProblem | None:
        parts = urlsplit(address)
        path = parts.path or "/"
        if parts.netloc.lower() != self.host or not f"{path}/".startswith(self.base):
            return Outside(_SPACE.sub("%20", address.partition("#")[0]))
        return self._from_the_host(path, unquote(parts.fragment))

    def _from_the_host(self, path: str, anchor: str) -> Place | LinkProblem:
        if f"{path}/" == self.base:
            return LinkProblem(path, "è senza la barra finale", f"scrivere «{self.base}»")
        if not path.startswith(self.base):
            return LinkProblem(
                path,
                f"non comincia con «{self.base}», dove sta il sito",
                f"scrivere «{self.base}{path[1:]}», o l'indirizzo intero se è di un altro sito",
            )
        return self._inside([], path.removeprefix(self.base), anchor)

    def _from_the_page(self, page: str, path: str, anchor: str) -> Place | LinkProblem:
        if page and not path:
            return Place(page, anchor)
        folder = dirname(page)
        return self._inside(folder.split("/") if folder else [], path, anchor)

    def _inside(self, folders: list[str], path: str, anchor: str) -> Place | LinkProblem:
        """The place at a path from these folders."""
        steps = list(folders)
        *middle, last = path.split("/")
        for step in middle if last not in {".", ".."} else [*middle, last]:
            if step == "..":
                if not steps:
                    return LinkProblem(path, "esce dal sito", "togliere un «../»")
                steps.pop()
            elif step not in {"", "."}:
                steps.append(step)
        folder = unquote("/".join(steps))
        folder += "/" if folder else ""
        name = folder + ("" if last in {".", ".."} else unquote(last))
        if name in self.names:
            return Place(name, anchor)
        index = f"{name}index.html"
        if (not name or name.endswith("/")) and index in self.names:
            return Place(index, anchor)
        if f"{name}/index.html" in self.names:
            return LinkProblem(
                name, "è senza la barra finale", "aggiungerla: il rinvio costa tempo a chi legge"
            )
        return self._dead(name)

    def _dead(self, name: str) -> LinkProblem:
        """The fault of a name that is not there; the foot of every page may ask for the same one."""
        if name not in self._known_faults:
            remedy = self._guess(name.rstrip("/")) or "correggere l'indirizzo, o aggiungere ciò che manca"
            self._known_faults[name] = LinkProblem(name, f"porta a «{name}», che non c'è", remedy)
        return self._known_faults[name]

    def _guess(self, name: str) -> str:
        """What lies beside a name that is not there, and is called nearly so."""
        folder, _, last = name.rpartition("/")
        beside = self._by_folder.get(folder, [])
        return suggestion(last, beside) if len(beside) <= _FEW else ""

    @cached_property
    def _known_faults(self) -> dict[str, LinkProblem]:
        return {}

    @cached_property
    def _by_folder(self) -> dict[str, list[str]]:
        """What can be named in each folder: its files, and its folders that are pages."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.names):
            folder, _, last = name.removesuffix("/index.html").rpartition("/")
            found.setdefault(folder, []).append(last)
        return found
