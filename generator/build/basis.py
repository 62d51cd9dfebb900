"""What all that is made of a plan rests on: if it changes, nothing of an earlier site is taken over."""

import hashlib
import json
from pathlib import Path

from generator.build.products import Maker
from generator.loading.file_system import files_below


def basis_of(maker: Maker, *program: str) -> str:
    """What everything that is made of the objectives of a plan rests on."""
    edition = maker.edition
    shells = [[shell.page.pieces, shell.page.names, shell.root] for shell in maker.shells.values()]
    texts = [*program, edition.basis, repr(edition.assessment.today), repr(edition.publisher)]
    return hashlib.sha256(json.dumps([texts, shells]).encode()).hexdigest()


def digest_of(folder: Path) -> str:
    """The SHA-256 of all files of a folder, with their names."""
    digest = hashlib.sha256()
    for path in files_below(folder):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder)}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
