"""YAML syntax errors in Italian, with the usual cause and the remedy.

The parser speaks of tokens and contexts, where an editor has forgotten a quote. Each function of `_CAUSES`
recognises one cause from the parser's message and from the text at that location.
"""

import re
from collections.abc import Callable, Sequence

import yaml
from msgspec import Struct

from generator.loading.characters import split_lines
from generator.loading.lookalikes import MAX_LINE, find_curly_end, find_in_structure

#: Line and column (from 1) of the mistake, the code of the rule, and the message.
Explanation = tuple[int, int, str, str]
_Cause = tuple[int, int, str]

TEXT_AFTER_HASH = (
    "ciò che segue «#» non si legge: mettere tutto il testo tra virgolette; "
    "se invece è un commento, scriverlo su una riga a parte"
)
#: A text without quotes, followed by what YAML takes for a comment.
_PLAIN_WITH_COMMENT = re.compile(r" *(?:- +)*(?:[\w.-]+: +)?(?![\[{|>'\"#])\S.*?[ \t](?P<hash>#)")
_HASH = re.compile(r"(?<=[ \t])#")
_QUOTE = re.compile(r"(?<!\w)['\"]|['\"](?!\w)")
_KEY_LINE = re.compile(r" *(?:- +)*[\w.-]+:(?:\s|$)")
_BLOCK_TEXT = re.compile(r"( *)(?:- +)*([\w.-]+): +[|>][-+0-9]*[ \t]*(?:#.*)?")
_ITEM = re.compile(r" *- +[\w.-]+:(?:\s|$)")
WITHOUT_KEY = "prima di questo elenco manca la sua chiave, come «indicatori:»"
#: A key whose value is on the next lines.
_OPENING_KEY = re.compile(r" *(?:- +)*([\w.-]+:)[ \t]*")
#: Lines above an error that are searched: a hostile file may have a million.
_REACH = 200
#: Characters of a key in a message.
_SHOWN = 40
#: Words from which a line is rather a text than a key and its value.
_SENTENCE = 4
#: The key with which an item of a list begins.
_ITEM_KEY = re.compile(r"- +([\w.-]+):(?:\s|$)")
_VALUE_START = r"(?:^|[:-]\s+)"


class _ParserError(Struct, frozen=True):
    """An error of the parser. Rows and columns count from 0; `start` is where the construct began."""

    problem: str
    context: str
    row: int
    column: int
    start_row: int
    start_column: int
    lines: Sequence[str]

    @property
    def line(self) -> str:
        return self.lines[self.row] if self.row < len(self.lines) else ""

    @property
    def start_line(self) -> str:
        return self.lines[self.start_row] if self.start_row < len(self.lines) else ""

    @property
    def character(self) -> str:
        return self.line[self.column : self.column + 1]

    @property
    def previous_row(self) -> int:
        """The last row above that is not blank; -1 if there is none."""
        return next((row for row in range(self.row - 1, -1, -1) if self.lines[row].strip()), -1)

    def here(self, message: str) -> _Cause:
        return self.row + 1, self.column + 1, message

    def at_start(self, message: str) -> _Cause:
        return self.start_row + 1, self.start_column + 1, message


def explain(raised: yaml.YAMLError, text: str) -> Explanation:
    """Where the mistake is, the rule, and what to write instead."""
    error = _parser_error(raised, text)
    if error is None:
        return 1, 1, "E101", "il file non è YAML: rifarlo a partire da un altro che funziona"
    if found := _lookalike(error):
        line, column, message = found
        return line, column, "E112", message
    if place := _text_after_hash(error):
        return *place, "E110", TEXT_AFTER_HASH
    for cause in _CAUSES:
        if explanation := cause(error):
            line, column, message = explanation
            return line, column, "E101", message
    message = "qui la struttura si interrompe: controllare rientri, virgolette e due punti"
    return error.row + 1, error.column + 1, "E101", message


def _parser_error(raised: yaml.YAMLError, text: str) -> _ParserError | None:
    if not isinstance(raised, yaml.MarkedYAMLError):
        return None
    mark = raised.problem_mark or raised.context_mark
    start = raised.context_mark or mark
    if mark is None or start is None:
        return None
    return _ParserError(
        problem=raised.problem or "",
        context=raised.context or "",
        row=mark.line,
        column=mark.column,
        start_row=start.line,
        start_column=start.column,
        lines=split_lines(text),
    )


