"""A zip archive (APPNOTE.TXT, version 6.3.3), packed by several processors at once.

It is, byte for byte, the one that `zipfile` writes, which packs one entry after the other. Without ZIP64 it
ends at 4 GB.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZIP_STORED

from msgspec import Struct

from generator.build.parallel import processors

#: Bytes of all entries from which on more than one processor pays.
_WORTHWHILE = 4_000_000
#: How hard to compress: the usual 6 makes files a tenth smaller, and takes twice as long.
LEVEL = 3
#: What is said of an entry both before it and at the end: the version it needs, flags, method, time and date
#: (the earliest that there is), CRC-32, length packed and as it was, length of the name, and of nothing else.
_FACTS = struct.Struct("<HHHHHLLLHH")
_VERSION, _NO_DATE = 20, (1 << 5) | 1
#: The flag that says that the name is UTF-8.
_UTF8 = 0x800
#: What only the end says: no comment, on the first disk, no text; then the rights, and where it begins.
_END_OF_ENTRY = struct.Struct("<HHHLL")
_UNIX, _RIGHTS = 3, 0o644 << 16
#: The end of the archive: entries on this disk and in all, length and place of the list of entries.
_END = struct.Struct("<4s4H2LH")


class Entry(Struct, frozen=True):
    """A file in the archive, of `size` bytes; another thread may `read` it. If `packed` it is only stored."""

    name: str
    size: int
    read: Callable[[], bytes]
    packed: bool = False


class _Packed(Struct, frozen=True):
    name: bytes
    facts: bytes
    content: bytes


def zip_of(entries: Sequence[Entry]) -> bytes:
    """The archive of the entries, in their order."""
    pieces: list[bytes] = []
    listed: list[bytes] = []
    place = 0
    for one in _all_packed(entries):
        start = b"PK\3\4" + one.facts + one.name
        pieces += (start, one.content)
        version = bytes((_VERSION, _UNIX))
        listed += (b"PK\1\2", version, one.facts, _END_OF_ENTRY.pack(0, 0, 0, _RIGHTS, place), one.name)
        place += len(start) + len(one.content)
    length, count = sum(map(len, listed)), len(entries)
    return b"".join((*pieces, *listed, _END.pack(b"PK\5\6", 0, 0, count, count, length, place, 0)))


def _all_packed(entries: Sequence[Entry]) -> Iterable[_Packed]:
    if sum(entry.size for entry in entries) < _WORTHWHILE:
        return map(_packed, entries)
    return _packed_at_once(entries)


def _packed_at_once(entries: Sequence[Entry]) -> Iterator[_Packed]:
    # Of no use to most archives.
    from concurrent.futures import ThreadPoolExecutor

    # Compressing lets other threads run.
    with ThreadPoolExecutor(processors()) as pool:
        yield from pool.map(_packed, entries)


def _packed(entry: Entry) -> _Packed:
    content, name = entry.read(), entry.name.encode()
    flags = 0 if name.isascii() else _UTF8
    if entry.packed:
        method, packed = ZIP_STORED, content
    else:
        deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        method, packed = ZIP_DEFLATED, deflate.compress(content) + deflate.flush()
    facts = _FACTS.pack(
        *(_VERSION, flags, method, 0, _NO_DATE),
        *(zlib.crc32(content), len(packed), len(content), len(name), 0),
    )
    return _Packed(name, facts, packed)
