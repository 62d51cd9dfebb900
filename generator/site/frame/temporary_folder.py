"""A folder for files that nobody keeps, on a disk that may be another than the site's."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from generator.loading.file_system import os_error_message
from generator.plan.errors import VetroError


class TemporaryFilesError(VetroError):
    """Temporary files cannot be written; the message says where and why, in Italian."""


@contextmanager
def temporary_folder(prefix: str) -> Iterator[str]:
    """Give an empty folder, and remove it. Raises `TemporaryFilesError` for any `OSError` of its user."""
    try:
        place = tempfile.gettempdir()
    except FileNotFoundError as error:
        # Python has tried every place that it knows.
        raise TemporaryFilesError(_said("nessuna cartella", "indicarne una")) from error
    try:
        with tempfile.TemporaryDirectory(prefix=prefix) as folder:
            yield folder
    except OSError as error:
        raise TemporaryFilesError(
            _said(f"«{place}» ({os_error_message(error)})", "indicarne un'altra")
        ) from error


def _said(where: str, remedy: str) -> str:
    remedy = f"fare posto, o {remedy} con la variabile TMPDIR"
    return f"i file temporanei non si possono scrivere in {where}: {remedy}"