def condition_in_value(line: str, column: int) -> str:
    """The message for `>= 5` as the value of a year, at a column from 0; empty if there is another text."""
    found = re.match(r"> ?(=?) ?([0-9][^\s}\]]*)", line[column:])
    if found is None or not re.search(r"[0-9]{4}:\s*$", line[:column]):
        return ""
    value, word = found[2].rstrip(","), "almeno" if found[1] else "più di"
    return f"qui va solo il valore («{value}»): il segno va nel campo «condizione», e si scrive «{word}»"


def outside_text(name: str) -> str:
    """The message for a line of a text of several lines that is not indented."""
    return f"questa riga è fuori da «{name}»: rientrarla di due spazi"


def _outside_text(error: _ParserError, row: int) -> _Cause | None:
    """A line that continues the text of a block scalar, but is not indented as the lines above it."""
    line = error.lines[row] if row < len(error.lines) else ""
    indent = _depth(line)
    if not line.strip() or _KEY_LINE.match(line):
        return None
    for above in reversed(error.lines[max(0, row - _REACH) : row]):
        depth = _depth(above)
        if above.strip() and (depth < indent or (depth == indent and _KEY_LINE.match(above))):
            found = _BLOCK_TEXT.fullmatch(above)
            # The first line of a text has a message of its own.
            return (row + 1, indent + 1, outside_text(found[2])) if found else None
    return None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _lookalike(error: _ParserError) -> _Cause | None:
    if "quoted" in error.context:
        return find_curly_end(error.lines, [error.start_row])
    if "expected key" in error.problem and re.search("['\"]", error.line[: error.column]):
        # These quotes may have closed a text that begins further up.
        rows = range(error.start_row, error.row)
        return find_curly_end(error.lines, rows) or find_in_structure(error.lines, error.row)
    return find_in_structure(error.lines, error.row)


def _text_after_hash(error: _ParserError) -> tuple[int, int] | None:
    """Where a text stops being one because of ` #`, though its bracket or its next line follows."""
    if "flow" in error.context:
        found = ((row, _hash_before_bracket(error.lines[row])) for row in range(error.start_row, error.row))
    elif ("expected key" in error.problem or "'-' indicator" in error.problem) and error.previous_row >= 0:
        row = error.previous_row
        is_text = not _KEY_LINE.match(error.line)
        match = _PLAIN_WITH_COMMENT.match(error.lines[row][:MAX_LINE]) if is_text else None
        found = (one for one in [(row, match.end("hash") if match else 0)])
    else:
        return None
    return next(((row + 1, column) for row, column in found if column), None)


def _hash_before_bracket(line: str) -> int:
    """The column of a comment that ends a text and holds the bracket that closes a list; 0 if none does."""
    for match in _HASH.finditer(line[:MAX_LINE]):
        before = line[: match.start()].rstrip()
        if len(_QUOTE.findall(before)) % 2 == 0:
            is_within_text = not before.endswith((",", "[", "{"))
            return match.end() if is_within_text and re.search(r"[\]}]", line[match.end() :]) else 0
    return 0


def _open_quotes(error: _ParserError) -> _Cause | None:
    if "end of stream" in error.problem and "quoted" in error.context:
        return error.at_start("le virgolette aperte qui non sono mai chiuse: chiuderle")
    return None


def _escape(error: _ParserError) -> _Cause | None:
    if "escape" in error.problem:
        return error.here(
            "tra virgolette doppie la barra «\\» è un comando: usare le virgolette semplici ('…')"
        )
    return None


def _tabulation(error: _ParserError) -> _Cause | None:
    message = "c'è una tabulazione nel rientro: YAML ammette solo spazi"
    if "tab character" in error.problem:
        return error.here(message)
    if error.line[: error.column + 1].lstrip(" ").startswith("\t"):
        return error.row + 1, error.line.index("\t") + 1, message
    return None


def _block_sign(error: _ParserError) -> _Cause | None:
    if "block scalar" not in error.context:
        return None
    rest = error.start_line[error.start_column :]
    if message := condition_in_value(error.start_line, error.start_column):
        return error.at_start(message)
    if re.match(r">\s*=", rest):
        return error.at_start(
            "«>=» senza virgolette non è YAML: scrivere «almeno», oppure '>=' tra virgolette"
        )
    return error.at_start(f"dopo «{rest[:1]}» il testo comincia a capo: andare a capo, o usare le virgolette")


def _open_bracket(error: _ParserError) -> _Cause | None:
    if "flow" in error.context and error.start_line.count('"') % 2:
        return error.at_start('in questa riga una virgoletta (") non è chiusa, o è di troppo')
    if "flow sequence" in error.context:
        return error.at_start(
            "la parentesi «[» aperta qui non è chiusa, o manca una virgola: scrivere [a, b]"
        )
    if "flow mapping" in error.context:
        example = "{2025: 3, 2026: 4}"
        return error.at_start(
            f"la parentesi «{{» aperta qui non è chiusa, o manca una virgola: scrivere {example}"
        )
    if error.character in ("]", "}") and error.column > 0 and "expected key" in error.problem:
        return error.here(f"la parentesi «{error.character}» è di troppo: toglierla")
    return None


