"""Redirects as files of the site: by path, what readers of an old address are given."""

from collections.abc import Iterator

from generator.publishing.permanence import Permanence, page_name, redirect_file
from generator.site.rendering import Renderer, linker


def redirect_files(renderer: Renderer, permanence: Permanence) -> Iterator[tuple[str, bytes]]:
    """A page for each address that moved, and the lines for hosts that redirect by themselves."""
    if permanence.redirects:
        yield "_redirects", redirect_file(permanence).encode()
    for redirect in permanence.redirects:
        if redirect.old.endswith(("/", ".html")):
            to = linker("../" * redirect.old.count("/"))
            view = {"new": redirect.new, "address": to(redirect.new), "to": to}
            yield page_name(redirect.old), renderer.fragment("_rinvio.html", view).encode()
