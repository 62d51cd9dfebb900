"""Why a YAML file does not parse, in Italian, with the usual cause and its cure.

The parser speaks of tokens and contexts; an editor has forgotten a quote. Each cause below is a
small function that recognises itself in what the parser says and in the text at that place.
"""

import re
from collections.abc import Callable, Sequence

import yaml
from msgspec import Struct

Explanation = tuple[int, int, str]


_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_VALUE_START = r"(?:^|[:-]\s+)"


def split_lines(text: str) -> list[str]:
    """The lines of a text as YAML and editors count them; at least one."""
    return _LINE_BREAK.split(text)


class _Trouble(Struct, frozen=True):
    """What the parser says, and where (from 0): `start` is where the construct began."""

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
        """The last row above that holds anything; -1 if there is none."""
        return next((row for row in range(self.row - 1, -1, -1) if self.lines[row].strip()), -1)

    def here(self, message: str) -> Explanation:
        return self.row + 1, self.column + 1, message

    def at_start(self, message: str) -> Explanation:
        return self.start_row + 1, self.start_column + 1, message


def explain(error: yaml.YAMLError, text: str) -> Explanation:
    """Line and column (from 1) of the mistake, and what to write instead."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return 1, 1, "il file non è YAML: rifarlo a partire da un altro che funziona"
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    if mark is None or start is None:
        return 1, 1, "il file non è YAML: rifarlo a partire da un altro che funziona"
    trouble = _Trouble(
        problem=error.problem or "",
        context=error.context or "",
        row=mark.line,
        column=mark.column,
        start_row=start.line,
        start_column=start.column,
        lines=split_lines(text),
    )
    for cause in _CAUSES:
        if explanation := cause(trouble):
            return explanation
    return trouble.here("qui la struttura si interrompe: controllare rientri, virgolette e due punti")


def _open_quotes(trouble: _Trouble) -> Explanation | None:
    if "end of stream" in trouble.problem and "quoted" in trouble.context:
        return trouble.at_start("le virgolette aperte qui non sono mai chiuse: chiuderle")
    return None


def _escape(trouble: _Trouble) -> Explanation | None:
    if "escape" in trouble.problem:
        return trouble.here(
            "tra virgolette doppie la barra «\\» è un comando: usare le virgolette semplici ('…')"
        )
    return None


def _tabulation(trouble: _Trouble) -> Explanation | None:
    message = "c'è una tabulazione nel rientro: YAML ammette solo spazi"
    if "tab character" in trouble.problem:
        return trouble.here(message)
    if trouble.line[: trouble.column + 1].lstrip(" ").startswith("\t"):
        return trouble.row + 1, trouble.line.index("\t") + 1, message
    return None


def _block_sign(trouble: _Trouble) -> Explanation | None:
    if "block scalar" not in trouble.context:
        return None
    rest = trouble.start_line[trouble.start_column :]
    if re.match(r">\s*=", rest):
        return trouble.at_start(
            "«>=» senza virgolette non è YAML: scrivere «almeno», oppure '>=' tra virgolette"
        )
    return trouble.at_start(
        f"dopo «{rest[:1]}» il testo comincia a capo: andare a capo, o usare le virgolette"
    )


def _open_bracket(trouble: _Trouble) -> Explanation | None:
    if "flow sequence" in trouble.context:
        return trouble.at_start(
            "la parentesi «[» aperta qui non è chiusa, o manca una virgola: scrivere [a, b]"
        )
    if "flow mapping" in trouble.context:
        example = "{2025: 3, 2026: 4}"
        return trouble.at_start(
            f"la parentesi «{{» aperta qui non è chiusa, o manca una virgola: scrivere {example}"
        )
    if trouble.character in ("]", "}") and trouble.column > 0 and "expected key" in trouble.problem:
        return trouble.here(f"la parentesi «{trouble.character}» è di troppo: toglierla")
    return None


def _end_of_file(trouble: _Trouble) -> Explanation | None:
    """The file ends while a bracket is open, and the parser has forgotten which."""
    if "node content" not in trouble.problem or trouble.character:
        return None
    for row in range(len(trouble.lines) - 1, -1, -1):
        if found := re.search(_VALUE_START + r"([\[{])[^\]}]*$", trouble.lines[row]):
            return row + 1, found.start(1) + 1, f"la parentesi «{found[1]}» aperta qui non è mai chiusa"
    return trouble.here("il file finisce prima del previsto: completare l'ultima riga")


def _first_character(trouble: _Trouble) -> Explanation | None:
    if "cannot start any token" in trouble.problem or "node content" in trouble.problem:
        return trouble.here(f"un testo non può cominciare con «{trouble.character}»: metterlo tra virgolette")
    if "mapping keys are not allowed" in trouble.problem:
        return trouble.here("un testo non può cominciare con «? »: metterlo tra virgolette")
    if "directive" in trouble.problem + trouble.context:
        return trouble.at_start("un testo non può cominciare con «%»: metterlo tra virgolette")
    if any(word in trouble.context for word in ("anchor", "alias", "tag")):
        sign = trouble.start_line[trouble.start_column : trouble.start_column + 1]
        return trouble.at_start(f"un testo non può cominciare con «{sign}»: metterlo tra virgolette")
    return None


def _lost_key(trouble: _Trouble) -> Explanation | None:
    """A line that should have held a key and its colon, noticed by the parser only further down."""
    if "could not find expected ':'" not in trouble.problem:
        return None
    row, line = trouble.start_row, trouble.start_line
    above = trouble.lines[row - 1].rstrip() if row else ""
    if above.endswith(("|", ">")) and not line.startswith(" "):
        return row + 1, 1, f"il testo dopo «{above[-1]}» va rientrato di due spazi"
    return _without_colon(row, line) or trouble.at_start("dopo questa chiave mancano i due punti")


def _without_colon(row: int, line: str) -> Explanation | None:
    """What is missing in a line that has no `key: value`."""
    if found := re.match(r"\s*(?:- )?[\w-]+:(?=\S)", line):
        return row + 1, found.end() + 1, "dopo i due punti ci vuole uno spazio («chiave: valore»)"
    if ":" not in line and not line.lstrip().startswith(("-", "#")):
        column = len(line.rstrip()) + 1
        return row + 1, column, "in questa riga mancano i due punti dopo la chiave («chiave: valore»)"
    return None


def _colon(trouble: _Trouble) -> Explanation | None:
    if "mapping values" not in trouble.problem:
        return None
    key = trouble.line[: trouble.column].strip()
    if re.search(r":\s", key) or key.startswith("- "):
        return trouble.here(
            "due punti e spazio dividono chiave e valore: mettere tutto il valore tra virgolette"
        )
    row = trouble.previous_row
    if row >= 0:
        previous = trouble.lines[row]
        if found := re.match(r"\s*-(?=[\w])", previous):
            return row + 1, found.end() + 1, "dopo il trattino di un elenco ci vuole uno spazio («- voce»)"
        if explanation := _without_colon(row, previous):
            return explanation
    indent = len(trouble.line) - len(trouble.line.lstrip())
    return (
        trouble.row + 1,
        indent + 1,
        f"il rientro di «{key[:40]}» non torna: allinearla con le altre chiavi del gruppo",
    )


def _dash(trouble: _Trouble) -> Explanation | None:
    if "block sequence entries" in trouble.problem:
        return trouble.here(
            "un elenco comincia su una riga nuova: andare a capo prima di «-», o usare le virgolette"
        )
    return None


def _after_quotes(trouble: _Trouble) -> Explanation | None:
    before = trouble.line[: trouble.column].rstrip()
    if "expected key" not in trouble.problem or not before.endswith(("'", '"')):
        return None
    mark = before[-1]
    opened = re.compile(_VALUE_START + f"({mark})[^{mark}]*$")
    for row in range(trouble.row - 1, trouble.start_row - 1, -1):
        # The quotes that «close» here were opened by a line above, which lacks its own.
        if mark in trouble.lines[row]:
            if found := opened.search(trouble.lines[row]):
                return (
                    row + 1,
                    found.start(1) + 1,
                    "le virgolette aperte qui non sono chiuse sulla stessa riga",
                )
            break
    return trouble.here(
        "dopo le virgolette di chiusura c'è altro testo: metterlo dentro le virgolette "
        "(un apostrofo tra virgolette semplici si scrive doppio: '')"
    )


def _second_document(trouble: _Trouble) -> Explanation | None:
    if "document start" not in trouble.problem:
        return None
    row = trouble.previous_row
    if row >= 0 and trouble.lines[row].startswith("..."):
        return row + 1, 1, "«...» chiude il documento: toglierlo, o metterlo tra virgolette"
    return trouble.here("questa riga è meno rientrata della prima del file: allinearle")


def _indentation(trouble: _Trouble) -> Explanation | None:
    if "expected key" in trouble.problem and trouble.character == ":":
        return trouble.here("prima dei due punti manca la chiave («chiave: valore»)")
    if "expected key" in trouble.problem or "'-' indicator" in trouble.problem:
        return trouble.here(
            "il rientro di questa riga non torna: allinearla con le altre dello stesso gruppo o elenco"
        )
    return None


_CAUSES: tuple[Callable[[_Trouble], Explanation | None], ...] = (
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
