"""Isolated process: reads a document part by part, and may not exceed a time or a size of memory.

    python -m generator.importing.formats.support.isolated MODULE FUNCTION DOCUMENT

writes the parts, pickled, to its standard output.
"""

import importlib
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import BinaryIO, TypeVar, cast

from generator.importing.formats.support.archives import damaged
from generator.importing.formats.support.limits import MAX_MEMORY_BYTES, MAX_SECONDS
from generator.importing.imported_plan import ImportingError

T = TypeVar("T")


def isolated(read: Callable[[Path], Iterator[T]], path: Path) -> Iterator[T]:
    """The parts that `read` yields. `read` is a function of a module, and its parts can be pickled.

    Raises `ImportingError` where a part takes too long or too much memory. The limit of memory is one of
    Unix; elsewhere there is that of time only.
    """
    command = [sys.executable, "-P", "-m", __name__, read.__module__, read.__qualname__, str(path)]
    search_path = os.pathsep.join(folder for folder in sys.path if folder)
    environment = {**os.environ, "PYTHONPATH": search_path}
    with subprocess.Popen(  # noqa: S603 - our own module, and a path that it opens
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        parts: Queue[object] = Queue()
        if process.stdout:
            Thread(target=_receive, args=(process.stdout, parts), daemon=True).start()
        try:
            while (part := parts.get(timeout=MAX_SECONDS)) is not None:
                if isinstance(part, Exception):
                    raise part
                # What was pickled there is what `read` yields.
                yield cast("T", part)
        except (Empty, EOFError):
            # It takes too long, or the system stopped it.
            raise _too_complex(path) from None
        finally:
            process.kill()


def main(module: str, function: str, name: str) -> None:
    """Write the parts of a document and then None, or the error that prevented it."""
    _limit_memory()
    # What a library has to say about a damaged document does not reach the user.
    logging.disable()
    path = Path(name)
    read = getattr(importlib.import_module(module), function)
    try:
        for part in read(path):
            _send(part)
        _send(None)
    except (ImportingError, ImportError) as error:
        _send(error)
    except MemoryError:
        _send(_too_complex(path))
    except Exception:
        # Libraries fail in any way on a damaged document.
        _send(damaged(path))


def _send(part: object) -> None:
    pickle.dump(part, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _receive(stream: BinaryIO, parts: "Queue[object]") -> None:
    """Put what the process sends into a queue, and an `EOFError` at its end."""
    try:
        while True:
            parts.put(pickle.load(stream))  # noqa: S301 - written by our own process
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        parts.put(EOFError())


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


if __name__ == "__main__":
    main(*sys.argv[1:])
