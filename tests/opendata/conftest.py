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

CONFIGS = {"real": ROOT / "site_config.yml", "invented": INVENTED_PROJECT / "site_config.yml"}


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
    return Site(replace(plan, publisher=read_publisher(config)), files, path)


@pytest.fixture(scope="session")
def sites(
    real_published: PublishedPlan, invented_published: PublishedPlan, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Site]:
    built = {}
    for name, plan in (("real", real_published), ("invented", invented_published)):
        files = site_in_memory((plan,), CONFIGS[name])
        folder = tmp_path_factory.mktemp("site") / name
        publish(partial(_write, files), folder)
        with_publisher = replace(plan, publisher=read_publisher(CONFIGS[name]))
        built[name] = Site(with_publisher, files, folder)
    return built


@pytest.fixture(scope="session", params=["real", "invented"])
def site(request: pytest.FixtureRequest, sites: Mapping[str, Site]) -> Site:
    """Each of the two sites."""
    return sites[request.param]


@pytest.fixture(scope="session")
def invented(sites: Mapping[str, Site]) -> Site:
    return sites["invented"]


@pytest.fixture(scope="session")
def real(sites: Mapping[str, Site]) -> Site:
    return sites["real"]
