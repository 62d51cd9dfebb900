"""The frame: content pages, assets of the theme and page shells, made by MkDocs once and cached.

It knows nothing of MkDocs: finished files, pages cut at their slots, search entries, addresses.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from generator.build.fingerprints import Fingerprints
from generator.site.frame.frame_cache import frame_key, load, store
from generator.site.frame.problems import FrameError, FrameProblem
from generator.site.frame.slots import Shell, ShellSpec, Slotted
from generator.site.frame.sources import check_content, read_sources

__all__ = ["Frame", "FrameError", "FrameProblem", "Shell", "ShellSpec", "Slotted", "build_frame"]


class Frame(Struct, frozen=True):
    """All of the site that does not come from the plan.

    ``files``: path relative to the site's root → finished bytes (content pages, 404.html, assets).
    ``pages``: path → a content page with slots of its own, to be filled by the build.
    ``shells``: name → the shell that was asked for under it.
    ``search_config`` and ``search_docs``: the search index of the content pages, as Material writes it.
    ``addresses``: those of the content pages, relative to ``site_url``, sorted; the home page is "".
    """

    site_url: str
    files: Mapping[str, bytes]
    pages: Mapping[str, Slotted]
    shells: Mapping[str, Shell]
    search_config: Mapping[str, Any]
    search_docs: Sequence[Mapping[str, Any]]
    addresses: Sequence[str]


def build_frame(
    config: Path,
    shells: Sequence[ShellSpec],
    *,
    cache: Path,
    page_slots: Collection[str] = (),
    elsewhere: Collection[str] = (),
    prints: Fingerprints | None = None,
) -> Frame:
    """Return the frame of the site that ``config`` (site_config.yml) describes.

    ``page_slots`` are the slots that pages of content/ may hold; ``elsewhere`` the addresses that the build
    writes itself ("dati/", "novita.xml"; a folder ends in a slash), to which content pages may link; those of
    the shells are known. ``cache`` is a folder of ours, created if need be; ``prints`` are those of the files
    on disk.

    Raises FrameError, with every problem found, when the sources are wrong.
    """
    sources = read_sources(config)
    request = [[asdict(shell) for shell in shells], sorted(page_slots), sorted(elsewhere)]
    if missing := [folder.name for folder in (sources.content, sources.theme) if not folder.is_dir()]:
        name = sources.config.name
        raise FrameError(FrameProblem(name, 1, 1, f"la cartella «{path}» non esiste") for path in missing)
    key = frame_key(sources, request, prints or Fingerprints())
    stored = load(cache, key)
    if stored is None:
        problems = [*check_content(sources, page_slots)]
        if problems:
            raise FrameError(problems)
        # Not even loaded while only the plan changes.
        from generator.site.frame.mkdocs_build import make_frame

        known = {*elsewhere, *(shell.address.partition("{}")[0] for shell in shells)}
        stored = make_frame(sources, shells, known)
        store(cache, key, *stored)
    facts, files = stored
    return Frame(
        site_url=sources.site_url,
        files=files,
        pages={path: _slotted(parts) for path, parts in facts["pages"].items()},
        shells={shell.name: Shell(shell, _slotted(facts["shells"][shell.name])) for shell in shells},
        search_config=facts["search"]["config"],
        search_docs=facts["search"]["docs"],
        addresses=facts["addresses"],
    )


def _slotted(parts: Sequence[Sequence[str]]) -> Slotted:
    pieces, names = parts
    return Slotted(tuple(pieces), tuple(names))
