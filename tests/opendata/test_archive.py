"""The archive holds the same bytes as the site, with licence and checksums, without a date."""

import hashlib
import io
import subprocess
import zipfile
from pathlib import Path

from tests.opendata.conftest import Site
from tests.opendata.in_memory import dataset_files


def archive(site: Site) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(site.read(f"piano-{site.published.plan.period}.zip")))


def test_it_holds_every_file_of_the_dataset_and_the_document(site: Site) -> None:
    published = {path.relative_to(site.data).as_posix() for path in site.data.rglob("*") if path.is_file()}
    published -= {"index.html", f"piano-{site.published.plan.period}.zip"}
    # The files of single objectives repeat the tables.
    published = {name for name in published if not name.startswith("obiettivi/")}
    document = site.published.plan.document
    assert document is not None
    with archive(site) as opened:
        assert set(opened.namelist()) == published | {document.file, "LICENZA.txt", "SHA256SUMS"}
        for name in published:
            assert opened.read(name) == site.read(name), name
        assert hashlib.sha256(opened.read(document.file)).hexdigest() == document.sha256


def test_sha256sum_finds_every_checksum_right(site: Site, tmp_path: Path) -> None:
    with archive(site) as opened:
        opened.extractall(tmp_path)
        assert len(opened.read("SHA256SUMS").splitlines()) == len(opened.namelist()) - 1
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_the_licence_says_what_one_may_do_and_how_to_cite(site: Site) -> None:
    with archive(site) as opened:
        text = opened.read("LICENZA.txt").decode()
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    assert site.published.dataset.citation in text
    assert site.published.plan.body.name in text


def test_entries_are_sorted_and_have_no_date_of_their_own(site: Site) -> None:
    with archive(site) as opened:
        assert opened.namelist() == sorted(opened.namelist())
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_files_are_the_same_bytes_when_made_again(site: Site) -> None:
    for file in dataset_files(site.published):
        assert file.content == site.read(file.name), file.name
