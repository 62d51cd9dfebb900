"""Check that the declaration of accessibility is that of this site, and not of another one of the body."""

import re
from http.client import HTTPException
from urllib.request import Request, urlopen

from generator.linkcheck.broken_links import LinkDiagnostic
from generator.linkcheck.checker import LinkLocation

_TIMEOUT, _MAX_SIZE = 20, 2_000_000


def check_declaration(location: LinkLocation, host: str) -> tuple[LinkDiagnostic, ...]:
    """Request the declaration: a diagnostic if its page does not name the host of the site.

    Nothing is said of a page that does not answer: the check of external links does.
    """
    page = _page_at(location.url)
    # The whole name: «ente.it» is named neither by «altro-ente.it» nor by «ente.it.example».
    if page is None or re.search(rf"(?<![\w.-]){re.escape(host)}(?![\w-]|\.\w)", page, re.IGNORECASE):
        return ()
    reason = f"non nomina «{host}», e perciò non è la dichiarazione di accessibilità di questo sito"
    remedy = "mettere in site_config.yml quella che AgID ha pubblicato per questo sito"
    return (LinkDiagnostic(location.page, location.line, location.url, reason, remedy),)


def _page_at(url: str) -> str | None:
    if not url.startswith(("https://", "http://")):
        return None
    try:
        with urlopen(Request(url), timeout=_TIMEOUT) as answer:  # noqa: S310 - only these two schemes
            content: bytes = answer.read(_MAX_SIZE)
    except (OSError, HTTPException, ValueError):
        return None
    return content.decode("utf-8", "replace")
