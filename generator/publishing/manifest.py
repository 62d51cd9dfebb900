"""manifest.json: every other file of the site with its SHA-256 and its size, sorted by path."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

from msgspec.json import decode

from generator.loading.file_system import files_below
from generator.publishing.output_dir import FileDigest, digest_of

MANIFEST = "manifest.json"
#: What systems write into any folder that somebody looks at.
_OF_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}


def manifest_of(files: Mapping[str, FileDigest]) -> bytes:
    """The content of the manifest."""
    lines = (
        f'{json.dumps(name, ensure_ascii=False)}:{{"sha256":"{file.sha256}","byte":{file.size}}}'
        for name, file in sorted(files.items())
    )
    return ('{"file":{\n' + ",\n".join(lines) + "\n}}\n").encode()


def listed_files(site: Path) -> dict[str, FileDigest] | None:
    """The files that the manifest of a site lists; `None` without a manifest. Raises `OSError`."""
    path = site / MANIFEST
    if path.is_symlink() or not path.is_file():
        return None
    return _parsed(path.read_bytes())


def unlisted_files(names: Iterable[str], listed: Collection[str], keep: Collection[str]) -> list[str]:
    """The files in a folder that are not of its site, nor below a name that is to be kept."""
    ours = {*listed, MANIFEST}
    paths = (PurePosixPath(name) for name in names if name not in ours)
    return [str(path) for path in paths if path.parts[0] not in keep and path.name not in _OF_SYSTEMS]


def files_of_intact_site(
    site: Path, manifest_sha256: str, keep: Collection[str] = ()
) -> dict[str, FileDigest] | None:
    """The files of a site; `None` unless its manifest has that digest and lists exactly what is there.

    What is to be kept, and so is not of the site, is passed over.
    """
    try:
        content = (site / MANIFEST).read_bytes()
        if hashlib.sha256(content).hexdigest() != manifest_sha256:
            return None
        listed = _parsed(content)
        found = {path.relative_to(site).as_posix(): path for path in files_below(site)}
        if listed is None or not found.keys() >= listed.keys() or unlisted_files(found, listed, keep):
            return None
        if any(found[name].is_symlink() or _digest(found[name]) != one for name, one in listed.items()):
            return None
    except OSError:
        return None
    return {**listed, MANIFEST: digest_of(content)}


def _parsed(manifest: bytes) -> dict[str, FileDigest] | None:
    try:
        files = decode(manifest)["file"].items()
        return {name: FileDigest(file["sha256"], file["byte"]) for name, file in files}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _digest(path: Path) -> FileDigest:
    with path.open("rb") as file:
        return FileDigest(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)
