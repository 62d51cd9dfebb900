"""Whatever the system refuses, the preview goes on, says what is wrong, and recovers by itself."""

import html
import os
import re
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.devserver.conftest import PAGE, Preview, serving
from tests.robustness.conftest import PLAN, no_permission, retitle, without_privileges

Obstacle = Callable[[Path], AbstractContextManager[None]]
OBJECTIVE = PLAN / "obiettivi" / "01_01_OS01.yml"


@contextmanager
def elsewhere(folder: Path) -> Iterator[None]:
    moved = folder.parent / "altrove"
    folder.rename(moved)
    yield
    moved.rename(folder)


@pytest.mark.parametrize(
    ("obstacle", "name", "said"),
    [
        (no_permission, "content", "content: errore: manca il permesso"),
        (no_permission, "theme/pages", "theme/pages: errore: manca il permesso"),
        (no_permission, f"{PLAN}/obiettivi", f"{PLAN}/obiettivi: errore: manca il permesso"),
        (no_permission, "site_config.yml", "site_config.yml: errore: manca il permesso"),
        (elsewhere, "theme", "site_config.yml:1:1: errore: la cartella «theme» non esiste"),
        (elsewhere, "content", "site_config.yml:1:1: errore: la cartella «content» non esiste"),
        (elsewhere, "plan_data", "plan_data:1:1: errore E100: non c'è nessun piano"),
        (elsewhere, "site_config.yml", "site_config.yml:1:1: errore: il file non esiste"),
    ],
)
def test_what_cannot_be_read_is_said_until_it_can(
    project: Path, obstacle: Obstacle, name: str, said: str
) -> None:
    with serving(project, command=without_privileges()) as preview:
        before, version = preview.get(PAGE), preview.version()
        with obstacle(project / name):
            page = html.unescape(preview.next_page(version))
            assert said in page
            assert preview.printed(re.escape(said))
            assert page.split("<main")[1] == html.unescape(before).split("<main")[1]
            version = preview.version()
        assert said not in html.unescape(preview.next_page(version))
        version = preview.version()
        retitle(project, "Un titolo nuovo")
        assert "Un titolo nuovo" in preview.next_page(version)


def test_a_configuration_that_cannot_be_read_at_the_start(project: Path) -> None:
    config = project / "site_config.yml"
    good = config.read_text("utf-8")
    config.write_text(f"{good}\nhooks: [x.py]\n", "utf-8")
    with serving(project) as preview:
        with pytest.raises(HTTPError) as caught:
            preview.get("")
        page = caught.value.read().decode()
        assert "site_config.yml:1:1: errore: «hooks» non è ammesso" in page
        config.write_text(good, "utf-8")
        root = preview.base.rstrip("/")
        with urlopen(f"{root}/_vetro/attesa?versione=1", timeout=30) as answer:
            assert answer.read() == b"2"
        assert "<main" in preview.get(PAGE)


def test_no_more_files_can_be_opened(project: Path) -> None:
    with serving(project) as preview:
        before = resource.prlimit(preview.process, resource.RLIMIT_NOFILE)
        # A descriptor with a number beyond the limit stays open; no further one can be opened.
        resource.prlimit(preview.process, resource.RLIMIT_NOFILE, (3, before[1]))
        retitle(project, "Un titolo nuovo")
        assert preview.printed("errore: troppi file aperti")
        resource.prlimit(preview.process, resource.RLIMIT_NOFILE, before)
        preview.printed(r"(?s)troppi file aperti.*composto in")
        assert "Un titolo nuovo" in preview.get(PAGE)


def test_nothing_can_be_written(project: Path) -> None:
    """The preview itself lives in memory; only new pages need a temporary folder."""
    with serving(project) as preview:
        version = preview.version()
        resource.prlimit(preview.process, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        retitle(project, "Un titolo nuovo")
        assert "Un titolo nuovo" in preview.next_page(version)
        version = preview.version()
        (project / "content" / "prova.md").write_text("# Una pagina nuova\n", "utf-8")
        assert "i file temporanei non si possono scrivere" in preview.next_page(version)
        version = preview.version()
        resource.prlimit(preview.process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        (project / "content" / "prova.md").write_text("# Una pagina nuovissima\n", "utf-8")
        preview.next_page(version)
        assert "Una pagina nuovissima" in preview.get("prova/")


def builds(preview: Preview) -> int:
    return preview.all_printed().count("composto in")


def test_what_editors_leave_behind_builds_nothing(preview: Preview) -> None:
    version, before = preview.version(), builds(preview)
    names = ["4913", "01_01_OS01.yml~", "01_01_OS01.yml___jb_tmp___", "#01_01_OS01.yml#", "~$atto.docx"]
    for name in (*names, ".01_01_OS01.yml.swp", ".~lock.atto.odt#", "01_01_OS01.yml.tmp"):
        for folder in (PLAN / "obiettivi", "content", "."):
            (preview.project / folder / name).write_text("né YAML: [né Markdown", "utf-8")
    time.sleep(0.5)
    assert (preview.version(), builds(preview)) == (version, before)
    retitle(preview.project, "Un titolo nuovo")
    assert "Un titolo nuovo" in preview.next_page(version)
    preview.printed(r"(?s)composto in.*composto in")
    assert "errore E" not in preview.get(PAGE)
    assert builds(preview) == before + 1


def test_a_copy_of_the_same_size_and_time_is_on_the_page(preview: Preview) -> None:
    file, copy = preview.project / OBJECTIVE, preview.project.parent / "copia.yml"
    text = file.read_text("utf-8")
    title = re.search(r"(?m)^titolo: (.*)$", text)
    assert title
    copy.write_text(text.replace(title[1], title[1].swapcase(), 1), "utf-8")
    found = file.stat()
    os.utime(copy, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert copy.stat().st_size == found.st_size
    version = preview.version()
    subprocess.run(["cp", "-p", copy, file], check=True)
    assert file.stat().st_mtime_ns == found.st_mtime_ns
    assert title[1].swapcase() in html.unescape(preview.next_page(version))


def test_redirects_and_published_addresses_are_those_of_a_build(preview: Preview) -> None:
    redirects, addresses = (preview.project / name for name in ("rinvii.txt", "pubblicato/indirizzi.txt"))
    version = preview.version()
    redirects.write_text(f"vecchia/ {PAGE}\n", "utf-8")
    preview.printed(r"(?s)composto in.*composto in")
    assert f'href="../{PAGE}"' in preview.get("vecchia/")
    # The page in view is not another.
    redirects.write_text("vecchia/ manca/\n", "utf-8")
    page = html.unescape(preview.next_page(version))
    assert "rinvii.txt:1:1: errore: «manca/» non c'è: il rinvio non porta a niente" in page
    version = preview.version()
    redirects.unlink()
    addresses.parent.mkdir()
    addresses.write_text("persa/\n", "utf-8")
    page = html.unescape(preview.next_page(version))
    assert "pubblicato/indirizzi.txt:1:1: errore: «persa/» era pubblicato e non c'è più" in page
