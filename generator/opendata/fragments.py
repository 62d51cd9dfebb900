"""Fragments: what single objectives add to the files about the whole plan."""

from collections.abc import Iterable, Mapping

from msgspec import Struct


class Fragments(Struct, frozen=True):
    """Fragments of the files about the whole plan: file name → objective code → bytes."""

    by_file: Mapping[str, Mapping[str, bytes]]

    def join(self, file: str, codes: Iterable[str], separator: bytes = b"") -> bytes:
        """The fragments of a file in the order of the codes, without those that have none."""
        found = self.by_file.get(file, {})
        return separator.join(fragment for code in codes if (fragment := found.get(code)))
