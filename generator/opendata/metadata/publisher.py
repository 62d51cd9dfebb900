"""Who publishes the data, and what of it is not known yet. Nothing here is ever guessed."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from msgspec import Struct

#: Where a site is tried out: not an address that anybody else can use.
LOCAL_SITE = "http://localhost:8000/"
_LOCAL_HOSTS = frozenset({"", "localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104 - only compared


class Publisher(Struct, frozen=True):
    """The body as publisher, from `site_config.yml`. Empty where the body has not said.

    `ipa` is its code in the Indice delle PA, `home` the address of its institutional site; `office` and
    `email` are whom to ask about the data, an office and never a person. `authority` is the host name in
    the identifiers of the feed, which must outlive a move of the site; that of the site unless given.
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

    @property
    def host(self) -> str:
        """The host name of the identifiers."""
        return self.authority or urlsplit(self.site_url).hostname or "localhost"

    def missing(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each setting that is not given, and what it is wanted for."""
        if (urlsplit(self.site_url).hostname or "") in _LOCAL_HOSTS:
            yield "site_url", "l'indirizzo pubblico del sito: è nel nome di ogni obiettivo e indicatore"
        if not self.name:
            yield "extra.vetro.ente.nome", "il nome dell'ente, titolare dei dati"
        if not self.ipa:
            yield (
                "extra.vetro.ente.codice_ipa",
                "il codice dell'ente su indicepa.gov.it, che DCAT-AP_IT vuole",
            )
        if not self.office:
            yield "extra.vetro.dati.ufficio", "l'ufficio a cui chiedere dei dati"
        if not self.email:
            yield "extra.vetro.dati.email", "la casella dell'ufficio a cui chiedere dei dati"


#: Until site_config.yml is read.
NOBODY = Publisher()
