"""Doubts about a document: irregularities of its sheets, its tables and the rows of indicators."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from generator.importing.imported_plan import Doubt
from generator.importing.readers.plan_document.labels import Label, read_area
from generator.importing.readers.plan_document.lines import clean
from generator.importing.readers.plan_document.offices import may_be_several
from generator.importing.readers.plan_document.registers import Registers, cell_text, programme_of
from generator.importing.readers.plan_document.sheets import Sheet
from generator.importing.readers.plan_document.tables import (
    IndicatorTable,
    Row,
    Years,
    cell_value,
    targets_by_year,
)
from generator.importing.recognition.name_split import NameSplit, SplitEvidence, split_bold
from generator.importing.slugs import FUNCTION_WORDS
from generator.plan import units
from generator.plan.conditions import SYMBOLS, Condition
from generator.plan.units import Unit, read_unit
from generator.plan.values import Day, Percentage

#: Conditions without a doubt about their spelling.
_USUAL_SYMBOLS = {">=", "<=", "=", "≥", "≤"}


def sheet_doubts(sheet: Sheet, tables: Sequence[IndicatorTable], registers: Registers) -> list[Doubt]:
    """The doubts about a sheet, except those about single rows, in the order of the document."""
    doubts = [
        *_code_doubts(sheet),
        *_area_doubts(sheet, registers),
        *_budget_doubts(sheet),
        *_office_doubts(sheet, registers),
        *_description_doubts(sheet),
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


def _description_doubts(sheet: Sheet) -> list[Doubt]:
    doubts = [
        _doubt(
            sheet, cell.line, f"il testo «{cell.text}» non ha un posto riconosciuto: è conservato fra le note"
        )
        for cell in sheet.unplaced
    ]
    if not sheet.title:
        doubts.append(_doubt(sheet, sheet.line, "l'obiettivo non ha titolo"))
    written = [line for line in sheet.description if not line.is_blank]
    if written and is_cut_off(written[-1].text):
        doubts.append(_doubt(sheet, written[-1].number, "la descrizione si interrompe a metà di una frase"))
    return doubts


def _table_doubts(sheet: Sheet, table: IndicatorTable) -> list[Doubt]:
    header = table.header
    texts = []
    if header.misnamed:
        texts.append(
            f"l'intestazione chiama {_listed(header.misnamed)} colonne che, "
            f"dopo «Stato {header.baseline_year}», contengono target: sono lette come target"
        )
    if header.leftovers:
        found = _listed(header.leftovers)
        texts.append(
            f"l'intestazione della tabella contiene ancora {found}: valgono le condizioni delle righe"
        )
    if not header.target_years:
        texts.append(
            "l'intestazione della tabella non dice gli anni dei target: sono quelli delle altre tabelle"
        )
    shifted = [row for row in table.rows if row.weight and row.weight_column != header.weight_column]
    if shifted:
        texts.append(
            "le colonne delle righe non sono quelle dell'intestazione: "
            "i valori sono letti dalla forma delle righe"
        )
    return [_doubt(sheet, table.line, text) for text in texts] + _bold_doubts(sheet, table)


def _bold_doubts(sheet: Sheet, table: IndicatorTable) -> list[Doubt]:
    text = (
        "il nome e la formula degli indicatori non sono distinti dal grassetto: la separazione è redazionale"
    )
    plain = [row.line for row in table.rows if split_bold(row.name_cell) is None]
    return [_doubt(sheet, first, text, last_line=last) for first, last in _runs(plain)]


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of consecutive lines, as (first, last)."""
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs


def _note_doubts(sheet: Sheet, tables: Sequence[IndicatorTable]) -> list[Doubt]:
    starred_notes = [note for note in sheet.notes if note.text.startswith("*")]
    starred_rows = any("*" in clean(row.name_cell) for table in tables for row in table.rows)
    doubts = []
    for table in tables:
        for cell in table.header.starred:
            ending = (
                ""
                if starred_notes
                else ", scritta però senza asterisco"
                if sheet.notes
                else ", che però non c'è"
            )
            text = f"l'asterisco dell'intestazione «{cell}» rimanda alla nota sotto la tabella{ending}"
            doubts.append(_doubt(sheet, table.line, text))
    if not starred_rows and not any(table.header.starred for table in tables):
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