def _end_of_file(error: _ParserError) -> _Cause | None:
    """The end of the file within a bracket, whose location the parser does not give."""
    if "node content" not in error.problem or error.character:
        return None
    for row in range(len(error.lines) - 1, -1, -1):
        if found := re.search(_VALUE_START + r"([\[{])[^\]}]*$", error.lines[row]):
            return row + 1, found.start(1) + 1, f"la parentesi «{found[1]}» aperta qui non è mai chiusa"
    return error.here("il file finisce prima del previsto: completare l'ultima riga")


def _first_character(error: _ParserError) -> _Cause | None:
    if message := condition_in_value(error.line, error.column):
        return error.here(message)
    if "cannot start any token" in error.problem or "node content" in error.problem:
        return error.here(f"un testo non può cominciare con «{error.character}»: metterlo tra virgolette")
    if "mapping keys are not allowed" in error.problem:
        return error.here("un testo non può cominciare con «? »: metterlo tra virgolette")
    if "directive" in error.problem + error.context:
        return error.at_start("un testo non può cominciare con «%»: metterlo tra virgolette")
    if any(word in error.context for word in ("anchor", "alias", "tag")):
        sign = error.start_line[error.start_column : error.start_column + 1]
        return error.at_start(f"un testo non può cominciare con «{sign}»: metterlo tra virgolette")
    return None


def _lost_key(error: _ParserError) -> _Cause | None:
    """A line without its key and colon, which the parser reports only further down."""
    if "could not find expected ':'" not in error.problem:
        return None
    row, line = error.start_row, error.start_line
    above = error.lines[row - 1].rstrip() if row else ""
    if above.endswith(("|", ">")) and not line.startswith(" "):
        return row + 1, 1, f"il testo dopo «{above[-1]}» va rientrato di due spazi"
    if outside := _outside_text(error, row):
        return outside
    return _without_colon(row, line) or error.at_start("dopo questa chiave mancano i due punti")


def _without_colon(row: int, line: str) -> _Cause | None:
    """What a line that is not `key: value` lacks."""
    if found := re.match(r"\s*(?:- )?[\w-]+:(?=\S)", line):
        return row + 1, found.end() + 1, "dopo i due punti ci vuole uno spazio («chiave: valore»)"
    if ":" not in line and not line.lstrip().startswith(("-", "#")):
        column = len(line.rstrip()) + 1
        return row + 1, column, "in questa riga mancano i due punti dopo la chiave («chiave: valore»)"
    return None


def _colon(error: _ParserError) -> _Cause | None:
    if "mapping values" not in error.problem:
        return None
    key = error.line[: error.column].strip()
    if _ITEM.match(error.line) and re.fullmatch(r"- +[\w.-]+", key):
        return error.row + 1, error.line.index("-") + 1, WITHOUT_KEY
    if re.search(r":\s", key) or key.startswith("- "):
        return error.here(
            "due punti e spazio dividono chiave e valore: mettere tutto il valore tra virgolette"
        )
    return _line_above(error) or _misaligned_key(error, key)


def _line_above(error: _ParserError) -> _Cause | None:
    """What is wrong with the line above a key that the parser took for a part of a text."""
    row = error.previous_row
    if row < 0:
        return None
    above = error.lines[row]
    if found := re.match(r"\s*-(?=[\w])", above):
        return row + 1, found.end() + 1, "dopo il trattino di un elenco ci vuole uno spazio («- voce»)"
    # The text may go on after the line that is not indented.
    for number in range(row, max(-1, row - _REACH), -1):
        if _KEY_LINE.match(error.lines[number]):
            break
        if outside := _outside_text(error, number):
            return outside
    explanation = _without_colon(row, above)
    if explanation is None:
        return None
    line, column, message = explanation
    return line, column, message + _without_bar(error, row)


def _misaligned_key(error: _ParserError, key: str) -> _Cause:
    row, text = error.row, error.line
    if error.previous_row >= 0 and _is_outdented(error, error.previous_row):
        row = error.previous_row
        text = error.lines[row]
        key = text.partition(":")[0].strip()
    shown = key if len(key) <= _SHOWN else f"{key[:_SHOWN].rstrip()}…"
    message = f"il rientro di «{shown}» non torna: allinearla con le altre chiavi del gruppo"
    return row + 1, _depth(text) + 1, message


