"""Isolated process: reads a document part by part, and may not exceed a time or a size of memory."""

import logging
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from generator.importing.formats.support.archives import damaged
from generator.importing.formats.support.limits import MAX_MEMORY_BYTES, MAX_SECONDS
from generator.importing.imported_plan import ImportingError

T = TypeVar("T")


def isolated(read: Callable[[Path], Iterator[T]], path: Path) -> Iterator[T]:
    """The parts that `read` yields. `read` is a function of a module, and its parts can be pickled.

    Raises `ImportingError` where a part takes too long or too much memory. The limit of memory is one of
    Unix; elsewhere there is that of time only.
    """
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(read, path, sender), daemon=True)
    process.start()
    sender.close()
    try:
        while receiver.poll(MAX_SECONDS):
            part = receiver.recv()
            if part is None:
                return
            if isinstance(part, Exception):
                raise part
            yield part
    except EOFError:
        # The system stopped the process.
        raise _too_complex(path) from None
    finally:
        process.kill()
        process.join()
        receiver.close()
    raise _too_complex(path)


def _send(read: Callable[[Path], Iterator[T]], path: Path, sender: Connection) -> None:
    """Send the parts of a document and then None, or the error that prevented it."""
    _limit_memory()
    # What a library has to say about a damaged document does not reach the user.
    logging.disable()
    try:
        for part in read(path):
            sender.send(part)
        sender.send(None)
    except (ImportingError, ImportError) as error:
        sender.send(error)
    except MemoryError:
        sender.send(_too_complex(path))
    except Exception:
        # Libraries fail in any way on a damaged document.
        sender.send(damaged(path))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, most))


def _too_complex(path: Path) -> ImportingError:
    return ImportingError(
        f"{path}: il documento chiede troppo tempo o troppa memoria: importare solo le pagine del piano, o "
        "salvarlo di nuovo con il programma che l'ha scritto"
    )
