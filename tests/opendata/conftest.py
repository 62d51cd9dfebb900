"""The sites of the real and of the invented body, built once and written to disk."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator.publishing.output_dir import OutputDir
from generator.publishing.publication import read_publisher
from generator.publishing.publish import publish
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, ROOT, published_plan, site_in_memory


@dataclass(frozen=True)
class Site:
    """A built site. `files` are its contents by address, `folder` where they lie on disk."""

    published: PublishedPlan
    files: Mapping[str, bytes]
    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "dati" / self.published.plan.period

    def read(self, name: str) -> bytes:
        """A file of the dataset."""
        return self.files[f"dati/{self.published.plan.period}/{name}"]

    def csv(self, table: str) -> list[list[str]]:
        """Header and rows."""
        return list(csv.reader(io.StringIO(self.read(f"{table}.csv").decode(), newline="")))

    def json(self, name: str) -> Any:
        """With numbers to the digit."""
        return json.loads(self.read(name), parse_float=Decimal, parse_int=Decimal)


def _write(files: Mapping[str, bytes], output: OutputDir) -> None:
    for name, content in files.items():
        output.write(name, content)


def built_in_memory(folder: str) -> Site:
    """The site of an invented body, by the folder of its plan under tests/data; nothing is on the disk."""
    path = ROOT / "tests" / "data" / folder
    config = path.parents[1] / "site_config.yml"
    plan = published_plan(path)
    files = site_in_memory((plan,), config)
    return Site(replace(plan, publisher=read_publisher(config, plan.plan.body.name)), files, path)


def _site(published: PublishedPlan, config: Path, folder: Path) -> Site:
    files = site_in_memory((published,), config)
    publish(partial(_write, files), folder)
    return Site(replace(published, publisher=read_publisher(config, published.plan.body.name)), files, folder)


@pytest.fixture(scope="session")
def invented(invented_published: PublishedPlan, tmp_path_factory: pytest.TempPathFactory) -> Site:
    config = INVENTED_PROJECT / "site_config.yml"
    return _site(invented_published, config, tmp_path_factory.mktemp("site") / "invented")


@pytest.fixture(scope="session")
def real(real_published: PublishedPlan, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _site(real_published, ROOT / "site_config.yml", tmp_path_factory.mktemp("site") / "real")


@pytest.fixture(scope="session", params=[pytest.param("real", marks=pytest.mark.real), "invented"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites."""
    found: Site = request.getfixturevalue(request.param)
    return found
