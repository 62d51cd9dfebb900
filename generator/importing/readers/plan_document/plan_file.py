"""Content of `piano.yml`, from the title and the tables of the document; other fields are empty."""

from collections import Counter
from collections.abc import Sequence

from generator.importing.imported_plan import ImportingError
from generator.importing.readers.plan_document.lines import Line, has_emphasis
from generator.importing.readers.plan_document.sheets import Sheet, is_heading
from generator.importing.readers.plan_document.tables import IndicatorTable, Years
from generator.importing.yaml_text import Node

#: The forms of the codes in documents of this layout.
_CODE_FORMS = {
    "obiettivo": "{ambito}_{tipo}{numero:2}",
    "ambito": "{numero:2}_{numero:2}",
    "tipo": "{lettere:1-4}",
    "missione": "{numero:1-2}",
    "programma": "{numero:3}",
}
_ARTICLES = ("gli ", "i ", "le ", "la ", "il ", "lo ", "l'")


def common_years(tables: Sequence[IndicatorTable]) -> Years:
    """The baseline year and the target years of most tables. Raises `ImportingError` if no table has them."""
    baselines = Counter(table.header.baseline_year for table in tables if table.header.baseline_year)
    targets = Counter(table.header.target_years for table in tables if table.header.target_years)
    if not baselines or not targets:
        raise ImportingError(
            "nessuna tabella dice nell'intestazione l'anno di partenza e quello dei target, "
            "come «Stato 2024» e «Target 2025»"
        )
    return Years(baselines.most_common(1)[0][0], targets.most_common(1)[0][0])


def plan_file(
    opening: Sequence[Line],
    sheets: Sequence[Sheet],
    tables: Sequence[IndicatorTable],
    *,
    body: str,
    file: str,
    sha256: str,
) -> dict[str, Node]:
    """The content of `piano.yml`.

    `opening` are the lines before the first sheet; `body` is the name of the public body; `file` and `sha256`
    are the path of the document relative to the plan's folder and its digest.
    """
    titles = [_joined(paragraph) for paragraph in _titles(opening)]
    title, section = [*titles, "", ""][:2]
    kinds: dict[str, Node] = {}
    for sheet in sheets:
        kinds.setdefault(sheet.code.kind, _kind_name(sheet.heading) or sheet.code.kind)
    types = dict.fromkeys(row.type for table in tables for row in table.rows if row.type)
    return {
        "ente": {"nome": body},
        "titolo": title,
        "sezione": section,
        "anni": sorted({year for table in tables for year in table.header.target_years}),
        "anno_base": common_years(tables).baseline,
        "atto_approvazione": "",
        "codici": dict(_CODE_FORMS),
        "tipi": kinds,
        "tipologie": list(types),
        "documento": {
            "titolo": ". ".join(part for part in (title, section) if part),
            "file": file,
            "sha256": sha256,
        },
    }


def _titles(opening: Sequence[Line]) -> list[list[Line]]:
    """The paragraphs in bold of the opening, without headings in capitals."""
    paragraphs: list[list[Line]] = [[]]
    for line in opening:
        if line.is_blank:
            paragraphs.append([])
        else:
            paragraphs[-1].append(line)
    return [
        paragraph
        for paragraph in paragraphs
        if paragraph
        and has_emphasis(paragraph[0].raw)
        and not (len(paragraph) == 1 and _in_capitals(paragraph[0]))
    ]


def _in_capitals(line: Line) -> bool:
    return is_heading(line) and line.text.isupper()


def _joined(paragraph: Sequence[Line]) -> str:
    """The lines of a title as one, with a dash before a line that begins with a capital after a word."""
    text = ""
    for line in paragraph:
        words = line.text.strip("*").strip()
        dashed = text and text[-1].isalnum() and words[:1].isupper()
        text = f"{text} – {words}" if dashed else f"{text} {words}".strip()
    return text


def _kind_name(heading: str) -> str:
    name = heading.lower()
    for article in _ARTICLES:
        if name.startswith(article):
            name = name[len(article) :]
            break
    return name[:1].upper() + name[1:]
