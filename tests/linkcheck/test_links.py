"""Where addresses lead: what a file refers to, where that lies, and what is said of what is not there."""

from pathlib import Path

import pytest

from generator.linkcheck import check
from generator.linkcheck.check import LinkLocation, check_links
from generator.linkcheck.problems import LinkCheckError, LinkProblem
from generator.linkcheck.references import Kind, Reference, read_contents
from generator.linkcheck.targets import Ground, Outside, Place

URL = "https://ente.example/trasparenza/"
SOUND = {
    "index.html": '<a href="piano/">Piano</a> <img src="segno.svg" alt="">',
    "piano/index.html": '<a href="../">Home</a> <p id="desk">Desk</p> <a href="#desk">Desk</a>',
    "segno.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "404.html": '<a href="/trasparenza/">Home</a>',
}


def write(site: Path, files: dict[str, str]) -> Path:
    for name, body in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        page = f"<!doctype html><html lang='it'><head><title>x</title></head><body>\n{body}\n</body></html>"
        path.write_text(page if name.endswith(".html") else body, encoding="utf-8")
    return site


GROUND = Ground(
    {"index.html", "404.html", "piano/index.html", "piano/a b.csv", "piano/x/index.html", "è.svg"}, URL
)


@pytest.mark.parametrize(
    ("page", "address", "place"),
    [
        ("piano/index.html", "", Place("piano/index.html")),
        ("piano/index.html", "#desk", Place("piano/index.html", "desk")),
        ("piano/index.html", "#cos%C3%AC", Place("piano/index.html", "così")),
        ("piano/index.html", "?area=01", Place("piano/index.html")),
        ("piano/index.html", ".", Place("piano/index.html")),
        ("piano/index.html", "..", Place("index.html")),
        ("piano/x/index.html", "../..", Place("index.html")),
        ("piano/x/index.html", "../../piano/./x/../#desk", Place("piano/index.html", "desk")),
        ("piano/index.html", "index.html", Place("piano/index.html")),
        ("piano/index.html", "a%20b.csv", Place("piano/a b.csv")),
        ("piano/index.html", "../%C3%A8.svg", Place("è.svg")),
        ("piano/index.html", "/trasparenza/", Place("index.html")),
        ("404.html", "/trasparenza/.", Place("index.html")),
        ("404.html", "#contenuto", Place("404.html", "contenuto")),
        ("piano/index.html", "/trasparenza/piano/x/", Place("piano/x/index.html")),
        (
            "piano/index.html",
            "https://ente.example/trasparenza/piano/#desk",
            Place("piano/index.html", "desk"),
        ),
        ("piano/index.html", "http://ENTE.example/trasparenza/piano/", Place("piano/index.html")),
        ("piano/index.html", "//ente.example/trasparenza/piano/", Place("piano/index.html")),
        ("", "piano/", Place("piano/index.html")),
        ("", "", Place("index.html")),
        ("index.html", "https://ente.example/albo/", Outside("https://ente.example/albo/")),
        ("index.html", "https://altro.example/a b#punto", Outside("https://altro.example/a%20b")),
        ("index.html", "//altro.example/", Outside("https://altro.example/")),
        ("index.html", "mailto:a@ente.example", None),
        ("index.html", "tel:+390", None),
        ("index.html", "data:image/png;base64,AA==", None),
    ],
)
def test_where_an_address_leads(page: str, address: str, place: Place | Outside | None) -> None:
    assert GROUND.locate(page, address) == place


@pytest.mark.parametrize(
    ("page", "address", "said"),
    [
        ("index.html", "manca/", "porta a «manca/», che non c'è: "
            "correggere l'indirizzo, o aggiungere ciò che manca"),
        ("index.html", "pianno/", "porta a «pianno/», che non c'è: forse «piano»?"),
        ("index.html", "Piano/", "porta a «Piano/», che non c'è: forse «piano»?"),
        ("index.html", "piano/ab.csv", "porta a «piano/ab.csv», che non c'è: forse «a b.csv»?"),
        ("index.html", "piano", "è senza la barra finale: aggiungerla: il rinvio costa tempo a chi legge"),
        ("piano/index.html", "../../piano/", "esce dal sito: togliere un «../»"),
        ("index.html", "/piano/", "non comincia con «/trasparenza/», dove sta il sito: "
            "scrivere «/trasparenza/piano/», o l'indirizzo intero se è di un altro sito"),
        ("index.html", "/trasparenza", "è senza la barra finale: scrivere «/trasparenza/»"),
        ("404.html", "piano/", "non vale in una pagina che compare a qualunque indirizzo: "
            "scriverlo a partire da «/trasparenza/»"),
        ("index.html", "file:///C:/piano.pdf", "è un file di un computer: "
            "metterlo nel sito, o togliere il collegamento"),
    ],
)  # fmt: skip
def test_what_is_said_of_an_address_that_leads_nowhere(page: str, address: str, said: str) -> None:
    fault = GROUND.locate(page, address)
    assert isinstance(fault, LinkProblem)
    assert f"{fault.reason}: {fault.remedy}" == said


