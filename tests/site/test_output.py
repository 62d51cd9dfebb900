"""The folder of the site is swapped as a whole, or not at all."""

from pathlib import Path

import pytest

from generator.site.output import OutputError, publish

SITE = {"index.html": b"new", "sitemap.xml": b"map", "piano/index.html": b"plan"}


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_first_site_makes_its_folders(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    publish(SITE, target)
    assert names(target) == ["index.html", "piano/index.html", "sitemap.xml"]


def test_a_new_site_leaves_nothing_of_the_old_one_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish({**SITE, "gone.html": b"old"}, target)
    publish(SITE, target)
    assert names(target) == ["index.html", "piano/index.html", "sitemap.xml"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    publish(SITE, target)
    assert (target / "index.html").read_bytes() == b"new"


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "Documenti"
    target.mkdir()
    (target / "lettera.txt").write_text("cara Camera", encoding="utf-8")
    with pytest.raises(OutputError, match="non è un sito generato"):
        publish(SITE, target)
    assert names(target) == ["lettera.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["Documenti"]


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.write_text("un file", encoding="utf-8")
    with pytest.raises(OutputError, match="non è un sito generato"):
        publish(SITE, target)
    assert target.read_text(encoding="utf-8") == "un file"


def test_a_name_that_cannot_be_written_leaves_the_old_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(SITE, target)
    with pytest.raises(OutputError, match="non si può scrivere"):
        publish({"index.html": b"newer", "x" * 300: b""}, target)
    assert (target / "index.html").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_everybody_may_read_the_site(tmp_path: Path) -> None:
    publish(SITE, tmp_path / "site")
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755
