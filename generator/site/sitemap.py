"""The site's map for search engines: one file, from the addresses alone, without dates from the clock."""

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import escape


def sitemap(site_url: str, addresses: Iterable[str]) -> str:
    """Return sitemap.xml for ``addresses`` relative to ``site_url``, sorted, each once."""
    entries = "".join(
        f"  <url><loc>{escape(site_url + quote(address))}</loc></url>\n" for address in sorted(set(addresses))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</urlset>\n"
    )
