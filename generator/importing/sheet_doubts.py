"""What is odd in a sheet as a whole: its code, its area, its offices, the heads of its tables."""

from collections.abc import Sequence

from generator.importing.codes import read_area
from generator.importing.doubts import Doubt
from generator.importing.indicators import ReadTable
from generator.importing.italian import is_cut_off
from generator.importing.labels import Label
from generator.importing.lines import clean
from generator.importing.naming import split_bold
from generator.importing.offices import may_be_several
from generator.importing.registering import Registers, cell_text, programme_of
from generator.importing.sheets import Sheet


def sheet_doubts(sheet: Sheet, tables: Sequence[ReadTable], registers: Registers) -> list[Doubt]:
    """The doubts about a sheet, less those about single rows, in the order of the document."""
    doubts = [
        *_code_doubts(sheet),
        *_area_doubts(sheet, registers),
        *_budget_doubts(sheet),
        *_office_doubts(sheet, registers),
        *_text_doubts(sheet),
        *(doubt for table in tables for doubt in _table_doubts(sheet, table)),
        *_note_doubts(sheet, tables),
    ]
    return sorted(doubts, key=lambda doubt: doubt.line)


def _doubt(sheet: Sheet, line: int, text: str, *, last_line: int = 0, noted: bool = True) -> Doubt:
    return Doubt(line, text, sheet.code.text, last_line=last_line, noted=noted)


def _line_of(sheet: Sheet, label: Label) -> int:
    return sheet.fields[label].line if label in sheet.fields else sheet.line


def _code_doubts(sheet: Sheet) -> list[Doubt]:
    if sheet.code.written == sheet.code.text:
        return []
    return [_doubt(sheet, _line_of(sheet, Label.CODE), f"il codice è scritto «{sheet.code.written}»")]


def _area_doubts(sheet: Sheet, registers: Registers) -> list[Doubt]:
    line = _line_of(sheet, Label.AREA)
    code, name = read_area(cell_text(sheet, Label.AREA))
    if not code:
        return [
            _doubt(
                sheet,
                line,
                f"manca il codice dell'ambito: è preso da quello dell'obiettivo, {sheet.code.area}",
            )
        ]
    doubts = []
    if code != sheet.code.area:
        doubts.append(
            _doubt(sheet, line, f"l'ambito è {code}, mentre il codice dell'obiettivo è {sheet.code.text}")
        )
    registered = next(entry.name for entry in registers.areas if entry.id == code)
    if name != registered:
        text = f"l'ambito {code} si chiama «{name}», altrove «{registered}»"
        doubts.append(_doubt(sheet, line, text, noted=False))
    return doubts


def _budget_doubts(sheet: Sheet) -> list[Doubt]:
    named = cell_text(sheet, Label.MISSION) or cell_text(sheet, Label.PROGRAMME)
    if not named or programme_of(sheet):
        return []
    return [_doubt(sheet, _line_of(sheet, Label.MISSION), "manca il codice della missione o del programma")]


def _office_doubts(sheet: Sheet, registers: Registers) -> list[Doubt]:
    cell = cell_text(sheet, Label.OFFICES)
    names = registers.offices_in(cell) if cell else ()
    line = _line_of(sheet, Label.OFFICES)
    doubts = []
    if len(names) > 1:
        listed = ", ".join(f"«{name}»" for name in names)
        doubts.append(
            _doubt(sheet, line, f"una sola casella nomina più uffici («{cell}»): qui sono divisi in {listed}")
        )
    elif may_be_several(cell):
        doubts.append(_doubt(sheet, line, f"non è chiaro se «{cell}» sia un ufficio o due: qui è uno"))
    entries = {entry.id: entry.name for entry in registers.offices.entries}
    for name in names:
        registered = entries[registers.offices.ids[name]]
        if name.casefold() != registered.casefold():
            doubts.append(_doubt(sheet, line, f"l'ufficio «{name}» è preso per «{registered}»"))
    return doubts


def _text_doubts(sheet: Sheet) -> list[Doubt]:
    doubts = [
        _doubt(
            sheet, cell.line, f"il testo «{cell.text}» non ha un posto riconosciuto: è conservato fra le note"
        )
        for cell in sheet.stray
    ]
    if not sheet.title:
        doubts.append(_doubt(sheet, sheet.line, "l'obiettivo non ha titolo"))
    written = [line for line in sheet.description if not line.is_blank]
    if written and is_cut_off(written[-1].text):
        doubts.append(_doubt(sheet, written[-1].number, "la descrizione si interrompe a metà di una frase"))
    return doubts


def _table_doubts(sheet: Sheet, table: ReadTable) -> list[Doubt]:
    head = table.head
    texts = []
    if head.misnamed:
        texts.append(
            f"l'intestazione chiama {_listed(head.misnamed)} colonne che, dopo «Stato {head.baseline_year}», "
            "contengono target: sono lette come target"
        )
    if head.leftovers:
        found = _listed(head.leftovers)
        texts.append(
            f"l'intestazione della tabella contiene ancora {found}: valgono le condizioni delle righe"
        )
    if not head.target_years:
        texts.append(
            "l'intestazione della tabella non dice gli anni dei target: sono quelli delle altre tabelle"
        )
    shifted = [row for row in table.rows if row.weight and row.weight_column != head.weight_column]
    if shifted:
        texts.append(
            "le colonne delle righe non sono quelle dell'intestazione: "
            "i valori sono letti dalla forma delle righe"
        )
    return [_doubt(sheet, table.line, text) for text in texts] + _bold_doubts(sheet, table)


def _bold_doubts(sheet: Sheet, table: ReadTable) -> list[Doubt]:
    text = (
        "il nome e la formula degli indicatori non sono distinti dal grassetto: la separazione è redazionale"
    )
    plain = [row.line for row in table.rows if split_bold(row.name_cell) is None]
    return [_doubt(sheet, first, text, last_line=last) for first, last in _runs(plain)]


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Consecutive lines as (first, last)."""
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs


def _note_doubts(sheet: Sheet, tables: Sequence[ReadTable]) -> list[Doubt]:
    starred_notes = [note for note in sheet.notes if note.text.startswith("*")]
    starred_rows = any("*" in clean(row.name_cell) for table in tables for row in table.rows)
    doubts = []
    for table in tables:
        for cell in table.head.starred:
            ending = (
                ""
                if starred_notes
                else ", scritta però senza asterisco"
                if sheet.notes
                else ", che però non c'è"
            )
            text = f"l'asterisco dell'intestazione «{cell}» rimanda alla nota sotto la tabella{ending}"
            doubts.append(_doubt(sheet, table.line, text))
    if not starred_rows and not any(table.head.starred for table in tables):
        doubts += [
            _doubt(
                sheet, note.line, "l'asterisco della nota sotto la tabella non ha un richiamo nella tabella"
            )
            for note in starred_notes
        ]
    return doubts


def _listed(texts: Sequence[str]) -> str:
    quoted = [f"«{text}»" for text in texts]
    return " e ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)