def row_doubts(
    row: Row, split: NameSplit, years: Years, first_line: int, *, objective: str, indicator: str
) -> list[Doubt]:
    """The doubts about a row. `first_line` is that of the first row of the objective with the same text."""
    targets, extra = targets_by_year(row.targets, years.targets)
    texts = [*_name_texts(split), *_missing_cells(row, targets), *_condition_texts(row, targets)]
    if extra:
        texts.append(f"la riga ha più valori che anni: restano senza anno {_quoted(extra)}")
    texts += _unit_texts(row, targets, years.baseline) + _missing_years(row, targets, years.targets)
    if first_line != row.line:
        texts.append(f"il testo dell'indicatore è lo stesso della riga {first_line}")
    doubts = [Doubt(row.line, text, objective, indicator) for text in texts]
    if split.evidence not in (SplitEvidence.BOLD, SplitEvidence.WHOLE):
        text = f"senza grassetto: nome «{split.name}», formula «{split.formula}»"
        doubts.append(Doubt(row.line, text, objective, indicator, noted=False))
    return doubts


def is_cut_off(text: str) -> bool:
    """Whether a text ends in a word that cannot end a sentence, as when a page cuts it."""
    found = re.findall(r"\w+", text)
    return len(found) > 1 and text.rstrip().endswith(found[-1]) and found[-1] in FUNCTION_WORDS


def foreign_letters(text: str) -> tuple[str, ...]:
    """The words with letters of more than one alphabet, such as a Cyrillic letter among Latin ones."""
    return tuple(
        word for word in re.findall(r"\w+", text) if len({_alphabet(char) for char in word} - {""}) > 1
    )


def _alphabet(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0] if char.isalpha() and char not in "ªº" else ""


def _name_texts(split: NameSplit) -> list[str]:
    whole = f"{split.name} {split.formula}".strip()
    texts = []
    if not whole:
        texts.append("l'indicatore non ha nome")
    if is_cut_off(whole):
        texts.append(f"il testo si interrompe: «…{whole[-40:].partition(' ')[2]}»")
    if split.evidence is SplitEvidence.WHOLE and whole:
        texts.append("il testo dell'indicatore è uno solo: fa da nome, e la formula manca")
    if split.evidence is SplitEvidence.WEAK:
        texts.append("non è chiaro dove finisca il nome dell'indicatore e cominci la formula")
    for word in foreign_letters(whole):
        letter = next(char for char in word if _alphabet(char) != "LATIN" and char.isalpha())
        texts.append(
            f"la parola «{word}» contiene la lettera non latina «{letter}» (U+{ord(letter):04X}), conservata"
        )
    return texts


def _missing_cells(row: Row, targets: Mapping[str, str]) -> list[str]:
    cells = {
        "la tipologia": row.type,
        "l'unità di misura": row.unit,
        "lo stato di partenza": row.baseline,
        "il target": "".join(targets.values()),
        "il peso": row.weight,
    }
    return [f"manca {name}: la casella è vuota" for name, text in cells.items() if not text]


def _condition_texts(row: Row, targets: Mapping[str, str]) -> list[str]:
    if not row.condition:
        return ["manca la condizione (≥, ≤ o =) davanti al target"]
    if row.condition not in _USUAL_SYMBOLS:
        meant = SYMBOLS[row.condition].value
        return [f"la condizione è scritta «{row.condition}»: è letta come «{meant}»"]
    dated = any(isinstance(cell_value(text, read_unit(row.unit)), Day) for text in targets.values())
    if dated and SYMBOLS[row.condition] is Condition.AT_LEAST:
        return [f"la condizione di una data è «{row.condition}», cioè non prima di quel giorno"]
    return []


