"""What hosts, browsers, crawlers are told: HTTP headers, policies of pages, `sitemap.xml`, `robots.txt`."""

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import quote, unquote, urlsplit

from markupsafe import escape

#: Nothing inline and nothing from other sites: the pages need no more.
_DIRECTIVES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
)
#: The policy in the headers. Browsers accept `frame-ancestors` only there.
POLICY = f"{_DIRECTIVES}; frame-ancestors 'none'"
#: The same in pages, for hosts that send no headers. By the standard no file opened from a disk is 'self'.
PAGE_POLICY = _DIRECTIVES.replace("'self'", "'self' file:")
SECURITY = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: Cache-Control of files that any build may change: browsers revalidate them before every use.
REVALIDATE = "no-cache"


def script_policy(site_url: str, scripts: Iterable[str]) -> str:
    """The policy in pages by which only these files of the site are scripts, given by their paths.

    What is uploaded to content/ is on the same host, and not every host tells browsers of what type it is.
    Sources with a path must name a host: any, since `PAGE_POLICY` admits that of the page only. The site is
    below the path of its public URL, and at the root of a server for previews.
    """
    bases = sorted({"/", quote(unquote(urlsplit(site_url).path)) or "/"})
    names = sorted(map(quote, scripts))
    sources = (f"*:*{base}{name}" for base in bases for name in names)
    return " ".join(("script-src file:", *sources))


def headers_file() -> str:
    """The file `_headers` of static hosts (Netlify, Cloudflare Pages and others)."""
    everywhere = "".join(f"  {name}: {value}\n" for name, value in SECURITY.items())
    data = "\n/dati/*\n  Access-Control-Allow-Origin: *\n"
    return f"/*\n{everywhere}  Cache-Control: {REVALIDATE}\n{data}"


def robots(site_url: str, *, is_staging: bool) -> str:
    """The content of `robots.txt`.

    Only a staging site keeps search engines away: art. 9 of D.Lgs. 33/2013 forbids it of a public one.
    """
    if is_staging:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nDisallow:\n\nSitemap: {site_url}sitemap.xml\n"


def sitemap(site_url: str, pages: Mapping[str, date | None]) -> str:
    """The content of `sitemap.xml`, sorted: addresses relative to `site_url`, each with its day if known.

    The days are those of changes that the data know, never of the clock.
    """
    entries = "".join(
        f"  <url><loc>{escape(site_url + quote(address))}</loc>{_last_change(pages[address])}</url>\n"
        for address in sorted(pages)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</urlset>\n"
    )


def _last_change(day: date | None) -> str:
    return f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
