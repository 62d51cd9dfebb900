"""A year of a plan and the beginning of the next one, command by command, from an empty folder.

What a body does and what it reads: the commands run as they do for its offices, and every figure is worked
out by hand.
"""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
from docx import Document

from tests.conftest import ROOT

PLAN, NEXT = "plan_data/2025-2027", "plan_data/2026-2028"


class Body:
    """The folder of a body, with what its people do in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def vetro(self, *arguments: str, code: int = 0) -> list[str]:
        """Run the command, which ends with this code; the lines that it says."""
        command = [sys.executable, "-m", "generator", *arguments]
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, env=environment, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return [*done.stdout.splitlines(), *done.stderr.splitlines()]

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def edit(self, name: str, *changes: tuple[str, str]) -> None:
        """Put other words in the place of some that are there once."""
        text = (self.folder / name).read_text("utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"«{old}» is {text.count(old)} times in {name}"
            text = text.replace(old, new)
        self.write(name, text)

    def append(self, name: str, text: str) -> None:
        path = self.folder / name
        self.write(name, (path.read_text("utf-8") if path.exists() else "") + text)

    def fill_in(self, name: str, *values: object) -> None:
        """Write the values of a sheet into its yellow column, from above."""
        path = self.folder / name
        workbook = openpyxl.load_workbook(path)
        sheet = workbook["Risultati"]
        head = next(cell for row in sheet for cell in row if str(cell.value).startswith("Valore al"))
        for row, value in enumerate(values, head.row + 1):
            sheet.cell(row, head.column, value)
        workbook.save(path)

    def page(self, address: str, site: str = "site") -> str:
        """The words of a page, one space apart."""
        text = (self.folder / site / address / "index.html").read_text("utf-8")
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())

    def links(self, address: str) -> set[str]:
        text = (self.folder / "site" / address / "index.html").read_text("utf-8")
        return set(re.findall(r'href="([^"]+)"', text))


OFFICES = """\
uffici:
  - {id: anagrafe, nome: Ufficio anagrafe}
  - {id: biblioteca, nome: Biblioteca}
"""
CARDS = """\
codice: OB1
titolo: Carta d'identità senza attese
uffici: [anagrafe]
indicatori:
  - id: attesa
    nome: Giorni di attesa
    formula: Giorni tra la richiesta e l'appuntamento, in media
    unita: gg
    condizione: minimo
    stato: {2024: 20}
    target: {2025: 15, 2026: 12, 2027: 10}
    peso: 100%
"""
LIBRARY = """\
codice: OB2
titolo: Una biblioteca più usata
uffici: [biblioteca]
indicatori:
  - id: prestiti
    nome: Libri prestati
    formula: Numero di libri prestati nell'anno
    unita: n.
    condizione: almeno
    andamento: cumulato
    stato: {2024: 1.000}
    target: {2025: 1.200, 2026: 1.300, 2027: 1.400}
    peso: 60%
  - id: orario
    nome: Orario di apertura
    formula: Ore di apertura alla settimana
    unita: h
    condizione: almeno
    stato: {2024: "30:00"}
    target: {2025: "32:00", 2026: "34:00", 2027: "36:00"}
    peso: 40%
"""
APPROVED = """\
- id: piano-approvato
  data: 20/01/2025
  titolo: Approvato il piano 2025-2027
"""
REVISION = """\
atto: Deliberazione inventata n. 9 del 31/07/2025
motivo: la biblioteca chiude ad agosto per lavori
OB2:
  prestiti:
    target: {2025: 1.000}
"""
CORRECTED = """\
  prestiti:
    valore: 950
    motivo_scostamento: la biblioteca è rimasta chiusa un mese più del previsto
    rettifiche:
      - {data: 15/02/2026, valore: 1.050, motivo: mancavano i prestiti di dicembre}