def test_a_site_at_the_root_of_its_host() -> None:
    ground = Ground({"index.html", "piano/index.html"}, "http://localhost:8000/")
    assert ground.locate("piano/index.html", "/piano/") == Place("piano/index.html")
    assert ground.locate("piano/index.html", "http://localhost:8000") == Place("index.html")
    assert ground.locate("index.html", "http://localhost:9000/") == Outside("http://localhost:9000/")


F, L, N = Kind


@pytest.mark.parametrize(
    ("name", "text", "references"),
    [
        ("p.html", '<a\nhref="a&amp;b">x</a>\n<a name="n">', [(1, "a&b", F)]),
        ("p.html", '\n<form action="cerca/"><button formaction="altro/">',
            [(2, "cerca/", F), (2, "altro/", F)]),
        ("p.html", '<link rel="stylesheet" href="a.css"><link rel="preconnect" href="https://b.example">',
            [(1, "a.css", L)]),
        ("p.html", '<img src="a.png" srcset="b.png 1x, c,d.png 2x"> <source srcset="e.png">',
            [(1, "a.png", L), (1, "b.png", L), (1, "c,d.png", L), (1, "e.png", L)]),
        ("p.html", '<object data="a.pdf"></object><video poster="b.png">',
            [(1, "a.pdf", L), (1, "b.png", L)]),
        ("p.html", '<p style="background: url(a.png)">', [(1, "a.png", L)]),
        ("p.html", '<style>\np { background: url(a.png) }</style>', [(2, "a.png", L)]),
        ("p.html", '<script src="a.js" data-ricerca="../b.js" data-nome="c/d"></script>',
            [(1, "a.js", L), (1, "../b.js", L)]),
        ("p.html", '<script>var a = \'<a href="no">\'</script><!-- <a href="no"> -->', []),
        ("p.html", '<script type="application/ld+json">{"item": "https://e.example/a"}</script>',
            [(1, "https://e.example/a", N)]),
        ("p.html", '<meta property="og:url" content="https://e.example/a">', [(1, "https://e.example/a", N)]),
        ("p.html", '<meta http-equiv="refresh" content="0; url=../b/">', [(1, "../b/", F)]),
        ("p.svg", '<svg><use href="#a"/><image xlink:href="b.png"/></svg>', [(1, "#a", L), (1, "b.png", L)]),
        ("sitemap.xml", "<urlset>\n<url><loc>https://e.example/a?b&amp;c</loc></url>",
            [(2, "https://e.example/a?b&c", L)]),
        ("novita.xml", '<feed>\n<link rel="self" href="https://e.example/novita.xml"/>\n<id>tag:e</id>',
            [(2, "https://e.example/novita.xml", L)]),
        ("a.css", '/* url(no)\n */\na{b:url("c d.png")}\n@import "e.css";p{b:url(f.png)}',
            [(3, "c d.png", L), (4, "e.css", L), (4, "f.png", L)]),
        ("search/search_index.json", '{"docs": [\n{"location": "a/#b", "text": "c"}]}', [(2, "a/#b", L)]),
        ("_redirects", "/vecchia/ /nuova/ 301\n# nota qui\n", [(1, "nuova/", L)]),
        ("dati/catalogo.ttl", '<https://e.example/#ente> a <http://b.example/c> .',
            [(1, "https://e.example/#ente", N), (1, "http://b.example/c", N)]),
        ("dati/indicatori.csv", '<a href="no">', []),
    ],
)  # fmt: skip
def test_what_a_file_refers_to(name: str, text: str, references: list[tuple[int, str, Kind]]) -> None:
    assert read_contents(name, text).references == tuple(Reference(*row) for row in references)


