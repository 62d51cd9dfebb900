"""Publisher of the data, and the settings that are still missing. Nothing is guessed."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from msgspec import Struct

#: Address of a site that is not published yet.
LOCAL_SITE = "http://localhost:8000/"
_LOCAL_HOSTS = frozenset({"", "localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104 - only compared


class Publisher(Struct, frozen=True):
    """The body as publisher, from `site_config.yml`; settings that are not given are empty.

    `ipa` is its code in the Indice delle PA, `home` the address of its institutional site; `office` and
    `email` are the contact for the data, an office and never a person. `authority` is the host name in the
    identifiers of the feed, by default that of the site; it stays the same if the site moves. `kind` is the
    kind of the body; `territory` are the addresses of the places of which it answers, in a vocabulary.
    """

    name: str = ""
    site_url: str = LOCAL_SITE
    site_name: str = ""
    site_description: str = ""
    home: str = ""
    ipa: str = ""
    office: str = ""
    email: str = ""
    authority: str = ""
    kind: str = ""
    territory: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """Host name in the identifiers of the feed."""
        return self.authority or urlsplit(self.site_url).hostname or "localhost"

    @property
    def is_local(self) -> bool:
        """Whether the address of the site is of no use but on this computer."""
        return (urlsplit(self.site_url).hostname or "") in _LOCAL_HOSTS

    def missing(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each missing setting and its purpose, in Italian."""
        if self.is_local:
            yield "site_url", "l'indirizzo pubblico del sito: è nel nome di ogni obiettivo e indicatore"
        if not self.ipa:
            yield (
                "extra.vetro.ente.codice_ipa",
                "il codice dell'ente su indicepa.gov.it, che DCAT-AP_IT vuole",
            )
        if not self.office:
            yield "extra.vetro.dati.ufficio", "l'ufficio a cui chiedere dei dati"
        if not self.email:
            yield "extra.vetro.dati.email", "la casella dell'ufficio a cui chiedere dei dati"


#: Publisher without any setting, until site_config.yml is read.
UNKNOWN_PUBLISHER = Publisher()
