"""The content of `piano.yml`: what the document says of itself; the rest stays empty."""

from collections import Counter
from collections.abc import Sequence

from generator.importing.errors import ImportingError
from generator.importing.indicators import ReadTable, Years
from generator.importing.lines import Line, has_emphasis
from generator.importing.sheets import Sheet, is_heading
from generator.importing.yaml_text import Node

_ARTICLES = ("gli ", "i ", "le ", "la ", "il ", "lo ", "l'")


def common_years(tables: Sequence[ReadTable]) -> Years:
    """The baseline year and the target years that most tables name; raises `ImportingError` if none does."""
    baselines = Counter(table.head.baseline_year for table in tables if table.head.baseline_year)
    targets = Counter(table.head.target_years for table in tables if table.head.target_years)
    if not baselines or not targets:
        raise ImportingError(
            "nessuna tabella dice nell'intestazione l'anno di partenza e quello dei target, "
            "come «Stato 2024» e «Target 2025»"
        )
    return Years(baselines.most_common(1)[0][0], targets.most_common(1)[0][0])


def plan_file(
    front: Sequence[Line],
    sheets: Sequence[Sheet],
    tables: Sequence[ReadTable],
    *,
    body: str,
    file: str,
    sha256: str,
) -> dict[str, Node]:
    """The content of `piano.yml`. `body` is the name of the public body, `file` where the document stands."""
    titles = [_joined(paragraph) for paragraph in _titles(front)]
    title, section = [*titles, "", ""][:2]
    kinds: dict[str, Node] = {}
    for sheet in sheets:
        kinds.setdefault(sheet.code.kind, _kind_name(sheet.heading) or sheet.code.kind)
    types = dict.fromkeys(row.type for table in tables for row in table.rows if row.type)
    return {
        "ente": {"nome": body},
        "titolo": title,
        "sezione": section,
        "anni": sorted({year for table in tables for year in table.head.target_years}),
        "anno_base": common_years(tables).baseline,
        "atto_approvazione": "",
        "tipi": kinds,
        "tipologie": list(types),
        "documento": {
            "titolo": ". ".join(part for part in (title, section) if part),
            "file": file,
            "sha256": sha256,
        },
    }


def _titles(front: Sequence[Line]) -> list[list[Line]]:
    """The paragraphs in bold with which the document opens."""
    paragraphs: list[list[Line]] = [[]]
    for line in front:
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
    """The lines of a title as one; a dash where a line ends that neither stops nor goes on."""
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
