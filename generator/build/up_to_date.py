"""Tells that nothing has changed since the last build, and that its site is intact: nothing to do then."""

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from generator.build.inputs import Inputs
from generator.publishing.manifest import MANIFEST, files_of_intact_site
from generator.publishing.output_dir import FileDigest


def files_if_up_to_date(
    cache: Path, target: Path, inputs_key: str, keep: Collection[str] = ()
) -> Mapping[str, FileDigest] | None:
    """The files of the site at `target`, if it was built from these inputs and is intact.

    `keep` names what is there without being of the site.
    """
    try:
        kept_key, manifest = json.loads(_path(cache, target).read_text("utf-8"))
    except (OSError, ValueError, TypeError):
        return None
    return files_of_intact_site(target, manifest, keep) if kept_key == inputs_key else None


def mark_up_to_date(
    cache: Path, target: Path, inputs: Inputs, inputs_key: str, files: Mapping[str, FileDigest]
) -> None:
    """Note from which inputs the site was built, unless one was touched meanwhile.

    A folder that cannot be written costs time, never the build.
    """
    path = _path(cache, target)
    with suppress(OSError):
        if inputs.unchanged():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps([inputs_key, files[MANIFEST].sha256]), "utf-8")
        else:
            path.unlink(missing_ok=True)


def _path(cache: Path, target: Path) -> Path:
    mark = hashlib.sha256(os.fsencode(target.absolute())).hexdigest()[:16]
    return cache / f"up-to-date-{mark}.json"
