"""Guide in the workbook of an office: how its cells are filled in."""

from collections.abc import Iterator
from datetime import date

from xlsxwriter.worksheet import Worksheet

from generator.exporting.cell_styles import PAPER_A4, CellStyles
from generator.importing.measurements import sheet_layout as layout
from generator.plan.model import Plan


def _guide_lines(plan: Plan, day: date, name: str) -> Iterator[tuple[str, str]]:
    yield "", f"{name}: come si compila"
    yield "", f"{plan.body.name}, {plan.title}"
    yield "", ""
    yield (
        "Che cosa",
        f"I risultati al {day:%d/%m/%Y}: è il giorno a cui si riferiscono, non quello in cui li si scrive.",
    )
    yield (
        "Dove",
        f"Nel foglio «{layout.RESULTS}», nelle celle gialle. Le altre sono bloccate, senza password.",
    )
    yield "Numeri", "All'italiana: 1.150 · 9,85 · 27.300,00. L'unità non serve ripeterla."
    yield "Percentuali", "Come 85%: la cella ha già il formato, e si può scrivere 85."
    yield (
        "Date",
        f"Quando il fatto è avvenuto, come {day:%d/%m/%Y}. Se deve ancora avvenire: non ancora.",
    )
    yield "Sì o no, giudizi", "Si sceglie dall'elenco che si apre nella cella."
    yield (
        "Fasi e uffici",
        "Ogni fase ha la sua riga; di un indicatore di più uffici ciascuno ha la sua parte.",
    )
    yield "Se il dato non c'è", "Scrivere n.d. Una cella vuota vuol dire «non rilevato», e non zero."
    yield layout.NOTE, "Ciò che serve a chi legge per capire il valore. Sarà pubblicata."
    yield layout.SOURCE, "Da dove viene il valore: il registro, il programma, l'atto. Sarà pubblicata."
    yield layout.REASON, "Perché il valore è lontano dal traguardo. Sarà pubblicato."
    yield (
        layout.DECLARED,
        "Solo se chi valuta ha dato un grado, come 80%. Sarà pubblicato accanto a quello calcolato.",
    )
    yield (
        layout.NOT_ASSESSABLE,
        "Al posto del valore, se l'indicatore non si può valutare: il motivo, e chi lo ha deciso.",
    )
    yield "Correzioni", "Un valore già pubblicato non si cancella: dirlo a chi cura il sito, con il motivo."
    yield "Mai", "Nomi, codici fiscali, telefoni o indirizzi di persone."


def write_guide(sheet: Worksheet, plan: Plan, day: date, name: str, styles: CellStyles) -> None:
    """Write the guide of an office, by its name, for a day of measurement."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 96)
    title, label, text = styles.of(bold=True, font_size=14), styles.of(bold=True), styles.of(text_wrap=True)
    for row, (first, second) in enumerate(_guide_lines(plan, day, name)):
        if first:
            sheet.write_string(row, 0, first, label)
            sheet.write_string(row, 1, second, text)
        elif second:
            sheet.write_string(row, 0, second, title if row == 0 else None)
    sheet.protect("", {"format_columns": True})
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
