"""The link with which a reader says that something on a page is wrong."""

from urllib.parse import quote, urlsplit

from generator.site.page import Page

#: What an address of site_config.yml may begin with; one without any of these lies within the site.
_SCHEMES = ("https", "http", "mailto")


def corrections_link(address: str, page: Page, site_url: str, root: str) -> str:
    """Where to write about a page: empty where the body has given no address, or one that no browser opens.

    `address` is that of the configuration: a form elsewhere, a page of the site, or a mailbox. A letter to a
    mailbox begins with the page it is about.
    """
    scheme = urlsplit(address).scheme
    if not address or (scheme and scheme not in _SCHEMES):
        return ""
    if not scheme:
        return f"{root}{address}"
    if scheme == "mailto" and "?" not in address:
        about = f"Segnalazione su: {page.short_title}"
        return f"{address}?subject={quote(about)}&body={quote(site_url + page.address)}"
    return address
