"""Tells that nothing has changed since the last build, and that its site is still whole: nothing to do then.

A build that succeeds leaves a stamp: the SHA-256 of everything that went in, that of the manifest that came
out. Nothing is believed: the inputs and every file of the site are looked at again.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode

from generator.build.environment import program_digest
from generator.build.fingerprints import Fingerprints
from generator.build.kept import put_in_place
from generator.loading.file_system import names_below
from generator.publishing.output_dir import MANIFEST, Written


class Stamp(Struct, frozen=True):
    """What a build left: the key of what went in, and the digest of the manifest that came out."""

    inputs: str
    manifest: str


def inputs_key(folders: Iterable[Path], files: Iterable[Path], prints: Fingerprints, *settings: str) -> str:
    """The SHA-256 of files, of all files below folders, of the program and of what it is run with."""
    digest = hashlib.sha256(json.dumps([program_digest(), *settings]).encode())
    below = (name for folder in folders if folder.is_dir() for name in sorted(names_below(str(folder))))
    for name in (*sorted(map(str, files)), *below):
        try:
            content = prints.of(name)
        except OSError:
            content = b"?"
        digest.update(os.fsencode(name) + b"\0" + content)
    return digest.hexdigest()


def read_stamp(path: Path) -> Stamp | None:
    """The stamp in a file; `None` if it is missing, damaged or of another kind."""
    try:
        digest, _, payload = path.read_bytes().partition(b"\n")
        if hashlib.sha256(payload).hexdigest().encode() != digest:
            return None
        inputs, manifest = decode(payload)
        return Stamp(inputs, manifest)
    except (OSError, ValueError, TypeError):
        return None


def write_stamp(path: Path, stamp: Stamp) -> None:
    """Leave a stamp for the next build. A folder that cannot be written costs time, never the build."""
    payload = json.dumps([stamp.inputs, stamp.manifest]).encode()
    put_in_place(path, hashlib.sha256(payload).hexdigest().encode(), b"\n", payload)


def prints_path(cache: Path) -> Path:
    """Where the fingerprints of inputs and site are kept."""
    return cache / "impronte"


def stamp_path(cache: Path, target: Path) -> Path:
    """Where the stamp of a target lies."""
    return cache / f"stamp-{_mark(target)}"


def spare_path(cache: Path, target: Path) -> Path:
    """Where the site may stay that a target had before the one it has."""
    return cache / f"sito-{_mark(target)}"


def _mark(target: Path) -> str:
    return hashlib.sha256(os.fsencode(target.absolute())).hexdigest()[:16]


def whole_site(target: Path, manifest: str, prints: Fingerprints) -> dict[str, Written] | None:
    """The files of a site, if its manifest is the one wanted and every file is as the manifest says."""
    try:
        content = (target / MANIFEST).read_bytes()
        if hashlib.sha256(content).hexdigest() != manifest:
            return None
        files = {
            name: Written(facts["sha256"], facts["byte"]) for name, facts in decode(content)["file"].items()
        }
        found = {f"{path[len(str(target)) + 1 :]}" for path in names_below(str(target))} - {MANIFEST}
        if found != files.keys():
            return None
        if not all(
            prints.holds(f"{target}/{name}", file.size, bytes.fromhex(file.sha256))
            for name, file in files.items()
        ):
            return None
    except (OSError, ValueError):
        return None
    return {**files, MANIFEST: Written(manifest, len(content))}
