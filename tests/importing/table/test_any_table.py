"""Whatever a table holds, it is refused with a reason or becomes a plan without errors."""

import shutil
import tempfile
from pathlib import Path

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.checks.check import check
from generator.importing import ImportedPlan, ImportingError
from generator.importing.recognition.document import recognise
from generator.importing.recognition.plan_content import plan_content
from generator.importing.tables import Cell, Table
from generator.importing.writing import write_plan
from generator.importing.yaml_text import plan_files
from tests.conftest import ROOT
from tests.importing.table.imports import TODAY

HEADINGS = (
    """
Codice|Obiettivo|Titolo|Descrizione|Formula|U.M.|Valore 2025|Baseline|Serie storica|2024|2025
Target 2027|Target anno 1|Peso|Peso %|Ufficio|Struttura|Operatore||Note|Tipologia
Consuntivo 2026|Grado|Anno|Periodo|Trimestre|Scadenza|Missione|Programma|Azione
Obiettivo operativo|Codice indicatore|Verso|Ambito|FTE|Risorse|Indicatori qualitativi
""".strip()
    .replace("\n", "|")
    .split("|")
)
TEXTS = (
    """
-|n.d.|=|12|1.250|1,5|0,34|34%|≥ 50%|<= 3|tra 19 e 21|tra 40% e 60%|entro il 30/06/2026
30/06/2026|sì|NO|On|Alto|1 al 30/06; 2 al 31/12|+10% sul 2026|+5 punti rispetto al 2025
Riduzione del 20% rispetto alla baseline|100% al 31.12.2026
fase 1 entro il 30/06/2026; fase 2 entro il 31/12/2026|Avviso pubblicato|€ 1.200,00|15 giorni
3 mesi|1.5|1,234.5|-1|0|2026|3,95/5|62/10.000 imprese|almeno 3 incontri|=SUM(A1)|- voce
+39 333 1234567|qualcuno@example.org|OB.1 - Titolo|1) Titolo|%|n.|gg|data|SI/NO|kWh|perc.
quantitativa (euro)|Alto - Medio - Basso|testo|Ufficio A / Ufficio B|Q2|II|1|2|100|33,3%|≥|entro
Totale|Dip. Medico|12:30|31/02/2026|1/3|10-12|con|a: b # c|'|"q"|[x]|null|true|2026-2028
entro giugno 2026|30/06
""".strip()
    .replace("\n", "|")
    .split("|")
)
TEXTS.insert(0, "")
NAMES = {"Indicatore": ["Primo", "Secondo", "Terzo"], "Obiettivo": ["Uno", "Due"], "Codice": ["1", "2"]}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table with an indicator and a target, and any other columns."""
    others = draw(st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=9, unique=True))
    headings = draw(st.permutations(["Indicatore", "Target 2026", *others]))
    known = {one: st.sampled_from([*NAMES.get(one, TEXTS), *TEXTS[:12]]) for one in headings}
    rows = [headings]
    rows += [[draw(known[one]) for one in headings] for _ in range(draw(st.integers(1, 6)))]
    return table_of(*map(tuple, rows))


def table_of(*rows: tuple[str, ...]) -> Table:
    return Table(
        tuple(
            tuple(Cell(text, f"riga {number}, colonna {column}") for column, text in enumerate(row, 1))
            for number, row in enumerate(rows, 1)
        )
    )


@given(tables())
@example(
    table_of(
        ("Indicatore", "Target 2026", "Valore 2025", "Valore 2024"),
        ("Primo", "+5 punti rispetto al 2025", "%", "12"),
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None, derandomize=True)
def test_a_plan_has_no_errors(table: Table) -> None:
    recognised = recognise([("", (table,))])
    try:
        content = plan_content(recognised, body="Ente", first_year=0, source="prova", today=TODAY)
    except ImportingError:
        return
    texts = plan_files(content.files)
    years = yaml.safe_load(texts["piano.yml"])["anni"]
    period = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    with tempfile.TemporaryDirectory() as name:
        project, body = Path(name), ROOT / "tests" / "data" / "comune-di-prova"
        shutil.copytree(body / "content", project / "content")
        shutil.copy(body / "site_config.yml", project)
        write_plan(ImportedPlan(texts), project / "plan_data" / period, force=False)
        found = check(project, today=TODAY)
    # Hours that could be minutes are for an editor to accept.
    assert [one for one in found.diagnostics if one.code[0] == "E" and one.code != "E313"] == []