def _unit_texts(row: Row, targets: Mapping[str, str], baseline_year: str) -> list[str]:
    unit = read_unit(row.unit)
    if unit not in units.KNOWN_UNITS:
        return [f"l'unità di misura «{row.unit}» non è fra quelle note"] if row.unit else []
    cells = {"lo stato": row.baseline} | {f"il target {year}": text for year, text in targets.items()}
    return _value_texts(cells, unit) + _date_texts(baseline_year, row.baseline, targets, unit)


def _value_texts(cells: Mapping[str, str], unit: Unit) -> list[str]:
    """One text for each kind of irregular value; `cells` are values by the Italian name of the cell."""
    texts: list[str] = []
    for is_irregular, text_about in _VALUE_CHECKS:
        found = {name: text for name, text in cells.items() if text and is_irregular(text, unit)}
        if found:
            texts.append(text_about(found))
    return texts


def _is_unreadable(text: str, unit: Unit) -> bool:
    return cell_value(text, unit) is None


def _is_serial_date(text: str, unit: Unit) -> bool:
    value = cell_value(text, unit)
    return isinstance(value, Day) and value.spelling == "serial"


def _lacks_percent_sign(text: str, unit: Unit) -> bool:
    value = cell_value(text, unit)
    return isinstance(value, Percentage) and not value.sign


def _is_not_a_number(text: str, unit: Unit) -> bool:
    return unit == units.NUMBER and isinstance(cell_value(text, unit), Percentage | Day)


def _serial_date_text(cells: Mapping[str, str]) -> str:
    days = [f"«{text}» per {name}" for name, text in cells.items()]
    value = cell_value(next(iter(cells.values())), units.DATE)
    shown = f"{value.day:%d/%m/%Y}" if isinstance(value, Day) else ""
    return f"al posto di una data c'è il numero seriale {', '.join(days)}: è letto come {shown}"


_VALUE_CHECKS: tuple[tuple[Callable[[str, Unit], bool], Callable[[Mapping[str, str]], str]], ...] = (
    (_is_unreadable, lambda cells: f"non si legge come valore dell'unità di misura: {_named(cells)}"),
    (_is_serial_date, _serial_date_text),
    (_lacks_percent_sign, lambda cells: f"l'unità di misura è «%» ma manca il segno: {_named(cells)}"),
    (_is_not_a_number, lambda cells: f"l'unità di misura è un numero, ma i valori no: {_named(cells)}"),
)


def _date_texts(baseline_year: str, baseline: str, targets: Mapping[str, str], unit: Unit) -> list[str]:
    texts = []
    start = cell_value(baseline, unit)
    if isinstance(start, Day) and str(start.day.year) != baseline_year:
        texts.append(f"la data dello stato {baseline_year} («{baseline}») è di un altro anno")
    for year, text in targets.items():
        value = cell_value(text, unit)
        if isinstance(value, Day) and value.day.year < int(year):
            texts.append(f"la data del target {year} («{text}») è di un anno precedente")
    return texts


def _missing_years(row: Row, targets: Mapping[str, str], years: Sequence[str]) -> list[str]:
    empty = [year for year in years if year not in targets]
    if not targets or not empty:
        return []
    if len(row.targets) == len(years):
        return [f"la casella del target {', '.join(empty)} è vuota"]
    given = "un valore" if len(targets) == 1 else f"{len(targets)} valori"
    filled, missing = (" e ".join(f"al {year}" for year in some) for some in (targets, empty))
    return [
        f"la riga ha {given} per i {len(years)} anni dell'intestazione ({', '.join(years)}): "
        f"qui, nell'ordine, vanno {filled}, e nessuno {missing}"
    ]


def _named(cells: Mapping[str, str]) -> str:
    return ", ".join(f"{name} («{text}»)" for name, text in cells.items())


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"«{text}»" for text in texts)
