"""From the text of a plan document to the files that describe it: pure, nothing is read or written."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.importing.doubts import Doubt
from generator.importing.errors import ImportingError
from generator.importing.indicators import ReadTable, read_tables
from generator.importing.lines import read_lines
from generator.importing.naming import learn_names
from generator.importing.objectives import objective
from generator.importing.plan_file import common_years, plan_file
from generator.importing.registering import areas_file, collect_registers, missions_file, offices_file
from generator.importing.sheets import Sheet, split_sheets
from generator.importing.yaml_text import dump

#: Tells editors' tools which schema checks a file while it is typed; the path is from that file.
SCHEMA_MODELINE = "yaml-language-server: $schema="


class Imported(Struct, frozen=True):
    """The files to write, by relative name, and the doubts in the order of the document."""

    files: Mapping[str, str]
    doubts: tuple[Doubt, ...]
    objectives: int
    indicators: int


def import_document(text: str, *, file: str, sha256: str, body: str = "") -> Imported:
    """Read a plan document: its text with Markdown marks and tab separated tables.

    `file` is where the document will stand beside the files, `sha256` its fingerprint, `body` the
    name of the public body. Raises `ImportingError` when the text is no such document.
    """
    front, found = split_sheets(read_lines(text))
    sheets = tuple(sheet for sheet in found if sheet.tables)
    if not sheets:
        raise ImportingError(
            "nel documento non si riconosce alcun obiettivo: servono un codice come «01_01_OS02» "
            "e una tabella con le colonne separate da tabulazioni, la prima intestata «Indicatori»"
        )
    _refuse_repeated(sheets)
    tables = {sheet.code.text: read_tables(sheet) for sheet in sheets}
    every = [table for sheet in sheets for table in tables[sheet.code.text]]
    years = common_years(every)
    names = learn_names(row.name_cell for table in every for row in table.rows)
    registers = collect_registers(sheets)
    files = {
        "piano.yml": dump(
            plan_file(front, sheets, every, body=body, file=file, sha256=sha256),
            comment=f"{SCHEMA_MODELINE}../schema/piano.json",
        ),
        "ambiti.yml": dump(
            areas_file(registers),
            comment=f"{SCHEMA_MODELINE}../schema/ambiti.json",
        ),
        "uffici.yml": dump(
            offices_file(registers),
            comment=f"{SCHEMA_MODELINE}../schema/uffici.json",
        ),
        "missioni.yml": dump(
            missions_file(registers),
            comment=f"{SCHEMA_MODELINE}../schema/missioni.json",
        ),
    }
    doubts = [
        Doubt(sheet.line, "la scheda non ha una tabella di indicatori: è tralasciata", sheet.code.text)
        for sheet in found
        if not sheet.tables
    ]
    for sheet in sheets:
        content, about = objective(sheet, tables[sheet.code.text], registers, names, years)
        files[f"obiettivi/{sheet.code.text}.yml"] = dump(
            content, comment=f"{SCHEMA_MODELINE}../../schema/obiettivo.json"
        )
        doubts += about
    return Imported(files, tuple(sorted(doubts, key=lambda doubt: doubt.line)), len(sheets), _count(every))


def _count(tables: Sequence[ReadTable]) -> int:
    return sum(len(table.rows) for table in tables)


def _refuse_repeated(sheets: Sequence[Sheet]) -> None:
    seen: dict[str, int] = {}
    for sheet in sheets:
        first = seen.setdefault(sheet.code.text, sheet.line)
        if first != sheet.line:
            raise ImportingError(
                f"il codice «{sheet.code.text}» compare due volte nel documento, "
                f"alle righe {first} e {sheet.line}: correggerlo, perché ogni obiettivo abbia il suo"
            )
