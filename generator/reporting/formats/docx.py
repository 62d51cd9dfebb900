"""DOCX by python-docx, for the office that completes the report with its own words.

Headings and captions are real styles, the rows of headings are repeated on every page, and the places for the
office's own words are paragraphs in italics between square brackets.
"""

from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import ZipFile

from generator.opendata.files import timeless_entry
from generator.reporting.docx_writer import DocxWriter
from generator.reporting.report_document import ReportDocument
from generator.site.views.assessment import AssessmentView
from generator.site.views.report import ReportView
from generator.site.views.report_objectives import IndicatorReport, ObjectiveReport
from generator.site.views.revisions import ChangeView

_PRESENTATION = "Presentazione: il contesto dell'anno, le risorse e il personale, i risultati principali"
_DEVIATIONS = "Che cosa ha pesato sugli scostamenti, e che cosa si farà"
_GENDER = "Il bilancio di genere realizzato (D.Lgs. 150/2009, art. 10, c. 1, lett. b)"
_DASH = "—"


def render(document: ReportDocument) -> bytes:
    """The bytes of the document, the same for the same data and version of python-docx."""
    report = document.report
    # The format has no dates before 1980, nor a document without one.
    made = datetime.combine(document.day or datetime(report.year, 12, 31, tzinfo=UTC), time(), UTC)
    writer = DocxWriter(document.title, report.plan.body, made)
    _front(writer, report)
    _summary(writer, report)
    _groups(writer, report)
    _objectives(writer, report)
    _changes(writer, report)
    _unmeasured(writer, report)
    _method(writer, report)
    writer.heading("Bilancio di genere", 1)
    writer.to_be_written(_GENDER)
    return _timeless(writer.content())


def _front(writer: DocxWriter, report: ReportView) -> None:
    writer.title(report.title)
    act = report.plan.approving_act
    lines = (report.plan.body, report.plan.title, f"Piano approvato con {act}" if act else "")
    for line in filter(None, lines):
        writer.paragraph(line)
    writer.contents()
    writer.heading("Presentazione", 1)
    writer.to_be_written(_PRESENTATION)


def _summary(writer: DocxWriter, report: ReportView) -> None:
    writer.heading("In sintesi", 1)
    writer.paragraph(f"Esito {report.year}: {_verdict(report.assessment)}.")
    for share in report.assessment.shares:
        if share.count:
            writer.item(f"{share.label} ({share.count}): {share.explanation}")
    for text in (report.deviations, report.assessment.rule, _sum(report.assessment)):
        writer.paragraph(text)
    writer.to_be_written(_DEVIATIONS)


def _groups(writer: DocxWriter, report: ReportView) -> None:
    for group in report.groups:
        writer.heading(group.title, 1)
        writer.table(
            f"Esiti {report.year} {group.title.lower()}",
            (group.label, "Esito", "Obiettivi", "Conto: media dei gradi degli obiettivi"),
            [
                (
                    f"{row.code} {row.link.label}".strip(),
                    _lines(row.assessment.label, row.assessment.degree),
                    _lines(row.count, row.assessment.coverage),
                    row.assessment.formula or row.assessment.no_results,
                )
                for row in group.rows
            ],
            (28, 18, 20, 34),
        )
    if report.types:
        writer.heading("Per tipologia di indicatore", 1)
        writer.table(
            f"Indicatori per tipologia e per esito, {report.year}",
            ("Tipologia", "Indicatori", *report.type_labels),
            [(row.name, str(row.total), *map(str, row.counts)) for row in report.types],
        )


def _objectives(writer: DocxWriter, report: ReportView) -> None:
    writer.heading("Gli obiettivi, uno per uno", 1, on_new_page=True)
    for part in report.parts:
        if part.name:
            writer.heading(f"{part.code} {part.name}".strip(), 2)
        for one in part.objectives:
            _objective(writer, report, one, 3 if part.name else 2)