def _is_outdented(error: _ParserError, row: int) -> bool:
    """Whether a line lost its indentation: the first of the group that the key above opens, or one within."""
    lines = [line for line in reversed(error.lines[max(0, row - _REACH) : row]) if line.strip()]
    depth, wanted = _depth(error.lines[row]), _depth(error.line)
    if lines and _OPENING_KEY.fullmatch(lines[0]):
        return _depth(lines[0]) == depth < wanted
    # The keys before it are as deep as the one after it.
    beside = next((line for line in lines if _depth(line) <= wanted), "")
    return depth < wanted == _depth(beside) and _KEY_LINE.match(beside) is not None


def _without_bar(error: _ParserError, row: int) -> str:
    """The other remedy for a line without a colon: it may be a text under a key without `|`."""
    line = error.lines[row]
    above = next(
        (one for one in reversed(error.lines[:row]) if one.strip() and _depth(one) < _depth(line)), ""
    )
    key = _OPENING_KEY.fullmatch(above)
    if key is None or len(line.split()) < _SENTENCE:
        return ""
    return f"; se invece è un testo su più righe, mettere «|» dopo «{key[1]}»"


def _dash(error: _ParserError) -> _Cause | None:
    if "block sequence entries" in error.problem:
        year = re.search(r"[0-9]{4}:\s*$", error.line[: error.column])
        if year and error.line[error.column :].strip() == "-":
            return error.here("un trattino non è un valore: se il valore non c'è scrivere n.d., o niente")
        return error.here(
            "un elenco comincia su una riga nuova: andare a capo prima di «-», o usare le virgolette"
        )
    return None


def _after_quotes(error: _ParserError) -> _Cause | None:
    before = error.line[: error.column].rstrip()
    if "expected key" not in error.problem or not before.endswith(("'", '"')):
        return None
    quote = before[-1]
    opened = re.compile(_VALUE_START + f"({quote})[^{quote}]*$")
    for row in range(error.row - 1, error.start_row - 1, -1):
        # The closing quotes of an earlier line are missing, so these quotes close that text.
        if quote in error.lines[row]:
            if found := opened.search(error.lines[row]):
                return (
                    row + 1,
                    found.start(1) + 1,
                    "le virgolette aperte qui non sono chiuse sulla stessa riga",
                )
            break
    return error.here(
        "dopo le virgolette di chiusura c'è altro testo: metterlo dentro le virgolette "
        "(un apostrofo tra virgolette semplici si scrive doppio: '')"
    )


def _second_document(error: _ParserError) -> _Cause | None:
    if "document start" not in error.problem:
        return None
    row = error.previous_row
    rows = (number for number, line in enumerate(error.lines) if line.strip() and not line.startswith("#"))
    first = next(rows, 0)
    if _ITEM.match(error.lines[first]):
        return first + 1, error.lines[first].index("-") + 1, WITHOUT_KEY
    if row >= 0 and error.lines[row].startswith("..."):
        return row + 1, 1, "«...» chiude il documento: toglierlo, o metterlo tra virgolette"
    return error.here("questa riga è meno rientrata della prima del file: allinearle")


def _indentation(error: _ParserError) -> _Cause | None:
    if "expected key" in error.problem and error.character == ":":
        return error.here("prima dei due punti manca la chiave («chiave: valore»)")
    key = _ITEM_KEY.match(error.start_line, error.start_column) if "'-' indicator" in error.problem else None
    # A key in the column of the dashes, with which every item begins.
    if key and error.line[error.column :].startswith(f"{key[1]}:"):
        return error.here(f"qui forse comincia un'altra voce dell'elenco: manca «- » prima di «{key[1]}»")
    if outside := _outside_text(error, error.row):
        return outside
    # Within an item, the dash may be that of the next item, too far to the right.
    in_item = error.start_line[: error.start_column].strip().startswith("-")
    if "expected key" in error.problem and _ITEM.match(error.line) and not in_item:
        return error.here(WITHOUT_KEY)
    if "expected key" in error.problem or "'-' indicator" in error.problem:
        return error.here(
            "il rientro di questa riga non torna: allinearla con le altre dello stesso gruppo o elenco"
        )
    return None


_CAUSES: tuple[Callable[[_ParserError], _Cause | None], ...] = (
    _open_quotes,
    _escape,
    _tabulation,
    _block_sign,
    _open_bracket,
    _end_of_file,
    _first_character,
    _lost_key,
    _colon,
    _dash,
    _after_quotes,
    _second_document,
    _indentation,
)
