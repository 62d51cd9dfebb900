"""No file of content/ takes the place of one that the build writes, in whatever order they are made."""

from pathlib import Path
from shutil import copy, copytree

import pytest

from generator.publishing.output_dir import DuplicateFileError, MemoryOutput, OutputDir
from generator.site.frame.sources import FrameError
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, site_in_memory

PERIOD = "2025-2026"
TAKEN = {
    f"dati/{PERIOD}/indicatori.csv": f"dati/{PERIOD}/indicatori.csv",
    f"dati/{PERIOD}/piano.xlsx": f"dati/{PERIOD}/piano.xlsx",
    f"piano/{PERIOD}/01_01_OS01.md": f"piano/{PERIOD}/01_01_OS01/index.html",
    f"piano/{PERIOD}/fonti/piano.txt": f"piano/{PERIOD}/fonti/piano.txt",
    "search/search_index.json": "search/search_index.json",
    "dati/catalogo.ttl": "dati/catalogo.ttl",
    "novita.xml": "novita.xml",
}


def test_a_file_of_content_at_the_path_of_one_of_ours(
    tmp_path: Path, invented_published: PublishedPlan
) -> None:
    copytree(INVENTED_PROJECT / "content", tmp_path / "content")
    config = Path(copy(INVENTED_PROJECT / "site_config.yml", tmp_path))
    for name in TAKEN:
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<a/>" if name.endswith(".xml") else "{}", encoding="utf-8")
    with pytest.raises(FrameError) as error:
        site_in_memory([invented_published], config)
    assert str(error.value).splitlines() == [
        f"content/{name}:1:1: errore: diventerebbe «{path}», che viene già da questo programma: dargli un "
        "altro nome, o un'altra cartella"
        for name, path in sorted(TAKEN.items())
    ]


def test_no_output_takes_a_file_twice(tmp_path: Path) -> None:
    for output in (MemoryOutput(), OutputDir(tmp_path)):
        output.write("a/b.txt", b"1")
        with pytest.raises(DuplicateFileError, match=r"«a/b\.txt» verrebbe scritto due volte"):
            output.write("a/b.txt", b"2")
        assert output.read("a/b.txt") == b"1"
