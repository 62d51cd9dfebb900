"""Links of a site: their extraction, their resolution, and the diagnostics of broken ones."""

from pathlib import Path

import pytest

from generator.linkcheck import checker
from generator.linkcheck.broken_links import BrokenLink, LinkCheckError
from generator.linkcheck.checker import LinkLocation, check_links
from generator.linkcheck.extraction import Link, LinkKind, parse_file
from generator.linkcheck.resolution import ExternalUrl, LinkResolver, LinkTarget

URL = "https://ente.example/trasparenza/"
VALID_SITE = {
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


RESOLVER = LinkResolver(
    {"index.html", "404.html", "piano/index.html", "piano/a b.csv", "piano/x/index.html", "è.svg"}, URL
)


@pytest.mark.parametrize(
    ("page", "url", "target"),
    [
        ("piano/index.html", "", LinkTarget("piano/index.html")),
        ("piano/index.html", "#desk", LinkTarget("piano/index.html", "desk")),
        ("piano/index.html", "#cos%C3%AC", LinkTarget("piano/index.html", "così")),
        ("piano/index.html", "?area=01", LinkTarget("piano/index.html")),
        ("piano/index.html", ".", LinkTarget("piano/index.html")),
        ("piano/index.html", "..", LinkTarget("index.html")),
        ("piano/x/index.html", "../..", LinkTarget("index.html")),
        ("piano/x/index.html", "../../piano/./x/../#desk", LinkTarget("piano/index.html", "desk")),
        ("piano/index.html", "index.html", LinkTarget("piano/index.html")),
        ("piano/index.html", "a%20b.csv", LinkTarget("piano/a b.csv")),
        ("piano/index.html", "../%C3%A8.svg", LinkTarget("è.svg")),
        ("piano/index.html", "/trasparenza/", LinkTarget("index.html")),
        ("404.html", "/trasparenza/.", LinkTarget("index.html")),
        ("404.html", "#contenuto", LinkTarget("404.html", "contenuto")),
        ("piano/index.html", "/trasparenza/piano/x/", LinkTarget("piano/x/index.html")),
        (
            "piano/index.html",
            "https://ente.example/trasparenza/piano/#desk",
            LinkTarget("piano/index.html", "desk"),
        ),
        ("piano/index.html", "http://ENTE.example/trasparenza/piano/", LinkTarget("piano/index.html")),
        ("piano/index.html", "//ente.example/trasparenza/piano/", LinkTarget("piano/index.html")),
        # Other spellings of the same URL (https://url.spec.whatwg.org/).
        *(
            (
                "piano/index.html",
                f"{beginning}/trasparenza/piano/#desk",
                LinkTarget("piano/index.html", "desk"),
            )
            for beginning in (
                "HTTPS://Ente.Example",
                "https://ente.example:443",
                "http://ente.example:80",
                "https://ente.example:",
                "https://ente.example.",
                "https://ente%2Eexample",
                "https://nome@ente.example",
                "ht\ttps://ente.\nexample",
                "https:\\\\ente.example",
                "https:///ente.example",
                "\\\\ente.example",
                "\\/ente.example",
            )
        ),
        ("index.html", "piano\\x\\", LinkTarget("piano/x/index.html")),
        ("index.html", "https://ente.example:8443/", ExternalUrl("https://ente.example:8443/")),
        (
            "index.html",
            "https://ente.example@altro.example/",
            ExternalUrl("https://ente.example@altro.example/"),
        ),
        ("index.html", "https://8.8.8.8/", ExternalUrl("https://8.8.8.8/")),
        ("", "piano/", LinkTarget("piano/index.html")),
        ("", "", LinkTarget("index.html")),
        ("index.html", "https://ente.example/albo/", ExternalUrl("https://ente.example/albo/")),
        ("index.html", "https://altro.example/a b#punto", ExternalUrl("https://altro.example/a%20b")),
        ("index.html", "//altro.example/", ExternalUrl("https://altro.example/")),
        ("index.html", "mailto:a@ente.example", None),
        ("index.html", "tel:+390", None),
        ("index.html", "data:image/png;base64,AA==", None),
    ],
)
def test_a_url_resolves_to_a_file_and_an_anchor(
    page: str, url: str, target: LinkTarget | ExternalUrl | None
) -> None:
    assert RESOLVER.resolve(page, url) == target


@pytest.mark.parametrize(
    ("page", "url", "said"),
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
        *(
            ("index.html", f"{beginning}/trasparenza/manca/", "porta a «manca/», che non c'è: "
                "correggere l'indirizzo, o aggiungere ciò che manca")
            for beginning in (
                "https://ente.example:443",
                "https://ente.example.",
                "HTTP://Ente.Example",
                "//ENTE.example",
                "\\\\ente.example",
            )
        ),
        *(
            ("index.html", url, f"non ha le due barre dopo i due punti: scrivere «{right}»")
            for url, right in (
                ("https:ente.example/trasparenza/piano/", "https://ente.example/trasparenza/piano/"),
                ("HTTP:/ente.example/", "http://ente.example/"),
            )
        ),
        *(
            ("index.html", url, "si apre solo da questo computer o dalla rete dell'ente: "
                "scrivere l'indirizzo pubblico, o togliere il collegamento")
            for url in (
                "http://localhost/piano/",
                "http://LOCALHOST.:8000/",
                "http://127.0.0.1:8000/",
                "http://127.1/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[fe80::1]/",
                "https://192.168.1.1/",
                "https://10.20.30.40/a.pdf",
                "https://172.16.0.1/",
                "//169.254.10.20/",
                "http://0.0.0.0/",
                "http://server.local/",
                "http://sito.localhost/",
                "https://protocollo.ente.internal/",
                "https://intranet/",
                "\\\\server\\cartella\\piano.pdf",
            )
        ),
        *(
            ("index.html", url, "è un file di un computer: metterlo nel sito, o togliere il collegamento")
            for url in (
                "file:///C:/piano.pdf",
                "FILE:piano.pdf",
                "C:\\Utenti\\piano.pdf",
                "c:/Utenti/piano.pdf",
            )
        ),
        ("index.html", "htp://ente.example/", "comincia con «htp:», che qui non porta a niente: "
            "correggerlo, o togliere il collegamento"),
    ],
)  # fmt: skip
def test_a_url_that_cannot_be_resolved_has_a_reason_and_a_remedy(page: str, url: str, said: str) -> None:
    broken = RESOLVER.resolve(page, url)
    assert isinstance(broken, BrokenLink)
    assert f"{broken.reason}: {broken.remedy}" == said


