"""Redirects as files: a page for each address that moved, and the rules for static hosts."""

from collections.abc import Iterator
from urllib.parse import quote

from generator.publishing.permanence import RULES, Permanence, moves_with, page_of
from generator.site.rendering import Renderer, linker
from generator.site.static_files import PAGE_POLICY

#: Signs of an address that a rule shows as they are.
_SAFE = "/#!$&'()+,;=@~"


def redirect_files(
    renderer: Renderer, permanence: Permanence, *, is_staging: bool
) -> Iterator[tuple[str, bytes]]:
    """Paths and contents: a page for each address that moved, and the rules for static hosts."""
    if permanence.redirects:
        yield RULES, redirect_rules(permanence).encode()
    for redirect in permanence.redirects:
        if path := page_of(redirect.old):
            to = linker("../" * redirect.old.count("/"))
            context = {
                "new": redirect.new,
                "address": to(redirect.new),
                "to": to,
                "is_staging": is_staging,
                "policy": PAGE_POLICY,
            }
            yield path, renderer.fragment("_rinvio.html", context).encode()


def redirect_rules(permanence: Permanence) -> str:
    """The redirects in the `_redirects` format of static hosts, which cannot redirect an anchor of a page.

    Files beside a page that moved (its badge) are redirected to the new page; other files, such as those of
    the open data, only have these rules.
    """
    lines = []
    for redirect in permanence.redirects:
        below = (address for address in permanence.published if moves_with(address, redirect.old))
        moved = [address for address in (redirect.old, *below) if "#" not in address]
        new = quote(redirect.new, safe=_SAFE)
        lines += [f"/{quote(address, safe=_SAFE)} /{new} 301\n" for address in dict.fromkeys(moved)]
    return "".join(lines)
