"""Why a YAML file does not parse, in Italian, with the usual cause and its cure.

The parser speaks of tokens and contexts; an editor has forgotten a quote. Each cause below is a
small function that recognises itself in what the parser says and in the text at that place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

Explanation = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What the parser says, and where (from 0): `start` is where the construct began."""

    problem: str
    context: str
    row: int
    column: int
    start_row: int
    start_column: int
    lines: tuple[str, ...]

    @property
    def line(self) -> str:
        return self.lines[self.row] if self.row < len(self.lines) else ""

    @property
    def character(self) -> str:
        return self.line[self.column : self.column + 1]

    @property
    def previous(self) -> str:
        return next((line for line in reversed(self.lines[: self.row]) if line.strip()), "")

    def here(self, message: str) -> Explanation:
        return self.row + 1, self.column + 1, message

    def at_start(self, message: str) -> Explanation:
        return self.start_row + 1, self.start_column + 1, message


def explain(error: yaml.YAMLError, text: str) -> Explanation:
    """Line and column (from 1) of the mistake, and what to write instead."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _explain_character(error, text)
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    if mark is None or start is None:
        return 1, 1, "il file non è YAML"
    trouble = _Trouble(
        problem=error.problem or "",
        context=error.context or "",
        row=mark.line,
        column=mark.column,
        start_row=start.line,
        start_column=start.column,
        lines=tuple(text.splitlines()),
    )
    for cause in _CAUSES:
        if explanation := cause(trouble):
            return explanation
    return trouble.here("qui la struttura si interrompe: controllare rientri, virgolette e due punti")


def _explain_character(error: yaml.YAMLError, text: str) -> Explanation:
    position = getattr(error, "position", 0)
    before = text[:position]
    code = getattr(error, "character", None)
    name = f"U+{code:04X}" if isinstance(code, int) else "di controllo"
    line, column = before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
    return line, column, f"c'è un carattere invisibile ({name}) che YAML non ammette: cancellarlo"


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


def _block_sign(trouble: _Trouble) -> Explanation | None:
    if "block scalar" not in trouble.context:
        return None
    rest = trouble.line[trouble.start_column :]
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
    return None


def _tabulation(trouble: _Trouble) -> Explanation | None:
    if trouble.line[: trouble.column + 1].lstrip(" ").startswith("\t"):
        return trouble.here("c'è una tabulazione nel rientro: YAML ammette solo spazi")
    return None


def _first_character(trouble: _Trouble) -> Explanation | None:
    if "cannot start any token" in trouble.problem or "node content" in trouble.problem:
        return trouble.here(f"un testo non può cominciare con «{trouble.character}»: metterlo tra virgolette")
    if "directive" in trouble.problem + trouble.context:
        return trouble.at_start("un testo non può cominciare con «%»: metterlo tra virgolette")
    if "anchor" in trouble.context or "alias" in trouble.context:
        sign = trouble.lines[trouble.start_row][trouble.start_column : trouble.start_column + 1]
        return trouble.at_start(f"un testo non può cominciare con «{sign}»: metterlo tra virgolette")
    return None


def _colon(trouble: _Trouble) -> Explanation | None:
    if "mapping values" not in trouble.problem:
        return None
    key = trouble.line[: trouble.column].strip()
    if ": " in key or key.startswith("- "):
        return trouble.here(
            "due punti e spazio dividono chiave e valore: mettere tutto il valore tra virgolette"
        )
    if re.match(r"\s*[\w-]+:\S", trouble.previous):
        column = trouble.previous.index(":") + 2
        return trouble.row, column, "dopo i due punti ci vuole uno spazio («chiave: valore»)"
    if (
        trouble.previous
        and ":" not in trouble.previous
        and not trouble.previous.lstrip().startswith(("-", "#"))
    ):
        column = len(trouble.previous) + 1
        return trouble.row, column, "in questa riga mancano i due punti dopo la chiave («chiave: valore»)"
    indent = len(trouble.line) - len(trouble.line.lstrip())
    return (
        trouble.row + 1,
        indent + 1,
        f"il rientro di «{key}» non torna: allinearla con le altre chiavi del gruppo",
    )


def _dash(trouble: _Trouble) -> Explanation | None:
    if "block sequence entries" in trouble.problem:
        return trouble.here("un elenco comincia su una riga nuova: andare a capo prima di «-»")
    return None


def _after_quotes(trouble: _Trouble) -> Explanation | None:
    before = trouble.line[: trouble.column].rstrip()
    if "expected key" in trouble.problem and before.endswith(("'", '"')):
        return trouble.here(
            "dopo le virgolette di chiusura c'è altro testo: metterlo dentro le virgolette "
            "(un apostrofo tra virgolette semplici si scrive doppio: '')"
        )
    return None


def _indentation(trouble: _Trouble) -> Explanation | None:
    if "expected key" in trouble.problem or "'-' indicator" in trouble.problem:
        return trouble.here(
            "il rientro di questa riga non torna: allinearla con le righe dello stesso elenco"
        )
    return None


_CAUSES: tuple[Callable[[_Trouble], Explanation | None], ...] = (
    _open_quotes,
    _escape,
    _block_sign,
    _tabulation,
    _open_bracket,
    _first_character,
    _colon,
    _dash,
    _after_quotes,
    _indentation,
)