def test_a_site_at_the_root_of_its_host() -> None:
    resolver = LinkResolver({"index.html", "piano/index.html"}, "http://localhost:8000/")
    assert resolver.resolve("piano/index.html", "/piano/") == LinkTarget("piano/index.html")
    assert resolver.resolve("piano/index.html", "http://localhost:8000") == LinkTarget("index.html")
    assert resolver.resolve("index.html", "http://LOCALHOST.:8000/piano/") == LinkTarget("piano/index.html")
    for other in ("http://localhost:9000/", "http://localhost/", "https://localhost/"):
        assert isinstance(resolver.resolve("index.html", other), BrokenLink)


F, L, N = LinkKind


@pytest.mark.parametrize(
    ("name", "text", "links"),
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
def test_the_links_of_a_file(name: str, text: str, links: list[tuple[int, str, LinkKind]]) -> None:
    assert parse_file(name, text).links == tuple(Link(*row) for row in links)


def test_the_anchors_of_a_page() -> None:
    parsed = parse_file("p.html", '<p id="uno"><a name="due"></a><input name="tre"></p>')
    assert parsed.anchors == {"uno", "due"}


def test_a_valid_site_has_no_diagnostics(tmp_path: Path) -> None:
    report = check_links(write(tmp_path, VALID_SITE), URL)
    assert (report.diagnostics, report.external, report.files) == ((), {}, 4)


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
def test_the_diagnostic_of_a_broken_link(tmp_path: Path, files: dict[str, str], said: str) -> None:
    assert [str(each) for each in check_links(write(tmp_path, {**VALID_SITE, **files}), URL).diagnostics] == [
        said
    ]


DOCUMENT = "allegati/a b.pdf"


@pytest.mark.parametrize(
    ("home", "said"),
    [
        ('<a href="allegati/a%20b.pdf">b</a>', []),
        ('<img src="allegati/a b.pdf" alt="">', []),
        ("", ["allegati/a b.pdf:1: «allegati/a b.pdf» non è raggiungibile: nessuna pagina vi porta: "
            "collegarlo da una pagina, o toglierlo da content/"]),
        # The name of a document in data leads no reader there.
        ('<script type="application/ld+json">{"url": "https://ente.example/trasparenza/allegati/a%20b.pdf"}'
            "</script>",
            ["allegati/a b.pdf:1: «allegati/a b.pdf» non è raggiungibile: nessuna pagina vi porta: "
            "collegarlo da una pagina, o toglierlo da content/"]),
        ('<a href="allegati/a%20b.pdf">b</a> <a href="allegati/regolamento.odt">c</a>',
            ["index.html:2: «allegati/regolamento.odt» porta a «allegati/regolamento.odt», che non c'è: "
            "correggere l'indirizzo, o aggiungere ciò che manca"]),
    ],
)  # fmt: skip
def test_a_document_is_linked_from_a_page(tmp_path: Path, home: str, said: list[str]) -> None:
    files = {**VALID_SITE, "index.html": VALID_SITE["index.html"] + home, DOCUMENT: "%PDF"}
    # What is in content/ and not in the site, such as the source of a page, needs no link.
    report = check_links(write(tmp_path, files), URL, {DOCUMENT, "index.md"})
    assert [str(each) for each in report.diagnostics] == said


def test_a_document_linked_from_an_unreachable_page_only_is_unreachable(tmp_path: Path) -> None:
    orphan = {"orfana/index.html": '<a href="../allegati/a b.pdf">b</a>', DOCUMENT: "%PDF"}
    report = check_links(write(tmp_path, {**VALID_SITE, **orphan}), URL, {DOCUMENT})
    assert [each.url for each in report.diagnostics] == [DOCUMENT, "orfana/"]


def test_pages_that_link_only_to_each_other_are_unreachable(tmp_path: Path) -> None:
    island = {"a/index.html": '<a href="../b/">b</a>', "b/index.html": '<a href="../a/">a</a>'}
    diagnostics = check_links(write(tmp_path, {**VALID_SITE, **island}), URL).diagnostics
    assert [each.url for each in diagnostics] == ["a/", "b/"]


def test_a_redirect_page_need_not_be_reachable(tmp_path: Path) -> None:
    moved = {"vecchia/index.html": '<meta http-equiv="refresh" content="0; url=../piano/">'}
    assert check_links(write(tmp_path, {**VALID_SITE, **moved}), URL).diagnostics == ()


def test_a_resource_link_does_not_make_a_page_reachable(tmp_path: Path) -> None:
    home = VALID_SITE["index.html"] + '<link rel="alternate" href="orfana/">'
    files = {**VALID_SITE, "index.html": home, "orfana/index.html": ""}
    assert [each.url for each in check_links(write(tmp_path, files), URL).diagnostics] == ["orfana/"]


def many(pages: int) -> dict[str, str]:
    links = "".join(f'<a href="{number}/">{number}</a>\n' for number in range(pages))
    page = '<a href="../">h</a>\n<a href="../privacy/">p</a><a href="https://altro.example/">a</a>'
    return {"index.html": links, **{f"{number}/index.html": page for number in range(pages)}}


def test_a_link_broken_in_every_page_has_one_diagnostic(tmp_path: Path) -> None:
    report = check_links(write(tmp_path, many(12)), URL)
    assert [str(each) for each in report.diagnostics] == [
        "0/index.html:3: «../privacy/» porta a «privacy/», che non c'è (e in altri 11 punti): "
        "correggere l'indirizzo, o aggiungere ciò che manca"
    ]
    assert report.external == {
        "https://altro.example/": LinkLocation("0/index.html", 3, "https://altro.example/")
    }


def test_several_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write(tmp_path, many(120))
    alone = check_links(site, URL)
    monkeypatch.setattr(checker, "_MIN_FILES_FOR_POOL", 2)
    monkeypatch.setattr(checker.os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert check_links(site, URL) == alone
    assert alone.diagnostics[0].elsewhere == 119


def test_without_a_site_there_is_a_clear_message(tmp_path: Path) -> None:
    with pytest.raises(LinkCheckError, match="vetro build"):
        check_links(tmp_path, URL)
