"""Time and memory of `vetro check`, including start-up, at 49, 490 and 4,900 objectives.

    python benchmarks/check_speed.py [RUNS]

The larger plans are copies of the real one with other area codes. Shows the best of RUNS (default 3).
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "plan_data" / "2025-2027"
COPIES = (1, 10, 100)
REAL_OBJECTIVES = 49


def make_project(root: Path, copies: int) -> None:
    """Write a project with a plan of `copies` times the real one."""
    folder = root / "plan_data" / PLAN.name
    (folder / "obiettivi").mkdir(parents=True)
    (root / "content").mkdir()
    (root / "site_config.yml").write_bytes((ROOT / "site_config.yml").read_bytes())
    for name in ("uffici.yml", "missioni.yml"):
        (folder / name).write_bytes((PLAN / name).read_bytes())
    metadata = (PLAN / "piano.yml").read_text("utf-8").partition("\ndocumento:")[0]
    (folder / "piano.yml").write_text(metadata + "\n", "utf-8")
    areas = (PLAN / "ambiti.yml").read_text("utf-8")
    codes = sorted({line.split()[-1] for line in areas.splitlines() if line.startswith("- codice: ")})
    registers = []
    for copy in range(copies):
        renamed = {code: f"{copy:02}_{number:02}" for number, code in enumerate(codes, start=10)}
        registers.append(with_areas(areas, renamed))
        for path in (PLAN / "obiettivi").glob("*.yml"):
            target = folder / "obiettivi" / with_areas(path.name, renamed)
            target.write_text(with_areas(path.read_text("utf-8"), renamed), "utf-8")
    (folder / "ambiti.yml").write_text("".join(registers), "utf-8")


def with_areas(text: str, renamed: dict[str, str]) -> str:
    for code, other in renamed.items():
        text = text.replace(code, f"\0{other}")
    return text.replace("\0", "")


def measure(root: Path) -> tuple[float, int, str]:
    """Seconds and peak memory in kilobytes of one run, and the last line of its output."""
    command = [sys.executable, "-m", "generator", "check"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        lines = output.read().decode().splitlines()
    assert process.returncode == 0, lines[-1] if lines else process.returncode
    return seconds, usage.ru_maxrss, lines[-1] if lines else ""


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print("| objectives | seconds | ms each | peak MB |")
    print("|---:|---:|---:|---:|")
    for copies in COPIES:
        with tempfile.TemporaryDirectory() as folder:
            make_project(Path(folder), copies)
            best = min(measure(Path(folder)) for _ in range(runs))
        objectives = copies * REAL_OBJECTIVES
        each = f"{1000 * best[0] / objectives:.2f}"
        print(f"| {objectives} | {best[0]:.2f} | {each} | {best[1] / 1024:.0f} |")


if __name__ == "__main__":
    main()
