"""A built site on a loopback server, under the path of its site_url, and the system's Chromium."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from typing import Literal

import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, BrowserContext, Page

from generator.build.project import published_plans
from generator.checks.check import check
from generator.plan.model import Plan
from generator.site.frame.frame import make_frame
from generator.site.frame.slots import Frame, FrameRequest, ShellSpec
from generator.site.frame.sources import read_sources
from generator.site.published_plan import PublishedPlan
from generator.site.search import entry_line, index_of_lines
from generator.site.static_files import sitemap
from tests.conftest import INVENTED_PROJECT, REAL_BODY, site_in_memory
from tests.page_addresses import KINDS, KINDS_OF_CLOSED_YEARS, address_of

PROJECT = Path(__file__).parents[2]
PREFIX = "sito/"
SLOTS = {
    "titolo": "01_01_OS02 Transizione energetica",
    "descrizione": "Un obiettivo di prova.",
    "indirizzo": "piano/2025-2027/01_01_OS02/",
    "testa": Markup(),
    "percorso": Markup('<li><a href="../">Piano</a></li><li aria-current="page">01_01_OS02</li>'),
    "navigazione": Markup(
        '<p class="cv-lato__titolo"><a href="../">Piano</a></p>'
        '<ul><li><a href="../01_01_OS02/" aria-current="page">Transizione</a></li></ul>'
    ),
    "indice": Markup('<li><a href="#desk">Desk</a></li>'),
    "corpo": Markup(
        '<h1>Transizione energetica</h1><h2 id="desk">Desk</h2><p>Desk tematici per imprese.</p>'
    ),
}
ENTRIES = [
    entry_line(
        "piano/2025-2027/01_01_OS02/",
        "01_01_OS02 Transizione energetica (progetto FNP 2023-2024)",
        "Comunità energetiche rinnovabili per le imprese del territorio.",
        ("01_01_OS02", "OS02"),
    ),
    entry_line("piano/2025-2027/01_01_OS02/#desk", "Desk", "Desk tematici per imprese e stakeholder locali"),
    entry_line(
        "piano/2025-2027/01_01_OS04/",
        "01_01_OS04 Sostegno alle imprese per eventi alluvionali 2023",
        "",
        ("01_01_OS04", "OS04"),
    ),
    entry_line(
        "piano/2025-2027/01_06_OP02/",
        "01_06_OP02 La risoluzione alternativa delle controversie",
        "La mediazione, la conciliazione e l'arbitrato sono strumenti dei servizi di regolazione.",
        ("01_06_OP02", "OP02"),
    ),
    entry_line(
        "piano/2025-2027/03_01_UIC03/",
        "03_01_UIC03 Migliorare l'efficacia, l'efficienza e la qualità dei servizi camerali",
        "",
        ("03_01_UIC03", "UIC03"),
    ),
    entry_line(
        "piano/2025-2027/01_06_OP01/",
        "01_06_OP01 Composizione negoziata per la soluzione della crisi d'impresa",
        "Un percorso digitale con test & <b>verifiche</b>.",
        ("01_06_OP01", "OP01"),
    ),
]
# What the pages must live with: nothing inline, nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as a static host does: with the site's own page."""
        page = next(Path(self.directory).glob("**/404.html"))
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture(scope="session")
def frame(real_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Frame:
    """The frame of the real content, moved under a path as on a host that is not all ours."""
    project = tmp_path_factory.mktemp("progetto")
    for folder in ("content", "theme"):
        copytree(PROJECT / folder, project / folder)
    lines = (PROJECT / "site_config.yml").read_text(encoding="utf-8").splitlines()
    moved = [f"site_url: http://localhost/{PREFIX}" if x.startswith("site_url:") else x for x in lines]
    (project / "site_config.yml").write_text("\n".join(moved), encoding="utf-8")
    shells = (
        ShellSpec("obiettivo", "piano/2025-2027/{}/"),
        ShellSpec("indicatori", "piano/2025-2027/indicatori/"),
    )
    request = FrameRequest(shells, ("cifre-chiave", "ambiti"), ("dati/",), "2025-2027", REAL_BODY)
    return make_frame(read_sources(project / "site_config.yml"), request)


@pytest.fixture(scope="session")
def site(frame: Frame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site made of the frame and two plan pages."""
    root = tmp_path_factory.mktemp("host")

    def write(path: str, content: bytes) -> None:
        target = root / PREFIX / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    for path, content in frame.files.items():
        write(path, content)
    for path, page in frame.pages.items():
        slots: Mapping[str, str] = dict.fromkeys(page.names, Markup("<p>Un pezzo del piano.</p>"))
        write(path, page.fill(slots).encode())
    objective = frame.shells["obiettivo"].fill(SLOTS)
    write("piano/2025-2027/01_01_OS02/index.html", objective.encode())
    indicators = {**SLOTS, "indirizzo": "piano/2025-2027/indicatori/", "titolo": "Tutti gli indicatori"}
    write("piano/2025-2027/indicatori/index.html", frame.shells["indicatori"].fill(indicators).encode())
    write("search/search_index.json", index_of_lines([*frame.search, *ENTRIES]).encode())
    write("sitemap.xml", sitemap(f"http://localhost/{PREFIX}", dict.fromkeys(frame.addresses)).encode())
    return root


@contextmanager
def serving(folder: Path, prefix: str) -> Iterator[str]:
    """Serve a folder on the loopback address; give the address of the site, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{prefix}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    """The address of the sample site, under a path."""
    with serving(site, PREFIX) as address:
        yield address


def write_site(plans: Sequence[PublishedPlan], config: Path, folder: Path) -> Path:
    """Build the site of some plans into a folder."""
    site = folder / "site"
    for path, content in site_in_memory(plans, config).items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return site


@pytest.fixture(scope="session")
def real_site(real_published: PublishedPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the real plan."""
    return write_site((real_published,), PROJECT / "site_config.yml", tmp_path_factory.mktemp("vero"))


def addresses_in(site: Path, plan: Plan, kinds: Sequence[str]) -> Mapping[str, str]:
    """The addresses of the home page and of a page of each kind."""
    files = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    return {"home": "", **{kind: address_of(kind, plan, files) for kind in kinds}}


@pytest.fixture(scope="session")
def real_addresses(real_site: Path, real_plan: Plan) -> Mapping[str, str]:
    """The addresses of a page of each kind of the site of the real plan."""
    return addresses_in(real_site, real_plan, KINDS)


@pytest.fixture(scope="session")
def invented_addresses(invented_site: Path, invented_published: PublishedPlan) -> Mapping[str, str]:
    """The addresses of a page of each kind of the site of the invented body."""
    return addresses_in(invented_site, invented_published.plan, KINDS_OF_CLOSED_YEARS)


@pytest.fixture(scope="session")
def site_url(real_site: Path) -> Iterator[str]:
    """The address of the site of the real plan, at the root of its host."""
    with serving(real_site, "") as address:
        yield address


@pytest.fixture(scope="session")
def invented_site(invented_published: PublishedPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the invented body, which has results."""
    config = INVENTED_PROJECT / "site_config.yml"
    return write_site((invented_published,), config, tmp_path_factory.mktemp("prova"))


@pytest.fixture(scope="session")
def invented_url(invented_site: Path) -> Iterator[str]:
    """The address of the site of the invented body, at the root of its host."""
    with serving(invented_site, "") as address:
        yield address


@pytest.fixture(scope="session")
def two_periods_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of the body that lives two periods."""
    body = PROJECT / "tests" / "data" / "due-periodi"
    plans = tuple(published_plans(check(body).plans, body))
    with serving(write_site(plans, body / "site_config.yml", tmp_path_factory.mktemp("due")), "") as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page, in a context of its own."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def still_page(chromium: Browser) -> Iterator[Page]:
    """A page for tests that only look at what they open: a new one would take most of their time."""
    context = chromium.new_context()
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def show_as(
    page: Page,
    width: int,
    *,
    color_scheme: Literal["light", "dark"] = "light",
    reduced_motion: Literal["reduce", "no-preference"] = "no-preference",
    forced_colors: Literal["active", "none"] = "none",
) -> None:
    """Let a page be shown on a screen like this one, whatever it was before."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(
        media="screen",
        color_scheme=color_scheme,
        reduced_motion=reduced_motion,
        forced_colors=forced_colors,
    )


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of during a test; `open_page` fills it, and it must stay empty."""
    return []


@pytest.fixture
def open_page(
    chromium: Browser, still_page: Page, host: str, complaints: list[str]
) -> Iterator[Callable[..., Page]]:
    """Open a page of the site, in a context of its own unless the test only looks (`still`)."""
    contexts: list[BrowserContext] = []

    def open_(
        address: str = "", *, width: int = 1280, dark: bool = False, script: bool = True, still: bool = False
    ) -> Page:
        if still:
            page = still_page
            show_as(page, width, color_scheme="dark" if dark else "light")
        else:
            context = chromium.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if dark else "light",
                java_script_enabled=script,
            )
            contexts.append(context)
            page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: host in request.url or complaints.append(request.url))
        page.goto(host + address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
