"""The command `vetro` in a process of its own, forked from one that has imported everything.

Folder, environment and streams are its own, as if a shell had started it. What Python reads from the
environment when it starts cannot be given this way: `is_read_at_start` tells.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.warm_modules", __name__])
_AT_START = ("PYTHON", "LC_", "LANG", "TZ")

#: Seconds of the processor, which do not depend on how busy it is, and of the clock.
LIMIT, PATIENCE = 60, 600

#: Called in the new process before the command; must be picklable.
Prepare = Callable[[], object]


def is_read_at_start(environment: Iterable[str]) -> bool:
    """Whether there is a variable among these that must be there when Python starts."""
    return any(name.startswith(_AT_START) for name in environment)


def start(
    arguments: tuple[str, ...],
    cwd: Path,
    env: Mapping[str, str],
    streams: tuple[Connection, Connection] | None = None,
    prepare: Prepare | None = None,
) -> ForkServerProcess:
    """Start the command with this whole environment; what it prints goes to the two streams, or nowhere."""
    process = _CONTEXT.Process(target=_vetro, args=(arguments, cwd, dict(env), streams, prepare))
    process.start()
    return process


def run(
    arguments: tuple[str, ...],
    cwd: Path,
    env: Mapping[str, str],
    prepare: Prepare | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end; one that calculates for a minute, or waits for ten, is stopped."""
    output, into_output = _CONTEXT.Pipe(duplex=False)
    errors, into_errors = _CONTEXT.Pipe(duplex=False)
    process = start(arguments, cwd, env, (into_output, into_errors), prepare)
    into_output.close()
    into_errors.close()
    with ThreadPoolExecutor(2) as readers:
        printed = [readers.submit(_all_of, stream) for stream in (output, errors)]
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(arguments, PATIENCE)
        return subprocess.CompletedProcess(arguments, process.exitcode, *(one.result() for one in printed))


def _all_of(stream: Connection) -> str:
    with stream, open(stream.fileno(), encoding="utf-8", closefd=False) as file:
        return file.read()


def _vetro(
    arguments: tuple[str, ...],
    cwd: Path,
    env: Mapping[str, str],
    streams: tuple[Connection, Connection] | None,
    prepare: Prepare | None,
) -> None:
    """What the new process does."""
    from generator.cli import main

    with Path(os.devnull).open("wb") as nowhere:
        for number, stream in zip((1, 2), streams or (nowhere, nowhere), strict=True):
            os.dup2(stream.fileno(), number)
    for stream in streams or ():
        stream.close()
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    sys.argv = ["vetro", *arguments]
    if prepare:
        prepare()
    main()