def test_the_points_of_a_page() -> None:
    contents = read_contents("p.html", '<p id="uno"><a name="due"></a><input name="tre"></p>')
    assert contents.anchors == {"uno", "due"}


def test_a_sound_site_has_nothing_to_say(tmp_path: Path) -> None:
    report = check_links(write(tmp_path, SOUND), URL)
    assert (report.findings, report.outside, report.files) == ((), {}, 4)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"piano/index.html": '<a href="../">h</a>\n<a href="manca/">x</a>'},
            "piano/index.html:3: «manca/» porta a «piano/manca/», che non c'è: "
            "correggere l'indirizzo, o aggiungere ciò che manca"),
        ({"piano/index.html": '<a href="#manca">x</a>'},
            "piano/index.html:2: «#manca» porta al punto «#manca» di «piano/index.html», che non c'è: "
            "correggere ciò che segue il cancelletto, o togliere cancelletto e punto"),
        ({"index.html": '<a href="piano/#manca">p</a>'},
            "index.html:2: «piano/#manca» porta al punto «#manca» di «piano/index.html», che non c'è: "
            "correggere ciò che segue il cancelletto, o togliere cancelletto e punto"),
        ({"index.html": '<a href="piano/">p</a> <img src="" alt="">'},
            "index.html:2: «» è vuoto: scrivere l'indirizzo, o togliere l'elemento"),
        ({"index.html": '<a href="piano/">p</a> <a href="https://[1/">x</a>'},
            "index.html:2: «https://[1/» non è un indirizzo: correggerlo"),
        ({"orfana/index.html": '<a href="../piano/">p</a>'},
            "orfana/index.html:1: «orfana/» non è raggiungibile: nessun collegamento porta qui partendo "
            "dalla home: collegare la pagina da un'altra, o toglierla"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_fault(tmp_path: Path, files: dict[str, str], said: str) -> None:
    assert [str(finding) for finding in check_links(write(tmp_path, {**SOUND, **files}), URL).findings] == [
        said
    ]


def test_pages_that_link_only_to_each_other_cannot_be_reached(tmp_path: Path) -> None:
    island = {"a/index.html": '<a href="../b/">b</a>', "b/index.html": '<a href="../a/">a</a>'}
    findings = check_links(write(tmp_path, {**SOUND, **island}), URL).findings
    assert [finding.address for finding in findings] == ["a/", "b/"]


def test_a_page_that_moved_is_for_those_who_have_the_old_address(tmp_path: Path) -> None:
    moved = {"vecchia/index.html": '<meta http-equiv="refresh" content="0; url=../piano/">'}
    assert check_links(write(tmp_path, {**SOUND, **moved}), URL).findings == ()


def test_a_link_only_for_programs_does_not_make_a_page_one_that_readers_find(tmp_path: Path) -> None:
    home = SOUND["index.html"] + '<link rel="alternate" href="orfana/">'
    files = {**SOUND, "index.html": home, "orfana/index.html": ""}
    assert [finding.address for finding in check_links(write(tmp_path, files), URL).findings] == ["orfana/"]


def many(pages: int) -> dict[str, str]:
    links = "".join(f'<a href="{number}/">{number}</a>\n' for number in range(pages))
    page = '<a href="../">h</a>\n<a href="../privacy/">p</a><a href="https://altro.example/">a</a>'
    return {"index.html": links, **{f"{number}/index.html": page for number in range(pages)}}


def test_a_fault_that_every_page_has_is_said_once(tmp_path: Path) -> None:
    report = check_links(write(tmp_path, many(12)), URL)
    assert [str(finding) for finding in report.findings] == [
        "0/index.html:3: «../privacy/» porta a «privacy/», che non c'è (e in altri 11 punti): "
        "correggere l'indirizzo, o aggiungere ciò che manca"
    ]
    assert report.outside == {
        "https://altro.example/": LinkLocation("0/index.html", 3, "https://altro.example/")
    }


def test_several_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write(tmp_path, many(120))
    alone = check_links(site, URL)
    monkeypatch.setattr(check, "_WORTHWHILE", 2)
    monkeypatch.setattr(check.os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert check_links(site, URL) == alone
    assert alone.findings[0].elsewhere == 119


def test_without_a_site_there_is_a_clear_message(tmp_path: Path) -> None:
    with pytest.raises(LinkCheckError, match="vetro build"):
        check_links(tmp_path, URL)
