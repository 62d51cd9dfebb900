"""Texts that a spreadsheet takes for a formula when it opens a CSV file.

CSV has no types: a cell that begins with `=` is a formula to LibreOffice and Excel, one that begins with `@`,
`+` or `-` to Excel only (OWASP, «CSV Injection»). Where semicolons separate columns, as in an Italian Excel,
or tabs, a cell of ours may become several: each line, and what follows `;` or a tab, is the beginning of a
cell as well.
"""

import re

_EQUAL, _PLUS_OR_MINUS = "[=@\uff1d\uff20]", "[-+\u2212\uff0b\uff0d]"
#: The beginning of a cell and its first sign. What follows is found in the rest of the cell.
_CELL = re.compile(
    rf"(?:\A|[;\t\r\n])[^\S\t\r\n]*(?:(?P<formula>{_EQUAL})|(?P<sign>{_PLUS_OR_MINUS}))(?P<rest>[^;\t\r\n]*)"
)
_SEPARATOR = re.compile(r"[;\t\r\n]")
#: A tab or a carriage return at the beginning of a text, which Excel drops before it looks for a formula.
_HIDDEN_START = re.compile(r"\A\s*?[\t\r]")
#: After an operator, a function or a program that is called, or the sheet of another cell: `SUM(`, `cmd|`,
#: `Foglio1!`, `'un foglio'!`, `[altro.xlsx]Foglio1!`.
_CALL = re.compile(
    rf"(?:[*/^&<>=(@]|{_PLUS_OR_MINUS})\s*(?:(?:'[^']*'|[^\W\d][\w.$]*)(?:[(|]|!(?=[$\w]))|\[[^\[\]]*\]\w+!)"
)
#: Numbers with an operator between them, and nothing else: `-1+1`. After a space they are an item of a list.
_ARITHMETIC = re.compile(rf"{_PLUS_OR_MINUS}+[\d.,%]+(?:[ ]?(?:[*/^&]|{_PLUS_OR_MINUS})[ ]?[\d.,%]+)+[ ]*")


def formula_in(text: str) -> str:
    """What a spreadsheet would take for a formula, up to the end of its cell; empty if there is nothing.

    A list («- primo punto»), a number («-8») and words («-10% rispetto al 2024») are no formulas.
    """
    if text[:1].isalnum() and not _SEPARATOR.search(text):
        # Nearly all texts: one cell, that begins with a word.
        return ""
    if match := _HIDDEN_START.match(text):
        return match[0]
    for match in _CELL.finditer(text):
        if match["formula"]:
            formula: str = match["formula"] + match["rest"]
            # What underlines a heading is no formula that anything comes of.
            if match.start() == 0 or formula.strip("= "):
                return formula
            continue
        cell = match["sign"] + match["rest"]
        if _CALL.search(cell) or _ARITHMETIC.fullmatch(cell):
            return cell
    return ""
