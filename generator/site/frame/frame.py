"""The frame: content pages, assets of the theme and page shells, without anything of a plan.

Independent of the engine that makes it: files, pages cut at their slots, search entries, addresses.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.site.frame.slots import Shell, ShellSpec, Slotted
from generator.site.frame.sources import FrameError, FrameProblem, Sources, check_content


class FrameRequest(Struct, frozen=True):
    """What a build asks of the frame.

    `page_slots` are the slots that pages of content/ may hold; `generated` the addresses that the build
    writes itself ("dati/", "novita.xml"; a folder ends in a slash), to which content pages may link.
    """

    shells: tuple[ShellSpec, ...]
    page_slots: tuple[str, ...] = ()
    generated: tuple[str, ...] = ()


class Frame(Struct, frozen=True):
    """All of the site that does not come from the plan.

    `files`: path relative to the site's root → content (content pages, 404.html, assets).
    `pages`: path → a content page with slots, to be filled by the build.
    `shells`: name → the shell that was requested under it.
    `search_config` and `search_docs`: the search index of the content pages, as Material writes it.
    `addresses`: those of the content pages, relative to the site's address, sorted; the home page is "".
    """

    files: Mapping[str, bytes]
    pages: Mapping[str, Slotted]
    shells: Mapping[str, Shell]
    search_config: Mapping[str, Any]
    search_docs: Sequence[Mapping[str, Any]]
    addresses: Sequence[str]


def make_frame(sources: Sources, request: FrameRequest) -> Frame:
    """The frame of a site. Raises `FrameError` with every problem of the sources."""
    check_folders(sources)
    if problems := [*check_content(sources, request.page_slots)]:
        raise FrameError(problems)
    # MkDocs takes half a second to import: only a build without a cached frame does so.
    from generator.site.frame.mkdocs_build import build_with_mkdocs

    return build_with_mkdocs(sources, request)


def check_folders(sources: Sources) -> None:
    """Raise `FrameError` if a folder that site_config.yml names does not exist."""
    if missing := [folder.name for folder in (sources.content, sources.theme) if not folder.is_dir()]:
        name = sources.config.name
        raise FrameError(FrameProblem(name, 1, 1, f"la cartella «{path}» non esiste") for path in missing)
