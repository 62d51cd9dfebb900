"""Labels of boxes: a label and its value in two cells, on one line, glued together, or below each other."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.cells import Located
from generator.importing.recognition.headings import read_heading, words
from generator.importing.recognition.records import Field
from generator.importing.recognition.roles import VALUE_ROLES, Heading, Role
from generator.importing.slugs import FUNCTION_WORDS

#: Longest label, in words.
_LONGEST = 8
_INLINE = re.compile(r"([^:\n]{2,70}?)\s*:\s+(\S.*)", re.DOTALL)
_DASHED = re.compile(r"([^\n]{2,60}?)(?:\s+[-–—]\s+|\s*:\s+)(\S.*)", re.DOTALL)
_EMPTY = re.compile(r"(.{2,60}?)\s+[-–—]")
#: A label that ends with its year.
_YEAR_END = re.compile(r"\s(?:19|20)\d\d$")
#: Where a label may end that is glued to its value, and the furthest place where it does.
_GLUED = re.compile(r"""[a-zà-ÿ)][A-ZÀ-Ý\d€<>=≤≥•("«]""")
_FURTHEST = 90
#: Glued labels in a file from which on it is believed to have them.
_ENOUGH_GLUED = 5
#: Roles that a label alone in its line may have: those of sections would open the wrong box.
_NOT_ALONE = VALUE_ROLES | {Role.NAME, Role.LEVEL, Role.UNKNOWN}

Read = Callable[[str], Heading]


def pair_of_cells(cells: Sequence[Located], read: Read = read_heading) -> list[Field]:
    """The labels and values of a row of two or four cells; empty if it has none."""
    if len(cells) not in (2, 4):
        return []
    found = []
    for label, value in zip(cells[::2], cells[1::2], strict=True):
        heading = _label(label.text, read)
        if heading is None:
            return []
        found.append(Field(heading, value))
    return found


def inline_pair(cell: Located, read: Read = read_heading) -> Field | None:
    """A label and its value in one paragraph, with a colon between."""
    match = _INLINE.fullmatch(cell.text)
    heading = _label(match[1], read) if match else None
    return _value(heading, cell, match[2]) if match and heading and heading.is_certain else None


def dated_value(cell: Located, read: Read = read_heading) -> Field | None:
    """A target, baseline or result of a year in one paragraph: `Target 2026 - Almeno 60 comuni`."""
    match = _DASHED.fullmatch(cell.text)
    if match is None:
        return None
    heading = read(match[1])
    is_value = heading.role in VALUE_ROLES and (heading.year or heading.plan_year >= 0 or heading.day)
    return _value(heading, cell, match[2]) if is_value and heading.is_certain else None


def _value(heading: Heading, cell: Located, text: str) -> Field:
    """The value after a label, which may be all that is in bold."""
    return Field(heading, replace(cell, text=text, raw=text))


def lone_label(cell: Located, read: Read = read_heading, *, with_colon: bool) -> Heading | None:
    """A label whose value stands below it."""
    text = cell.line
    if with_colon and not text.endswith(":"):
        return None
    heading = _label(text, read)
    if heading is None or not heading.is_certain:
        return None
    if heading.role is Role.LEVEL and with_colon:
        return heading
    return None if heading.role in _NOT_ALONE else heading


def empty_label(cell: Located, read: Read = read_heading) -> Heading | None:
    """A label of a value, with a colon and nothing after it, as it stands in a card."""
    heading = _label(cell.line, read) if cell.line.endswith(":") else None
    return heading if heading and heading.is_certain and heading.role in VALUE_ROLES else None


def _label(text: str, read: Read) -> Heading | None:
    """What a label says; `None` for a text that is none."""
    text = text.strip()
    if len(text.split()) > _LONGEST or len(text) > 90:
        return None
    heading = read(text.rstrip(":").strip())
    return (
        None if heading.role is Role.UNKNOWN else replace(heading, text=" ".join(text.split()).rstrip(": "))
    )


def has_glued_labels(cells: Iterable[Located]) -> bool:
    """Whether paragraphs have labels and values glued together, as in `Codice121`.

    Only a capital, a figure or a sign right after a small letter tells: words begin like labels by chance.
    """
    found = {
        pair.heading.text
        for cell in cells
        if _GLUED.search(cell.text[:_FURTHEST])
        and (pair := glued_pair(cell))
        and not pair.text[0].islower()
        and not pair.heading.text[-1].isupper()
    }
    return len(found) >= _ENOUGH_GLUED


def glued_pair(cell: Located, read: Read = read_heading) -> Field | None:
    """A label and its value with nothing between them; a dash after a space is an empty value."""
    text = cell.text
    if (match := _EMPTY.fullmatch(text)) and (heading := _label(match[1], read)):
        return Field(heading, replace(cell, text="-")) if heading.is_certain else None
    alone = _label(text, read)
    # A year that is glued to its label is a value.
    if alone is not None and alone.is_certain and not re.search(r"[^\W\d]\d", text):
        return None
    best: Field | None = None
    for end, (before, after) in enumerate(pairwise(text[:_FURTHEST]), 1):
        is_end = before.isalpha() or before == ")" or _YEAR_END.search(text[:end])
        is_start = after.isalnum() or after in '€<>=≤≥•("«' or (after in "-–—" and end == len(text) - 1)
        if not (is_end and is_start):
            continue
        label, value = text[:end], text[end:]
        if after.islower() and " " not in label:
            continue
        heading = _label(label, read)
        # A label does not end within a word, which its normal form would drop.
        whole = words(label).split()[-1:] == [words(label.split()[-1])]
        if heading and heading.is_certain and whole and label.split()[-1].casefold() not in FUNCTION_WORDS:
            best = _value(heading, cell, value)
    return best


def takes(label: Heading, cells: Sequence[Located], cell: Located) -> bool:
    """Whether a paragraph can be the value of the label above it, after other `cells`.

    That of a value has a figure. A label of few words takes also a line that looks like a heading.
    """
    if cell.level and not cell.is_item:
        return label.role is Role.RESOURCES and not cells
    return label.role not in VALUE_ROLES or (bool(re.search(r"\d", cell.text)) and not cells)


def labelled(heading: Heading, cells: Sequence[Located]) -> Field:
    """A label with the paragraphs below it as its value."""
    said = [cell for cell in cells if not is_absent(cell.text)] or cells
    text = _paragraphs(said) if heading.role is Role.DESCRIPTION else "\n".join(cell.text for cell in said)
    first = cells[0] if cells else Located("", "")
    return Field(heading, replace(first, text=text, is_item=False, level=0))


def _paragraphs(cells: Sequence[Located]) -> str:
    """Paragraphs with a blank line between them, and lists as Markdown has them."""
    text = ""
    last: Located | None = None
    for cell in cells:
        if last is not None:
            text += "\n" if last.is_item and cell.is_item else "\n\n"
        text += f"- {cell.text}" if cell.is_item else cell.text
        last = cell
    return text