def _objective(writer: DocxWriter, report: ReportView, one: ObjectiveReport, level: int) -> None:
    writer.heading(f"{one.code} {one.link.label}", level)
    verdict = f"Esito {report.year}: {_verdict(one.assessment)}."
    # Of a longer chain, down to the table, LibreOffice leaves the heading at the foot of a page.
    texts = [*filter(None, (one.state, verdict, " · ".join(one.facts), _sum(one.assessment)))]
    for text in texts:
        writer.paragraph(text, stays_with_next=text != texts[-1])
    if not one.indicators:
        return
    weight = ("Peso",) if one.has_weights else ()
    writer.table(
        f"Risultati {report.year} di {one.code}",
        ("Indicatore", *weight, "Traguardo", "Risultato", "Scostamento e motivo", "Grado", "Esito"),
        [_indicator(row, has_weights=one.has_weights) for row in one.indicators],
        (16, *([12] if one.has_weights else []), 15, 16, 17, 9, 15),
    )


def _indicator(row: IndicatorReport, *, has_weights: bool) -> tuple[str, ...]:
    return (
        row.link.label,
        *([_lines(row.weight or _DASH, *row.weight_notes)] if has_weights else []),
        _lines(row.target, *row.target_notes),
        _lines(row.result, *row.result_notes) or _DASH,
        _lines(row.deviation, row.reason or ("[manca il motivo]" if row.lacks_reason else "")) or _DASH,
        _lines(row.degree or _DASH, f"dichiarato: {row.declared}" if row.declared else ""),
        _lines(row.label, row.why),
    )


def _changes(writer: DocxWriter, report: ReportView) -> None:
    writer.heading("Le revisioni dell'anno", 1)
    for revision in report.revisions:
        writer.heading(f"Dal {revision.day}: {revision.act}", 2)
        writer.paragraph(f"Motivo: {revision.reason}")
        for change in revision.changes:
            writer.item(_change(change))
    if not report.revisions:
        writer.paragraph(f"Nel {report.year} nessun atto ha cambiato il piano.")
    writer.heading("Le rettifiche", 1)
    if not report.corrections:
        writer.paragraph(f"Nessun risultato del {report.year} è stato rettificato dopo la pubblicazione.")
        return
    writer.table(
        "Risultati rettificati dopo la pubblicazione",
        ("Indicatore", "Dato al", "Era", "È", "Rettificato il", "Motivo"),
        [
            (f"{one.code} {one.indicator.label}", one.day, one.before, one.after, one.made_on, one.reason)
            for one in report.corrections
        ],
        (24, 14, 10, 10, 16, 26),
    )


def _change(change: ChangeView) -> str:
    if change.field:
        return f"{change.subject.label}, {change.field}: da {change.before} a {change.after}"
    codes = ", ".join(link.label for link in change.links)
    return f"{change.subject.label}: {change.after} {codes}".strip()


def _unmeasured(writer: DocxWriter, report: ReportView) -> None:
    writer.heading("Che cosa non ha un esito", 1)
    if not report.unmeasured:
        writer.paragraph("Ogni indicatore ha un esito.")
        return
    writer.table(
        f"Indicatori senza un esito nel {report.year}",
        ("Indicatore", "Esito", "Perché"),
        [(f"{row.code} {row.indicator.label}", row.label, row.why) for row in report.unmeasured],
        (35, 20, 45),
    )


def _method(writer: DocxWriter, report: ReportView) -> None:
    writer.heading("Il metodo", 1)
    writer.paragraph(report.method_note)
    for sentence in report.method:
        writer.item(sentence)


def _verdict(assessment: AssessmentView) -> str:
    if not assessment.has_results:
        return f"{assessment.label}, {assessment.no_results}"
    return ", ".join((assessment.label, assessment.degree, assessment.coverage, assessment.data_days))


def _sum(assessment: AssessmentView) -> str:
    return f"{assessment.formula_title}: {assessment.formula}" if assessment.formula else ""


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _timeless(content: bytes) -> bytes:
    """The same package without the time at which it was made."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as made, ZipFile(packed, "w") as target:
        for name in made.namelist():
            target.writestr(timeless_entry(name), made.read(name))
    return packed.getvalue()
