"""LinkChecker over a small site with planted faults finds each of them, and nothing in a sound one."""

from pathlib import Path

import pytest

from generator.site.linkcheck import LinkCheckError, check_links

SOUND = {
    "index.html": '<a href="piano/">Piano</a> <img src="segno.svg" alt="">',
    "piano/index.html": '<a href="../">Home</a> <p id="desk">Desk</p> <a href="#desk">Desk</a>',
    "segno.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "404.html": "non c'è",
}


def write(site: Path, files: dict[str, str]) -> Path:
    for name, body in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        page = f"<!doctype html><html lang='it'><head><title>x</title></head><body>\n{body}\n</body></html>"
        path.write_text(page if name.endswith(".html") else body, encoding="utf-8")
    return site


def test_a_sound_site_has_nothing_to_say(tmp_path: Path) -> None:
    assert check_links(write(tmp_path, SOUND)) == ()


@pytest.mark.parametrize(
    ("page", "body", "found"),
    [
        ("piano/index.html", '<a href="../">h</a> <a href="manca/">x</a>', ("piano/index.html", "manca/")),
        ("piano/index.html", '<a href="../">h</a> <a href="#manca">x</a>', ("piano/index.html", "#manca")),
        ("index.html", '<a href="piano/">p</a> <img src="manca.svg" alt="">', ("index.html", "manca.svg")),
        (
            "index.html",
            '<a href="/altrove/piano/">p</a> <a href="piano/">p</a>',
            ("index.html", "/altrove/piano/"),
        ),
        ("orfana/index.html", "nessuno viene qui", ("", "orfana/index.html")),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, page: str, body: str, found: tuple[str, str]) -> None:
    broken = check_links(write(tmp_path, {**SOUND, page: body}))
    assert [(link.page, link.target) for link in broken] == [found]


def test_without_a_site_there_is_a_clear_message(tmp_path: Path) -> None:
    with pytest.raises(LinkCheckError, match="vetro build"):
        check_links(tmp_path)
