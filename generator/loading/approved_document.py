"""Approved document of a plan: the file that piano.yml names, and its SHA-256."""

import hashlib
from pathlib import Path

from generator.loading.diagnostics import Diagnostics
from generator.loading.file_system import LFS_REMEDY, is_lfs_pointer, lies_within
from generator.loading.file_types import refusal_of_name
from generator.loading.plan_folder import DOCUMENTS_FOLDER, PlanFolder
from generator.loading.readers.plan_metadata import PlanMetadata
from generator.loading.validation import ValidatedMapping


def check_document(
    folder: PlanFolder, mapping: ValidatedMapping, metadata: PlanMetadata, diagnostics: Diagnostics
) -> None:
    """Report a document that piano.yml names and that is missing, misplaced or another one."""
    document, group = metadata.document, mapping.mapping("documento")
    file = group.scalar("file") if group else None
    if document is None or group is None or file is None:
        return
    path = _path_within(folder.path, document.file)
    found = _digest(path) if path else None
    if path is None or found is None:
        message = f"il documento «{document.file}» non c'è nella cartella del piano"
        if "\\" in document.file:
            with_slashes = document.file.replace("\\", "/")
            message += f": scrivere «/» al posto di «\\», come «{with_slashes}»"
        diagnostics.add(file.location, "E212", message)
    elif is_lfs_pointer(path):
        diagnostics.add(file.location, "E212", f"«{document.file}» {LFS_REMEDY}")
    elif not document.file.startswith(f"{DOCUMENTS_FOLDER}/") or ".." in document.file.split("/"):
        message = f"il documento approvato sta in «{DOCUMENTS_FOLDER}/»: spostarlo lì, e scrivere qui dov'è"
        diagnostics.add(file.location, "E609", message)
    elif reason := refusal_of_name(document.file):
        diagnostics.add(file.location, "E609", reason)
    elif document.sha256 and found != document.sha256:
        message = f"«{document.file}» ha un'altra impronta SHA-256: il documento è cambiato da allora"
        if _differs_in_line_ends(path, document.sha256):
            shown = folder.shown(path)
            message = (
                f"in «{document.file}» sono cambiate solo le fini riga, come fa Git in Windows: scrivere "
                f"«**/{DOCUMENTS_FOLDER}/** binary» nel file .gitattributes del progetto, cancellare il "
                f"documento e riprenderlo con «git checkout -- {shown}», o rimettere l'originale"
            )
        diagnostics.add(group.location_of("sha256"), "E212", message)


def _path_within(folder: Path, name: str) -> Path | None:
    """The path of a file within a folder; `None` if there is none, or the name leads elsewhere."""
    try:
        path = folder / name
        return path if lies_within(path, folder) and path.is_file() else None
    except (OSError, ValueError):
        # ValueError: a name with a NUL in it.
        return None


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file; `None` if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _differs_in_line_ends(path: Path, sha256: str) -> bool:
    """Whether a file has the digest once its line breaks are those of the other systems."""
    lf = path.read_bytes().replace(b"\r\n", b"\n")
    return sha256 in {hashlib.sha256(content).hexdigest() for content in (lf, lf.replace(b"\n", b"\r\n"))}
