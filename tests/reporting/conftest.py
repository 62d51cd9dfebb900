"""A body with a closed year in which something is missed, declared, corrected, not measured, and revised."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.plan.changes import last_change
from generator.reporting.report_document import ReportDocument
from generator.site.published_plan import PublishedPlan
from generator.site.views.report import report_view
from tests.conftest import INVENTED_PROJECT, ROOT, published_plan, site_in_memory

PERIOD = "2025-2027"
BODY = ROOT / "tests" / "data" / "bonifica-di-prova"
#: One indicator in words, which who evaluates has judged, and one that nobody has measured.
OBJECTIVE = """codice: BON06
titolo: Un accordo con i comuni
uffici: [manutenzione]
risorse: 12.000,00 €
indicatori:
  - id: protocollo
    nome: Protocollo con i comuni
    formula: Stato del protocollo
    unita: testo
    target: {2025: protocollo firmato da tutti}
    peso: 50%
  - id: ricorsi
    nome: Ricorsi
    formula: Numero di ricorsi
    unita: n.
    condizione: al massimo
    stato: {2024: 5}
    target: {2025: 3, 2026: 2, 2027: 1}
    peso: 50%
    note_redazionali: [Nella tabella «ricorsi» è scritto due volte.]
"""
RESULTS = """fonte: Monitoraggio inventato
BON01:
  sfalcio:
    valore: 310
    rettifiche: [{data: 15/02/2026, valore: 320, motivo: un tratto era stato dimenticato}]
  segnalazioni: {valore: 72%, motivo_scostamento: due addetti in meno da settembre}
BON03: {domande: 100}
BON06: {protocollo: {valore: firmato da tre comuni su cinque, grado_dichiarato: 80%}}
"""


@pytest.fixture(scope="session")
def body(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its project."""
    project = tmp_path_factory.mktemp("relazione") / "bonifica"
    shutil.copytree(BODY, project)
    shutil.copytree(ROOT / "theme", project / "theme")
    config = project / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("../../../theme", "theme"), encoding="utf-8")
    plan = project / "plan_data" / PERIOD
    (plan / "obiettivi" / "BON06.yml").write_text(OBJECTIVE, encoding="utf-8")
    (plan / "rilevazioni" / "2025-12-31.yml").write_text(RESULTS, encoding="utf-8")
    return project


@pytest.fixture(scope="session")
def published(body: Path) -> PublishedPlan:
    return published_plan(body / "plan_data" / PERIOD)


@pytest.fixture(scope="session")
def files(body: Path, published: PublishedPlan) -> Mapping[str, bytes]:
    """The files of its site."""
    return site_in_memory((published,), body / "site_config.yml")


def document_of(published: PublishedPlan) -> ReportDocument:
    return ReportDocument(
        report_view(published, 2025),
        (ROOT / "theme" / "pages",),
        "https://trasparenza.acquaferma.example/",
        last_change(published.plan),
    )


@pytest.fixture(scope="session")
def document(published: PublishedPlan) -> ReportDocument:
    """The report of 2025."""
    return document_of(published)


@pytest.fixture(scope="session")
def long_document() -> ReportDocument:
    """The report of a body with many objectives, the first of which has a table that goes over pages."""
    document = document_of(published_plan(INVENTED_PROJECT / "plan_data" / "2025-2026"))
    first, *parts = document.report.parts
    objective, *others = first.objectives
    longer = replace(objective, indicators=objective.indicators * 15)
    report = replace(document.report, parts=(replace(first, objectives=(longer, *others)), *parts))
    return replace(document, report=report)
