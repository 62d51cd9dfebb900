"""The frame kept between builds: one file, named after all that makes the frame, checked before use."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.json import decode

from generator.build.fingerprints import Fingerprints
from generator.build.kept import put_in_place
from generator.site.frame.sources import Sources

# What is rendered by these, in another version, may be another page.
PACKAGES = {
    "jinja2",
    "markdown",
    "markupsafe",
    "mkdocs",
    "mkdocs_material",
    "nh3",
    "pymdown_extensions",
    "pyyaml",
}
CODE = (
    "opendata/metadata/schema_org.py",
    "site/frame/frame.py",
    "site/frame/frame_cache.py",
    "site/frame/mkdocs_build.py",
    "site/frame/mkdocs_messages.py",
    "site/sanitising.py",
    "site/frame/slots.py",
    "site/frame/sources.py",
    "site/frame/content_tables.py",
    "site/frame/theme_files.py",
    "site/frame/breadcrumbs.py",
    "loading/characters.py",
    "loading/markup.py",
)
KEPT = 3


def frame_key(sources: Sources, request: object, prints: Fingerprints) -> str:
    """Return the SHA-256 of all that makes the frame; ``request``, plain data, is what the build asks for.

    ``prints`` are those of the files on disk. Raises OSError.
    """
    digest = hashlib.sha256()

    def add(name: str, content: bytes) -> None:
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)

    generator = Path(__file__).parent.parent.parent
    add("python", repr(sys.version_info[:2]).encode())
    add("request", json.dumps(request, sort_keys=True).encode())
    add("packages", "\n".join(_installed()).encode())
    for module in CODE:
        add(module, prints.of(f"{generator}/{module}"))
    home = f"{sources.home}/"
    for name in sources.files():
        add(name.removeprefix(home), prints.of(name))
    return digest.hexdigest()


def _installed() -> list[str]:
    """Return the packages that render the frame with their versions ("mkdocs-1.6.1.dist-info"), sorted.

    importlib.metadata would say the same, and take as long as the rest of a warm build's start.
    """
    names: set[str] = set()
    for folder in map(Path, sys.path):
        with suppress(OSError):
            names.update(path.name for path in folder.iterdir() if path.suffix in {".dist-info", ".egg-info"})
    return sorted(name for name in names if name.partition("-")[0].lower() in PACKAGES)


def load(cache: Path, key: str) -> tuple[dict[str, Any], dict[str, bytes]] | None:
    """Return what was stored under ``key``, or None when it is missing, damaged or another format."""
    try:
        stored = _path(cache, key).read_bytes()
    except OSError:
        return None
    digest, _, payload = stored.partition(b"\n")
    # The key is part of what is checked: the frame of another site under this name would be whole, and wrong.
    if hashlib.sha256(key.encode() + payload).hexdigest().encode() != digest:
        return None
    head, _, blob = payload.partition(b"\n")
    facts: dict[str, Any] = decode(head)
    files: dict[str, bytes] = {}
    offset = 0
    for name, size in facts.pop("files"):
        files[name] = blob[offset : offset + size]
        offset += size
    return facts, files


def store(cache: Path, key: str, facts: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """Keep a frame for the next build. A folder that cannot be written costs time, never the build."""
    head = json.dumps({**facts, "files": [(name, len(files[name])) for name in files]}, ensure_ascii=False)
    payload = head.encode() + b"\n" + b"".join(files.values())
    digest = hashlib.sha256(key.encode() + payload).hexdigest().encode()
    put_in_place(_path(cache, key), digest, b"\n", payload)
    with suppress(OSError):
        _forget(path for path in cache.glob("frame-*") if path != _path(cache, key))


def _path(cache: Path, key: str) -> Path:
    return cache / f"frame-{key}"


def _forget(others: Iterable[Path]) -> None:
    """Remove all but the latest few: going back and forth between two branches stays quick."""
    for path in sorted(others, key=os.path.getmtime, reverse=True)[KEPT - 1 :]:
        path.unlink(missing_ok=True)
