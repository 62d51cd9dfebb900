"""Resolution of URLs: to a file of the site and an anchor in it, to another site, or to a broken link."""

import re
from collections.abc import Set as AbstractSet
from functools import cached_property
from posixpath import dirname
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from msgspec import Struct

from generator.linkcheck.broken_links import BrokenLink
from generator.loading.diagnostics import suggestion
from generator.loading.hosts import is_private_host, normal_host
from generator.loading.markup import SCHEMES

#: The page of errors, which the server shows at any URL.
NOT_FOUND_PAGE = "404.html"
_SPACE = re.compile(r"\s")
_LINE_BREAK = re.compile(r"[\t\r\n]")
_QUERY_OR_FRAGMENT = re.compile(r"([?#])")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
#: Schemes of URLs that lead to no file: mailboxes and telephones, and data within the URL.
_WITHOUT_LOCATION = SCHEMES - {"http", "https"} | {"data"}
_DEFAULT_PORTS = {"http": 80, "https": 443}


class LinkTarget(NamedTuple):
    """A file of the site and an anchor in it, empty for the file as a whole."""

    file: str
    anchor: str = ""


class ExternalUrl(NamedTuple):
    """A URL of another site, without its fragment."""

    url: str


class LinkResolver(Struct, frozen=True, dict=True):
    """Resolver of a site's URLs. `files` are its files; `site_url` is its public URL, with a final slash."""

    files: AbstractSet[str]
    site_url: str

    @cached_property
    def base(self) -> str:
        """The path of the site on its host, with slashes at both ends."""
        return urlsplit(self.site_url).path or "/"

    @cached_property
    def host(self) -> tuple[str, int | None]:
        """The host of the site, with its port unless that is the one of the scheme."""
        return _host_and_port(urlsplit(self.site_url))

    def resolve(self, page: str, url: str) -> LinkTarget | ExternalUrl | BrokenLink | None:
        """Resolve a URL written in a page, or at the root of the site if `page` is empty.

        It is read as browsers do (https://url.spec.whatwg.org/). `None` for a scheme without a location, such
        as `mailto`. Raises `ValueError` for a malformed URL.
        """
        url = _as_browsers_read(url)
        if url.startswith("//"):
            return self._resolve_absolute(f"{urlsplit(self.site_url).scheme}:{url}")
        if scheme := _SCHEME.match(url):
            return self._resolve_scheme(scheme[1], url[scheme.end() :])
        path, _, anchor = url.partition("#")
        path = path.partition("?")[0]
        if path.startswith("/"):
            return self._resolve_host_relative(path, unquote(anchor))
        if page == NOT_FOUND_PAGE and path:
            return BrokenLink(
                url,
                "non vale in una pagina che compare a qualunque indirizzo",
                f"scriverlo a partire da «{self.base}»",
            )
        return self._resolve_page_relative(page, path, unquote(anchor))

    def _resolve_scheme(self, scheme: str, rest: str) -> LinkTarget | ExternalUrl | BrokenLink | None:
        name = scheme.lower()
        if name in _DEFAULT_PORTS:
            # However many slashes there are, browsers take what follows them for the host.
            url = f"{name}://{rest.lstrip('/')}"
            if not rest.startswith("//"):
                # To a browser this is a page of this site, if the site has the same scheme.
                return BrokenLink(url, "non ha le due barre dopo i due punti", f"scrivere «{url}»")
            return self._resolve_absolute(url)
        if name == "file" or len(name) == 1:
            remedy = "metterlo nel sito, o togliere il collegamento"
            return BrokenLink(f"{name}:{rest}", "è un file di un computer", remedy)
        if name in _WITHOUT_LOCATION:
            return None
        reason = f"comincia con «{scheme}:», che qui non porta a niente"
        return BrokenLink(f"{name}:{rest}", reason, "correggerlo, o togliere il collegamento")

    def _resolve_absolute(self, url: str) -> LinkTarget | ExternalUrl | BrokenLink:
        parts = urlsplit(url)
        path = parts.path or "/"
        host = _host_and_port(parts)
        if host == self.host and f"{path}/".startswith(self.base):
            return self._resolve_host_relative(path, unquote(parts.fragment))
        if host != self.host and is_private_host(host[0]):
            reason = "si apre solo da questo computer o dalla rete dell'ente"
            return BrokenLink(url, reason, "scrivere l'indirizzo pubblico, o togliere il collegamento")
        return ExternalUrl(_SPACE.sub("%20", url.partition("#")[0]))

    def _resolve_host_relative(self, path: str, anchor: str) -> LinkTarget | BrokenLink:
        if f"{path}/" == self.base:
            return BrokenLink(path, "è senza la barra finale", f"scrivere «{self.base}»")
        if not path.startswith(self.base):
            return BrokenLink(
                path,
                f"non comincia con «{self.base}», dove sta il sito",
                f"scrivere «{self.base}{path[1:]}», o l'indirizzo intero se è di un altro sito",
            )
        return self._resolve_path([], path.removeprefix(self.base), anchor)

    def _resolve_page_relative(self, page: str, path: str, anchor: str) -> LinkTarget | BrokenLink:
        if page and not path:
            return LinkTarget(page, anchor)
        folder = dirname(page)
        return self._resolve_path(folder.split("/") if folder else [], path, anchor)

    def _resolve_path(self, folders: list[str], path: str, anchor: str) -> LinkTarget | BrokenLink:
        """Resolve a path relative to these folders."""
        steps = list(folders)
        *middle, last = path.split("/")
        for step in middle if last not in {".", ".."} else [*middle, last]:
            if step == "..":
                if not steps:
                    return BrokenLink(path, "esce dal sito", "togliere un «../»")
                steps.pop()
            elif step not in {"", "."}:
                steps.append(step)
        folder = unquote("/".join(steps))
        folder += "/" if folder else ""
        name = folder + ("" if last in {".", ".."} else unquote(last))
        if name in self.files:
            return LinkTarget(name, anchor)
        index = f"{name}index.html"
        if (not name or name.endswith("/")) and index in self.files:
            return LinkTarget(index, anchor)
        if f"{name}/index.html" in self.files:
            return BrokenLink(
                name, "è senza la barra finale", "aggiungerla: il rinvio costa tempo a chi legge"
            )
        return self._missing_file(name)

    def _missing_file(self, name: str) -> BrokenLink:
        """The broken link to a missing file, cached since the footer of every page may have the same link."""
        if name not in self._missing_files:
            remedy = (
                self._suggestion(name.rstrip("/")) or "correggere l'indirizzo, o aggiungere ciò che manca"
            )
            self._missing_files[name] = BrokenLink(name, f"porta a «{name}», che non c'è", remedy)
        return self._missing_files[name]

    def _suggestion(self, name: str) -> str:
        """A similar name in the same folder, as a remedy; empty if there is none."""
        folder, _, last = name.rpartition("/")
        return suggestion(last, self._by_folder.get(folder, []))

    @cached_property
    def _missing_files(self) -> dict[str, BrokenLink]:
        return {}

    @cached_property
    def _by_folder(self) -> dict[str, list[str]]:
        """Names in each folder: its files, and its subfolders with an `index.html`."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.files):
            folder, _, last = name.removesuffix("/index.html").rpartition("/")
            found.setdefault(folder, []).append(last)
        return found


def _as_browsers_read(url: str) -> str:
    """The URL without line breaks and tabs, and with slashes for the backslashes of its path."""
    url = _LINE_BREAK.sub("", url)
    if "\\" not in url:
        return url
    path, *rest = _QUERY_OR_FRAGMENT.split(url, maxsplit=1)
    return "".join([path.replace("\\", "/"), *rest])


def _host_and_port(parts: SplitResult) -> tuple[str, int | None]:
    """Host and port of a URL; the port is `None` if it is the one of the scheme. Raises `ValueError`."""
    if not parts.hostname:
        raise ValueError(parts)
    port = parts.port if parts.port != _DEFAULT_PORTS.get(parts.scheme) else None
    return normal_host(parts.hostname), port
