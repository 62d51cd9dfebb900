"""What has happened in two periods, page by page and file by file: each cell of the matrix is in the site.

The facts are those of `tests/data/due-periodi`: a target revised from 20 to 15 by an act with its reason, an
objective dropped, one replaced by two others, one split in the next plan, an indicator with another name
there, a corrected result, and the verdict of the closed year.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from html import unescape

import openpyxl
import pytest

from tests.conftest import published_plan, site_in_memory
from tests.test_two_periods import BODY, CLOSED, FIRST, NEW, NEXT, OLD, SECOND, Site

PAGE = "index.html"
DATA, NEXT_DATA = f"dati/{CLOSED}/", f"dati/{NEXT}/"
REASON = "il contributo per l'asfalto è stato ridotto di un quarto"
DROPPED, REPLACED = "stralciato dal 30/09/2025", "sostituito dal 30/09/2025 da B.5, B.6"
BY_ACT = f"Dal 31/05/2025: {FIRST} Motivo: {REASON}"

#: What every kind of page and file says, by fact. A fact that a file has no place for is not in its row.
MATRIX: Mapping[str, Mapping[str, str]] = {
    # ---- Pages
    f"{OLD}{PAGE}": {
        "title": f"{CLOSED} – Piano della performance – Amministrazione",
        "period": "Piano 2025-2027 La stessa pagina: 2026-2028",
        "revision": f"{BY_ACT} A.1 Sportelli veloci : cambia 1 indicatore",
        "dropped": f"B.3 Un'area di sosta per i camper {DROPPED}",
        "replaced": f"B.4 Impianti sportivi aperti {REPLACED}",
        "verdict": "Esito 2025 parzialmente raggiunto grado 89,7%",
    },
    f"{OLD}A-2/{PAGE}": {
        "title": f"{CLOSED} – A.2 Una biblioteca per tutti",
        "split": "2026-2028: A.4 Leggere di più , 2026-2028: A.5 La biblioteca aperta la sera",
        "correction": "1.155 Rettifica del 10/02/2026: era 1.045; mancavano i prestiti di dicembre",
        "verdict": "Esito 2025 raggiunto grado 100%",
    },
    f"{OLD}B-1/{PAGE}": {
        "title": f"{CLOSED} – B.1 Strade senza buche",
        "period": "Piano 2025-2027 Nei piani successivi: 2026-2028",
        "revision": f"{BY_ACT} Strade asfaltate , traguardo 2025: da 20 a 15",
        "in force": "almeno 15 era almeno 20 fino al 30/05/2025",
        "verdict": "Esito 2025 parzialmente raggiunto grado 95%",
    },
    f"{OLD}B-3/{PAGE}": {
        "dropped": f"Dal 30/09/2025: {SECOND} Motivo: il terreno",
        "verdict": "non valutabile",
    },
    f"{OLD}B-4/{PAGE}": {"replaced": "Tutto l'obiettivo : sostituito da B.5 , B.6"},
    f"{OLD}B-5/{PAGE}": {"replaced": "Tutto l'obiettivo : sostituisce B.4"},
    f"{OLD}A-1/{PAGE}": {"renamed": "Nel piano 2026-2028: Domande digitali"},
    f"{NEW}A-1/{PAGE}": {"renamed": "Nel piano 2025-2027: Pratiche in linea"},
    f"{NEW}A-5/{PAGE}": {"split": "Nei piani precedenti: 2025-2027: A.2 Una biblioteca per tutti"},
    f"{OLD}ambiti/{PAGE}": {
        "title": f"{CLOSED} – Ambiti strategici",
        "period": "La stessa pagina: 2026-2028",
        "verdict": "Esiti 2025: raggiunto (4), parzialmente raggiunto (2), da rilevare (1)",
    },
    f"{OLD}ambiti/B/{PAGE}": {
        "title": f"{CLOSED} – B Territorio curato",
        "period": "La stessa pagina: 2026-2028",
        "dropped": DROPPED,
        "replaced": REPLACED,
        "verdict": "Esito 2025 parzialmente raggiunto grado 93,8%",
    },
    f"{OLD}uffici/{PAGE}": {
        "title": f"{CLOSED} – Chi risponde di che cosa",
        "period": "La stessa pagina: 2026-2028",
        "verdict": "Ufficio strade 3 obiettivi (e 1 non più in vigore) 7 indicatori parzialmente raggiunto",
    },
    f"{OLD}uffici/scuola/{PAGE}": {
        "title": f"{CLOSED} – Ufficio scuola e biblioteca",
        "period": "La stessa pagina: 2026-2028",
        "replaced": REPLACED,
        "verdict": "Esito 2025 parzialmente raggiunto grado 93,8%",
    },
    f"{OLD}indicatori/{PAGE}": {
        "title": f"{CLOSED} – Tutti gli indicatori",
        "period": "La stessa pagina: 2026-2028",
        "in force": "almeno 15 era almeno 20 fino al 30/05/2025 migliora raggiunto al 31/12/2025 50% era 60%",
        "dropped": f"B.3 Un'area di sosta per i camper {DROPPED}",
        "replaced": f"B.4 Impianti sportivi aperti {REPLACED}",
    },
    f"{OLD}stampa/{PAGE}": {
        "title": f"{CLOSED} – Il piano da stampare",
        "period": "La stessa pagina: 2026-2028",
        "revision": f"{BY_ACT} Strade asfaltate, traguardo 2025: da 20 a 15",
        "in force": "50% era 60% fino al 30/05/2025",
        "dropped": DROPPED,
        "replaced": REPLACED,
        "verdict": "Esito 2025 parzialmente raggiunto grado 89,7%",
    },
    f"{OLD}relazione/2025/{PAGE}": {
        "title": f"{CLOSED} – Relazione annuale sulla performance 2025 – Amministrazione",
        "period": "Piano 2025-2027",
        "revision": f"{BY_ACT} A.1, Attesa per un appuntamento , traguardo 2026: da 12 a 13",
        "in force": "50% era 60% fino al 30/05/2025 almeno 15 km era almeno 20 fino al 30/05/2025 15 km",
        "of offices": "3 uffici Ufficio sportello: almeno il 90% Ufficio scuola e biblioteca: almeno l'80%",
        "dropped": "B.3 Area di sosta aperta non valutabile stralciato dal 30/09/2025 con",
        "replaced": "B.4 Impianti sportivi aperti sostituito dal 30/09/2025 da B.5, B.6",
        "correction": "A.2 Libri prestati 31/12/2025 1.045 1.155 10/02/2026 mancavano i prestiti di dicembre",
        "verdict": "Esito 2025 parzialmente raggiunto grado 89,7%",
    },
    f"{OLD}completezza/{PAGE}": {
        "title": f"{CLOSED} – Completezza dei dati",
        "period": "La stessa pagina: 2026-2028",
        "correction": "A.2 Libri prestati 31/12/2025 1.045 1.155 10/02/2026 mancavano i prestiti di dicembre",
        "verdict": "Tutto il piano parzialmente raggiunto grado 89,7%",
    },
    f"piano/{PAGE}": {"period": "Piano della performance 2025-2027 7 obiettivi (e 2 non più in vigore)"},
    f"dati/{PAGE}": {"period": "Dati aperti 2025-2027", "correction": "Aggiornati al 10/02/2026"},
    f"{DATA}{PAGE}": {
        "title": f"{CLOSED} – Dati aperti",
        "period": "La stessa pagina: 2026-2028",
        "revision": "Una riga per ogni cosa che un atto ha cambiato del piano approvato",
    },
    # ---- Tables and documents
    f"{DATA}valori.csv": {
        "in force": "B.1,asfalto,,2025,traguardo,,15,,,15,km,almeno,2025-05-31",
        "revision": "B.1,asfalto,,2025,traguardo,,20,,,20,km,almeno,,",
    },
    f"{DATA}indicatori.csv": {"title": f",{CLOSED},B.1,asfalto,"},
    f"{DATA}obiettivi.csv": {"title": f",{CLOSED},B.3,"},
    f"{DATA}piani.csv": {"title": f",{CLOSED},Unione dei Comuni"},
    f"{DATA}parti.csv": {"of offices": "A.1,risposte,sportello,ufficio,"},
    f"{DATA}uffici_obiettivi.csv": {"of offices": "A.1,risposte,sportello,"},
    f"{DATA}novita.csv": {"revision": "revisioni/2025-05-31,2025-05-31,piano,Revisione del piano"},
    f"{DATA}rilevazioni.csv": {"correction": "A.2,prestiti,,2025-12-31,1155,,,1.155,n.,1.045,"},
    f"{DATA}rettifiche.csv": {
        "correction": "A.2,prestiti,2025-12-31,1,2026-02-10,1.045,1155,,,1.155,n.,mancavano i prestiti"
    },
    f"{DATA}revisioni.csv": {
        "revision": f"{FIRST},{REASON},B.1,asfalto,target/2025,2025,20,15",
        "dropped": "B.3,,vigore,,in vigore,stralciato",
        "replaced": 'B.4,,vigore,,in vigore,"sostituito da B.5, B.6"',
    },
    f"{DATA}esiti.csv": {
        "verdict": "B.1,,,2025,parzialmente raggiunto,",
        "in force": "B.1,asfalto,,2025,raggiunto,,true,100,anno concluso,,,,,,2025-12-31,2025-12-31,50,",
        "dropped": f"stralciato dal 30/09/2025 con {SECOND}",
        "replaced": f'"sostituito dal 30/09/2025 da B.5, B.6 con {SECOND}"',
    },
    f"{DATA}esiti_gruppi.csv": {
        "verdict": "2025,9,parzialmente raggiunto,,false,89.7143,confronto del punteggio con le soglie,628,7"
    },
    f"{DATA}indicatori-per-excel.csv": {"in force": "asfalto;", "verdict": ";93,75;;parzialmente raggiunto"},
    f"{DATA}obiettivi/B-1.csv": {"in force": "2025,traguardo,,15,,,15,km,almeno,2025-05-31"},
    f"{DATA}obiettivi/B-1-per-excel.csv": {"in force": "B.1;asfalto;"},
    f"{DATA}obiettivi/B-1.json": {
        "revision": f'"atto":"{FIRST}","motivo":"{REASON}","indicatore":"asfalto",'
        '"campo":"target/2025","anno":2025,"prima":"20","dopo":"15"',
        "verdict": '"anno":2025,"esito":"parzialmente raggiunto","definitivo":',
    },
    f"{DATA}obiettivi/B-3.json": {"dropped": '"prima":"in vigore","dopo":"stralciato"'},
    f"{DATA}obiettivi/A-2.json": {"correction": '"motivo":"mancavano i prestiti di dicembre"'},
    f"{DATA}piano.json": {
        "revision": '"B.1":{"asfalto":{"target":{"2025":"15","2026":"18"},"peso":"50%"}',
        "dropped": '"B.3":"stralciato"',
        "correction": '"rettifiche":[{"data":"10/02/2026","valore":"1.155"',
    },
    f"{NEXT_DATA}piano.json": {
        "split": '"continua":"2025-2027/A.2"',
        "renamed": '"continua":"2025-2027/A.1#pratiche-in-linea"',
    },
    f"{DATA}piano.xlsx": {
        "title": f"{CLOSED} – Piano della performance: obiettivi, indicatori e risultati",
        "revision": f"{FIRST} {REASON} B.1 asfalto target/2025 2025 20 15",
        "dropped": "vigore in vigore stralciato",
        "correction": "2026-02-10 00:00:00 1.045 1155 1.155 n. mancavano i prestiti di dicembre",
    },
    f"{DATA}piano-{CLOSED}.zip": {
        "revision": f"{FIRST},{REASON},B.1,asfalto,target/2025,2025,20,15",
        "correction": "2026-02-10,1.045,1155,,,1.155,n.,mancavano i prestiti di dicembre",
    },
    f"{DATA}datapackage.json": {
        "title": f'"title": "{CLOSED} – Piano della performance: obiettivi, indicatori e risultati"',
        "revision": "del documento approvato e delle sue revisioni",
        "correction": '"version": "2026-02-10-',
    },
    # ---- Of the whole site
    "dati/serie.csv": {
        "renamed": "domande-digitali,,2026,rilevato,2026-10-31,63,,,63%,%,,,,,2025-2027/A.1#pratiche-in-",
        "split": f"{NEXT},A.5,orario,,2025,stato,,32.5,,,32:30,h,,,,,2025-2027/A.2#orario",
        "in force": f"{CLOSED},B.1,asfalto,,2025,traguardo,,15,,,15,km,almeno,2025-05-31",
    },
    "dati/catalogo.ttl": {
        "title": f'dct:title "{CLOSED} – Piano della performance: obiettivi, indicatori e risultati"@it',
        "correction": 'dct:modified "2026-02-10"^^xsd:date',
    },
    "dati/catalogo.jsonld": {"title": f"{NEXT} – Piano della performance", "correction": '"2026-02-10"'},
    "novita.xml": {
        "title": f"<title>{CLOSED} – Revisione del piano dal 31/05/2025</title>",
        "revision": "B.1 Strade asfaltate, traguardo 2025: da 20 a 15",
        "dropped": "B.3: stralciato; B.4: sostituito da B.5, B.6",
        "correction": "<summary>da 1.045 a 1.155: mancavano i prestiti di dicembre</summary>",
    },
    "search/search_index.json": {"title": f"{CLOSED} – B.3 Un'area di sosta per i camper"},
    f"{OLD}B-3/badge.svg": {"dropped": "Obiettivo B.3, 2025: non valutabile"},
}
#: Registers, the method, descriptions of the files, and what is the same for every plan.
WITHOUT_FACTS = re.compile(
    r"dati/[^/]+/(ambiti|aree|campi|missioni|uffici|valutazione)\.csv|.*\.schema\.json|assets/.*|search/.*|"
    r"(accessibilita|note-legali|privacy)/index\.html|index\.html|404\.html|sitemap\.xml|_headers|manifest\.json|robots\.txt|"
    r"piano/[^/]+/fonti/.*|favicon.*"
)


@pytest.fixture(scope="module")
def site() -> Site:
    plans = {period: published_plan(BODY / "plan_data" / period) for period in (CLOSED, NEXT)}
    return Site(site_in_memory(tuple(plans.values()), BODY / "site_config.yml"), plans)


def text_of(site: Site, name: str) -> str:
    """The words of a page, all cells of a workbook, all tables of an archive; else the text of the file."""
    content = site.files[name]
    if name.endswith(PAGE):
        return site.page(name.removesuffix(PAGE))
    if name.endswith(".xlsx"):
        sheets = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets
        rows = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
        return "\n".join(" ".join(str(cell) for cell in row if cell is not None) for row in rows)
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(one).decode() for one in archive.namelist() if one.endswith(".csv"))
    return unescape(content.decode()) if name.endswith(".svg") else content.decode()


CELLS = [(name, fact) for name, row in MATRIX.items() for fact in row]


@pytest.mark.parametrize(("name", "fact"), CELLS)
def test_the_file_says_it(site: Site, name: str, fact: str) -> None:
    assert MATRIX[name][fact] in text_of(site, name)


def kind_of(name: str) -> str:
    """The name of a file without what differs between files of a kind."""
    name = re.sub(r"\d{4}-\d{4}", "PERIODO", name)
    name = re.sub(r"(ambiti|uffici)/[^/]+/", r"\1/UNO/", name)
    return re.sub(r"(PERIODO|obiettivi)/[AB]-\d", r"\1/OBIETTIVO", name)


def test_every_kind_of_file_has_a_row(site: Site) -> None:
    found = {kind_of(name) for name in site.files if not WITHOUT_FACTS.fullmatch(name)}
    assert found - {kind_of(name) for name in MATRIX} == set()


def test_every_title_of_a_plan_begins_with_its_period(site: Site) -> None:
    for name, content in site.files.items():
        if (found := re.match(r"(?:piano|dati)/(\d{4}-\d{4})/", name)) and name.endswith(PAGE):
            (title,) = re.findall(r"<title>(.+?)</title>", content.decode())
            assert title.startswith(f"{found[1]} – "), name
