"""Benchmark of reading a workbook: our reader beside openpyxl alone; prints seconds and peak memory.

    python -m benchmarks.documents [--rows 5000] [--runs 5]

openpyxl alone gives values without their formats, and without merged ranges where it reads row by row. The
runs alternate, so that other load on the machine affects all of them.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import xlsxwriter

_READERS = {
    "vetro": (
        "from generator.importing.formats import read_tables\n"
        "print(sum(len(row) for table in read_tables(path) for row in table.rows))"
    ),
    "openpyxl, whole": (
        "import openpyxl\n"
        "book = openpyxl.load_workbook(path, data_only=True)\n"
        "print(sum(len(row) for sheet in book for row in sheet.iter_rows()))"
    ),
    "openpyxl, row by row": (
        "import openpyxl\n"
        "book = openpyxl.load_workbook(path, data_only=True, read_only=True)\n"
        "print(sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True)))"
    ),
}
COLUMNS = 15


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vetro-bench-") as folder:
        path = Path(folder) / "piano.xlsx"
        _write(path, arguments.rows)
        runs: dict[str, list[tuple[float, float]]] = {name: [] for name in _READERS}
        for _ in range(arguments.runs):
            for name, code in _READERS.items():
                runs[name].append(_run(code, path, arguments.rows * COLUMNS))
    print(f"{arguments.rows} rows of {COLUMNS} cells, {arguments.runs} rounds\n")
    print("| reader | seconds (median) | peak MB |\n|---|---|---|")
    for name, found in runs.items():
        seconds = statistics.median(seconds for seconds, _ in found)
        print(f"| {name} | {seconds:.2f} | {max(megabytes for _, megabytes in found):.0f} |")


def _write(path: Path, rows: int) -> None:
    """A plan with an indicator a row: codes merged over four rows, numbers in formats, days, a formula."""
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("Piano")
    percent, money, day = (
        workbook.add_format({"num_format": code}) for code in ("0%", "#,##0.00", "dd/mm/yyyy")
    )
    for row in range(rows):
        if row % 4 == 0:
            sheet.merge_range(row, 0, min(row + 3, rows), 0, f"OB.{row // 4}")
        texts = [f"Titolo dell'obiettivo {row // 4}", f"Ufficio {row % 40}", f"Nome dell'indicatore {row}"]
        sheet.write_row(row, 1, [*texts, f"Numeratore {row} / denominatore", "%", row % 4 + 1])
        sheet.write_number(row, 7, 0.34, percent)
        sheet.write_string(row, 8, f"≥ {row % 100}%")
        sheet.write_number(row, 9, row / 7, percent)
        sheet.write_number(row, 10, 0.5, percent)
        sheet.write_formula(row, 11, "=1/3", None, 1 / 3)
        sheet.write_datetime(row, 12, date(2026, 6, 30), day)
        sheet.write_number(row, 13, row * 1000.5, money)
        sheet.write_string(row, 14, "nota")
    workbook.close()


def _run(code: str, path: Path, cells: int) -> tuple[float, float]:
    """Seconds and peak memory in MB of a process that reads a workbook and counts its cells."""
    program = f"from pathlib import Path\npath = Path({str(path)!r})\n{code}"
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    counted = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or int(counted) < cells:
        raise SystemExit(f"a reader failed, or counted {counted} cells of {cells}")
    return seconds, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