"""


def the_body_begins(body: Body) -> None:
    said = body.vetro("check", code=2)
    assert said[-1].endswith(
        "«site_config.yml» non c'è: andare nella cartella del progetto, o usare --config"
    )
    name = "Comune di Fontesecca (ente di prova)"
    address = "https://trasparenza.fontesecca.example/"
    said = body.vetro("new", "ente", "ente", "--nome", name, "--periodo", "2025-2027", "--sito", address)
    assert said[-1] == "ora, in quella cartella: vetro check, e vetro serve; README.md dice il resto"
    body.folder /= "ente"
    # Nothing of the example is wrong, and all of it is to be replaced.
    assert body.vetro("check")[-1].endswith("file controllati: nessun errore, 7 avvisi")


def the_plan_is_written(body: Body) -> None:
    for name in ("obiettivi/ESEMPIO.yml", "ambiti.yml"):
        (body.folder / PLAN / name).unlink()
    body.write(f"{PLAN}/uffici.yml", OFFICES)
    body.edit(f"{PLAN}/piano.yml", ("pesi: uguali", "pesi: percentuale"))
    assert body.vetro("new", "obiettivo", "OB1") == [f"{PLAN}/obiettivi/OB1.yml"]
    body.write(f"{PLAN}/obiettivi/OB1.yml", CARDS)
    body.vetro("new", "obiettivo", "OB2")
    body.write(f"{PLAN}/obiettivi/OB2.yml", LIBRARY)
    said = body.vetro("check", code=1)
    assert (
        said[0]
        == f"{PLAN}/obiettivi/OB1.yml:9:17: errore E204: la condizione «minimo» non esiste; forse «almeno»?"
    )
    body.edit(f"{PLAN}/obiettivi/OB1.yml", ("minimo", "al massimo"))
    said = body.vetro("check")
    # What only the approval gives.
    assert [line.partition(": avviso ")[2][:4] for line in said if "avviso W" in line] == ["W320", "W320"]


def the_plan_is_approved_and_published(body: Body) -> None:
    body.vetro("build")
    assert "bozza" in body.page("piano/2025-2027")
    # A draft is no plan that can be recorded as public.
    said = body.vetro("record", code=1)
    assert "bozza" in said[-1]
    text = (body.folder / PLAN / "piano.yml").read_text("utf-8")
    act = "Deliberazione inventata n. 1 del 20/01/2025"
    text = text.replace("bozza: true\n", "").replace('atto_approvazione: ""', f"atto_approvazione: {act}")
    body.write(f"{PLAN}/piano.yml", text)
    body.write(f"{PLAN}/novita.yml", APPROVED)
    body.vetro("build")
    page = body.page("piano/2025-2027/OB2")
    assert "almeno 1.200" in page
    assert "da rilevare" in page
    said = body.vetro("record")
    assert [line.split(":")[0] for line in said] == ["pubblicato/2025-2027.txt", "pubblicato/indirizzi.txt"]
    assert "obiettivi/OB2/indicatori/prestiti/target/2025 = 1.200" in (
        body.folder / "pubblicato" / "2025-2027.txt"
    ).read_text("utf-8")


def offices_report_in_june(body: Body) -> None:
    assert body.vetro("export", "rilevazioni", "--al", "2025-06-30", "--out", "fogli") == [
        "fogli/anagrafe.xlsx: 1 da rilevare",
        "fogli/biblioteca.xlsx: 2 da rilevare",
    ]
    body.fill_in("fogli/anagrafe.xlsx", "16 giorni circa")
    body.fill_in("fogli/biblioteca.xlsx", 500, "31:00")
    said = body.vetro("import", "rilevazioni", "fogli/anagrafe.xlsx", "fogli/biblioteca.xlsx", code=1)
    assert "anagrafe.xlsx, Risultati!K6: errore E304: «16 giorni circa» non è un numero" in said[0]
    assert f"{PLAN}/rilevazioni/2025-06-30/biblioteca.yml: nuovi: 2; rettificati: 0; già uguali: 0" in said
    body.fill_in("fogli/anagrafe.xlsx", 16)
    body.vetro("import", "rilevazioni", "fogli/anagrafe.xlsx")
    body.vetro("check")
    body.vetro("build")
    # 15 ÷ 16 = 93,75%; a level is expected on every day.
    assert "in ritardo grado finora 93,8%" in body.page("piano/2025-2027/OB1")
    # 500 of 1.200, where 1.200 · 181 ÷ 365 = 595 are expected.
    assert "in ritardo grado finora 41,7%" in body.page("piano/2025-2027/OB2")
    body.vetro("record")


def an_act_changes_a_target(body: Body) -> None:
    file = f"{PLAN}/revisioni/2025-07-31.yml"
    assert body.vetro("new", "revisione", "2025-07-31", "--obiettivo", "OB2") == [file]
    said = body.vetro("check", code=1)
    assert any(f"{file}:7:1: errore E415: qui non cambia nulla di «OB2»" in line for line in said)
    body.write(file, REVISION)
    body.vetro("check")
    body.vetro("build")
    page = body.page("piano/2025-2027/OB2")
    assert "almeno 1.000 era almeno 1.200 fino al 30/07/2025" in page
    assert "Dal 31/07/2025: Deliberazione inventata n. 9 del 31/07/2025" in page
    # The result of June stays with the target of then.
    assert "in ritardo grado finora 41,7%" in page
    body.vetro("record")


def the_year_ends(body: Body) -> None:
    file = f"{PLAN}/rilevazioni/2025-12-31.yml"
    assert body.vetro("new", "rilevazione", "2025-12-31") == [file]
    body.edit(
        file,
        ("  attesa:  #", "  attesa: 15  #"),
        ("  prestiti:  #", "  prestiti: 950  #"),
        ("  orario:  #", '  orario: "32:00"  #'),
    )
    # Not an error, but the reader of the year's report will ask.
    said = body.vetro("check")
    assert f"{file}:11:13: avviso W404: il 2025 è concluso e l'esito è «parzialmente raggiunto»" in said[0]
    body.edit(
        file,
        (
            "  prestiti: 950  #",
            "  prestiti: {valore: 950, motivo_scostamento: la biblioteca è rimasta chiusa un mese più del "
            "previsto}  #",
        ),
    )
    assert body.vetro("check", "--strict")[-1].endswith("nessun errore, nessun avviso")
    body.vetro("build")
    assert "raggiunto grado 100%" in body.page("piano/2025-2027/OB1")
    page = body.page("piano/2025-2027/OB2")
    # 950 of 1.000, by the target in force on that day.
    assert "parzialmente raggiunto grado 95%" in page
    assert "(60 × 95% + 40 × 100%) ÷ 100 = 97%" in page
    assert "la biblioteca è rimasta chiusa un mese più del previsto" in page
    body.vetro("record")


def what_is_public_cannot_be_overwritten(body: Body) -> None:
    file = f"{PLAN}/rilevazioni/2025-12-31.yml"
    recorded = (body.folder / file).read_text("utf-8")
    body.edit(file, ("valore: 950", "valore: 1.050"))
    said = body.vetro("check", code=1)
    assert said[0] == (
        f"{file}:11:22: errore E701: «950» era pubblicato e ora è «1.050»: rimetterlo, e scrivere quello "
        "nuovo sotto «rettifiche», con la data e il motivo"
    )
    assert (
        body.vetro("build", code=1)[-1] == "Il sito non è stato toccato: correggere gli errori e riprovare."
    )
    assert body.vetro("record", code=1)[-1].startswith("non è stato registrato nulla")
    start = recorded.index("  prestiti:")
    body.write(file, recorded[:start] + CORRECTED + recorded[recorded.index("  orario:") :])
    assert body.vetro("check")[-1].endswith("nessun errore, nessun avviso")
    body.vetro("build")
    page = body.page("piano/2025-2027/OB2")
    # 1.050 of 1.000.
    assert "raggiunto grado 100%" in page
    assert "Rettifica del 15/02/2026" in page
    assert "mancavano i prestiti di dicembre" in page
    # The site as it was known before the correction, and before the act.
    body.vetro("build", "--al", "2026-01-31", "--out", "com-era")
    assert "parzialmente raggiunto grado 95%" in body.page("piano/2025-2027/OB2", "com-era")
    body.vetro("build", "--al", "2025-07-15", "--out", "com-era")
    assert "almeno 1.000" not in body.page("piano/2025-2027/OB2", "com-era")
    # A target is not changed where it was approved.
    body.edit(f"{PLAN}/obiettivi/OB1.yml", ("2026: 12", "2026: 14"))
    said = body.vetro("check", code=1)
    assert f"{PLAN}/obiettivi/OB1.yml:11:30: errore E701: «12» era pubblicato e ora è «14»" in said[0]
    body.edit(f"{PLAN}/obiettivi/OB1.yml", ("2026: 14", "2026: 12"))
    body.vetro("record")


def the_year_is_reported(body: Body) -> None:
    page = body.page("piano/2025-2027/relazione/2025")
    assert "Libri prestati" in page
    assert "mancavano i prestiti di dicembre" in page
    assert body.vetro("report", "--anno", "2025", "--formato", "docx")[0].endswith(
        "relazione-2025.docx: Relazione annuale sulla performance 2025, piano 2025-2027"
    )
    words = "\n".join(one.text for one in Document(str(body.folder / "relazione-2025.docx")).paragraphs)
    assert "Una biblioteca più usata" in words
    # The document that is published, and the one that the office completes.
    assert body.vetro("report", "--anno", "2025")[0].endswith(
        "relazione-2025.pdf: Relazione annuale sulla performance 2025, piano 2025-2027"
    )
    with pdfplumber.open(body.folder / "relazione-2025.pdf") as pdf:
        words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Una biblioteca più usata" in words
    assert "mancavano i prestiti di dicembre" in words


def the_next_plan_is_drafted(body: Body) -> None:
    assert body.vetro("new", "piano", "2026-2028", "--da", "2025-2027") == [
        f"{NEXT}: obiettivi 2, indicatori 3",
        "da completare o confermare: 8; vetro check dice dove",
    ]
    said = body.vetro("check")
    assert said[-1].endswith("nessun errore, 8 avvisi")
    assert sum("avviso W320: manca l'atto che approva il piano" in line for line in said) == 1
    assert (
        f"{NEXT}/obiettivi/OB1.yml:20:10: avviso W317: «da completare»: scrivere il traguardo del 2028"
        in said[0]
    )
    # Baselines are the last results: the corrected one, not the one that was wrong.
    text = (body.folder / NEXT / "obiettivi" / "OB2.yml").read_text("utf-8")
    assert "      2024: 1.000\n      2025: 1.050\n" in text
    body.vetro("build")
    assert "Piano 2026-2028: bozza, non approvata" in body.page("piano/2026-2028/OB2")
    # Home and menu are those of the plan that is approved, which goes on.
    assert "piano/2025-2027/" in body.links("")
    assert "piano/2026-2028/" not in body.links("")
    said = body.vetro("record", code=1)
    assert "c'è anche la bozza 2026-2028, che non si pubblica" in said[-1]


def the_next_plan_is_approved(body: Body) -> None:
    # What only a person can know, and the notes that ask for it.
    for code, targets in (("OB1", ["9"]), ("OB2", ["1.500", '"38:00"'])):
        text = (body.folder / NEXT / "obiettivi" / f"{code}.yml").read_text("utf-8")
        text = re.sub(r"    note_redazionali:\n(      - .*\n)+", "", text)
        for target in targets:
            text = text.replace("2028: n.d.", f"2028: {target}", 1)
        body.write(f"{NEXT}/obiettivi/{code}.yml", text)
    act = "Deliberazione inventata n. 2 del 22/01/2026"
    body.edit(
        f"{NEXT}/piano.yml",
        ("bozza: true\n", ""),
        ('atto_approvazione: ""', f"atto_approvazione: {act}"),
        ("# Quando il piano è approvato: scrivere l'atto e il documento, e togliere «bozza».\n", ""),
    )
    body.write(
        f"{NEXT}/novita.yml",
        "- id: piano-approvato\n  data: 22/01/2026\n  titolo: Approvato il piano 2026-2028\n",
    )
    assert body.vetro("check", "--strict")[-1].endswith("nessun errore, nessun avviso")
    body.vetro("build")
    # Home and menu follow the new plan, and site_config.yml is as it was.
    assert "piano/2026-2028/OB1/" in body.links("")
    assert "piano/2025-2027/OB1/" not in body.links("")
    assert "../../../piano/2025-2027/OB2/" in body.links("piano/2026-2028/OB2")
    assert "../../../piano/2026-2028/OB2/" in body.links("piano/2025-2027/OB2")
    assert {"../piano/2025-2027/", "../piano/2026-2028/"} <= body.links("piano")
    # The closed year is as it was.
    assert "raggiunto grado 100%" in body.page("piano/2025-2027/OB2")
    said = body.vetro("record")
    assert [line.split(":")[0] for line in said] == [
        "pubblicato/2025-2027.txt",
        "pubblicato/2026-2028.txt",
        "pubblicato/indirizzi.txt",
    ]


def the_next_year_goes_on(body: Body) -> None:
    # Both plans have the year.
    assert "--piano" in body.vetro("new", "rilevazione", "2026-06-30", code=2)[-1]
    file = f"{NEXT}/rilevazioni/2026-06-30.yml"
    assert body.vetro("new", "rilevazione", "2026-06-30", "--piano", "2026-2028") == [file]
    body.edit(file, ("  attesa:  #", "  attesa: 12  #"), ("  prestiti:  #", "  prestiti: 650  #"))
    body.vetro("build")
    assert "in linea grado finora 100%" in body.page("piano/2026-2028/OB1")
    # 650 of 1.300, where 1.300 · 181 ÷ 365 = 644,7 are expected; hours have not been reported.
    page = body.page("piano/2026-2028/OB2")
    assert "650" in page
    assert "in linea grado finora 50%" in page
    assert "1 indicatore rilevato su 2" in page
    # An objective that moves says where it went.
    (body.folder / NEXT / "obiettivi" / "OB1.yml").rename(body.folder / NEXT / "obiettivi" / "OB9.yml")
    body.edit(f"{NEXT}/obiettivi/OB9.yml", ("codice: OB1\n", "codice: OB9\ncontinua: 2025-2027/OB1\n"))
    body.edit(file, ("OB1:", "OB9:"))
    said = body.vetro("check", code=1)
    assert f"{NEXT}/obiettivi/OB9.yml:2:1: errore E703: l'obiettivo «OB9» non c'era" in said[0]
    assert any("se ha un altro codice, dire in rinvii.txt dov'è la sua pagina" in line for line in said)
    moved = "piano/2026-2028/OB1/ piano/2026-2028/OB9/\n" + "".join(
        f"dati/2026-2028/obiettivi/OB1{end} dati/2026-2028/obiettivi/OB9{end}\n"
        for end in ("-per-excel.csv", ".csv", ".json")
    )
    body.write("rinvii.txt", moved)
    body.vetro("build")
    assert "../../../piano/2026-2028/OB9/" in body.links("piano/2026-2028/OB1")
    assert "../../../piano/2026-2028/OB9/" in body.links("piano/2025-2027/OB1")
    body.vetro("record")
    assert body.vetro("linkcheck")[-1].startswith("Ogni collegamento porta a una pagina")


@pytest.fixture
def body(tmp_path: Path) -> Body:
    return Body(tmp_path)


def test_a_year_and_the_next_one(body: Body) -> None:
    the_body_begins(body)
    the_plan_is_written(body)
    the_plan_is_approved_and_published(body)
    offices_report_in_june(body)
    an_act_changes_a_target(body)
    the_year_ends(body)
    what_is_public_cannot_be_overwritten(body)
    the_year_is_reported(body)
    the_next_plan_is_drafted(body)
    the_next_plan_is_approved(body)
    the_next_year_goes_on(body)
