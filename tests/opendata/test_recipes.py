"""The recipes of docs/dati.md, run with the tools that they are for, on the site of the invented body.

What they count is counted here with the standard library alone. The tools read the files as they are, over
HTTP; only DuckDB reads them from the disk, since it would fetch its part for HTTP from the network.
"""

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import duckdb
import pandas
import polars
import pytest

from tests.conftest import ROOT
from tests.opendata.conftest import Site
from tests.static_server import serving

TEXT = (ROOT / "docs" / "dati.md").read_text("utf-8")
ADDRESS = "https://trasparenza.vattelapesca.example"
PYTHON = [
    code for language, code in re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL) if language == "python"
]
(SQL,) = re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL)
(R,) = re.findall(r"```r\n(.*?)```", TEXT, re.DOTALL)
TOOL = re.compile(r"^(?:import|from) (\w+)", re.MULTILINE)


@pytest.fixture(scope="module")
def address(invented: Site) -> Iterator[str]:
    with serving(invented.folder, {}) as found:
        yield found.removesuffix("/")


@pytest.fixture(scope="module")
def counted(invented: Site) -> list[tuple[int, int]]:
    """Targets that are numbers, by year."""
    rows = csv.DictReader(io.StringIO(invented.read("valori.csv").decode(), newline=""))
    found = Counter(int(r["anno"]) for r in rows if r["misura"] == "traguardo" and r["valore_numero"])
    assert set(found) == {2025, 2026}
    return sorted(found.items())


def test_there_is_a_recipe_for_each_tool() -> None:
    assert [TOOL.findall(code)[0] for code in PYTHON] == ["collections", "pandas", "polars", "frictionless"]


@pytest.mark.parametrize("code", PYTHON, ids=lambda code: TOOL.findall(code)[0])
def test_python(code: str, address: str, counted: list[tuple[int, int]]) -> None:
    trusted = "from frictionless import system\n" if "frictionless" in code else ""
    done = subprocess.run(
        [sys.executable, "-c", trusted + code.replace(ADDRESS, address)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert [tuple(map(int, pair)) for pair in re.findall(r"(\d{4})'?, (\d+)", done.stdout)] == counted


def test_sql(invented: Site, counted: list[tuple[int, int]]) -> None:
    local = SQL.replace(f"{ADDRESS}/dati/2025-2026", invented.data.as_posix())
    assert [(int(year), count) for year, count in duckdb.sql(local).fetchall()] == counted


def test_r(address: str, counted: list[tuple[int, int]]) -> None:
    program = which("Rscript")
    assert program, "R manca: .ci/install-system lo installa"
    done = subprocess.run(
        [program, "-e", R.replace(ADDRESS, address)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    years, counts = (line.split() for line in done.stdout.strip().splitlines()[-2:])
    assert list(zip(map(int, years), map(int, counts), strict=True)) == counted


def tables(site: Site) -> list[Path]:
    return sorted(path for path in site.data.glob("*.csv") if not path.name.endswith("-per-excel.csv"))


#: What a column of one kind is in each tool.
NUMBERS = ("valore_numero", "grado", "peso", "somma_gradi", "quota")


def test_every_table_is_read_with_numbers_as_numbers_and_codes_as_texts(site: Site) -> None:
    """The same number of rows in each tool, and no number column that one of them takes for texts."""
    found = tables(site)
    assert len(found) == 18
    for path in found:
        with path.open(encoding="utf-8", newline="") as file:
            names, *rows = csv.reader(file)
        texts = {
            name: str for name in names if name.startswith("codice") or name in ("missione", "programma")
        }
        frame = pandas.read_csv(path, dtype=texts)
        other = polars.read_csv(path, infer_schema_length=None)
        relation = duckdb.read_csv(str(path))
        assert (len(frame), other.height, len(relation.fetchall())) == (len(rows),) * 3, path.name
        for name in set(names) & set(NUMBERS):
            if any(row[names.index(name)] for row in rows):
                assert pandas.api.types.is_numeric_dtype(frame[name]), (path.name, name)
                assert other.schema[name].is_numeric(), (path.name, name)
                assert str(relation.types[relation.columns.index(name)]) in ("BIGINT", "DOUBLE"), (
                    path.name,
                    name,
                )
