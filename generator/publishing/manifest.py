"""manifest.json: every other file of the site with its SHA-256 and its size, sorted by path."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from msgspec.json import decode

from generator.loading.file_system import files_below
from generator.publishing.output_dir import FileDigest, digest_of

MANIFEST = "manifest.json"


def manifest_of(files: Mapping[str, FileDigest]) -> bytes:
    """The content of the manifest."""
    lines = (
        f'{json.dumps(name, ensure_ascii=False)}:{{"sha256":"{file.sha256}","byte":{file.size}}}'
        for name, file in sorted(files.items())
    )
    return ('{"file":{\n' + ",\n".join(lines) + "\n}}\n").encode()


def files_of_intact_site(site: Path, manifest_sha256: str) -> dict[str, FileDigest] | None:
    """The files of a site; `None` unless its manifest has that digest and lists exactly what is there."""
    try:
        content = (site / MANIFEST).read_bytes()
        if hashlib.sha256(content).hexdigest() != manifest_sha256:
            return None
        listed = {
            name: FileDigest(file["sha256"], file["byte"]) for name, file in decode(content)["file"].items()
        }
        found = {path.relative_to(site).as_posix(): path for path in files_below(site)}
        if found.keys() != listed.keys() | {MANIFEST}:
            return None
        if any(found[name].is_symlink() or _digest(found[name]) != one for name, one in listed.items()):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return {**listed, MANIFEST: digest_of(content)}


def _digest(path: Path) -> FileDigest:
    with path.open("rb") as file:
        return FileDigest(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)
