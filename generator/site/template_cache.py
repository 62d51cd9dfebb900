"""Compiled templates kept between builds: compiling them takes longer than filling them for a small site."""

import hashlib
from io import BytesIO
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.build.environment import program_digest
from generator.build.kept import put_in_place


class CheckedBytecodeCache(BytecodeCache):
    """A file for each template, with the SHA-256 of what it holds: what is damaged is compiled again.

    Jinja itself checks that the source is the same, and that the version of Python and its own are; how a
    template is compiled is also up to the program.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_source_checksum(self, source: str) -> str:
        """What compiled code rests on."""
        return hashlib.sha256(f"{program_digest()}\n{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if what is kept for it is whole."""
        try:
            digest, _, payload = self._path(bucket).read_bytes().partition(b"\n")
        except OSError:
            return
        if hashlib.sha256(payload).hexdigest().encode() == digest:
            bucket.load_bytecode(BytesIO(payload))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds. A folder that cannot be written costs time, never the build."""
        payload = bucket.bytecode_to_string()
        put_in_place(self._path(bucket), hashlib.sha256(payload).hexdigest().encode(), b"\n", payload)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"template-{bucket.key}"
