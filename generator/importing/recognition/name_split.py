"""Split of a cell into the name of an indicator and its formula.

The name is in bold; where bold is missing, the split is found by a repeated phrase, a name known from another
row, a word that begins formulas, or a capital after a small letter. Name, one space and formula always make
the text of the cell.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum

from msgspec import Struct

from generator.importing.recognition.cells import clean
from generator.importing.slugs import FUNCTION_WORDS, word_set

#: First words of the formula of an indicator in Italian plans.
_OPENERS = word_set(
    """
    numero n. num. % percentuale totale somma sommatoria media esprime indica giorni giornate ore mesi tempo
    tempi termine livello indice giudizio punteggio
    """
)
#: Openers also in lower case; the others are ordinary words there.
_LOWER_CASE_OPENERS = word_set("numero n. num. % percentuale somma sommatoria")
#: Nouns of action, which also begin a formula («Realizzazione del fascicolo»).
_ACTION = re.compile(r"\w+(?:zione|zioni|sione|sioni|mento|menti|aggio|aggi)")
_BOLD = re.compile(r"\s*(?:<(?:b|strong)>(.*?)</(?:b|strong)>|\*\*(?=\S)(.+?)(?<=\S)\*\*)\s*(.*)", re.DOTALL)
_CAPITAL = re.compile(r"%$|[A-ZÀ-Ü](?:[a-zà-ü]|\.$|['’][A-ZÀ-Ü]?[a-zà-ü])")
_BRACKETED_SUM = re.compile(r"\([^()]*[-+][^()]*\) ?/")
#: Maximum number of words compared to find a repeated phrase.
_MAX_PHRASE = 12
#: Cells with a bold name and a formula from which on a document is known to have both in one cell.
_ENOUGH = 3
#: Times that cells without bold are more than those with it where dividing them is worth the risk: where they
#: are few, an editor can do it.
_MOSTLY = 2
_EDGE = re.compile(r"^\W+|\W+$")


class SplitEvidence(Enum):
    """Evidence for a split, strongest first."""

    BOLD = "grassetto"
    SINGLE = "un solo punto possibile"
    STRONG = "ripetizione, nome noto o parola che apre una formula"
    WEAK = "maiuscola"
    WHOLE = "nessun punto possibile"


class NameSplit(Struct, frozen=True):
    """A name, a formula (empty if the cell has none), and the evidence for the split."""

    name: str
    formula: str
    evidence: SplitEvidence


class NamesOfDocument(Struct, frozen=True):
    """How the names of a document share a cell with their formulas.

    `are_marked`: names in bold are followed by a formula. `are_glued`: in most cells no bold divides the two,
    and `known` are names that help to find where the formula begins.
    """

    are_marked: bool = False
    are_glued: bool = False
    known: frozenset[str] = frozenset()


NO_NAMES = NamesOfDocument()


def names_of_document(cells: Sequence[str]) -> NamesOfDocument:
    """What the cells of a document that may hold both a name and its formula tell."""
    marked = [split for cell in cells if (split := split_bold(cell)) and split.formula]
    plain = len(cells) - len(marked)
    if len(marked) < _ENOUGH:
        return NO_NAMES
    return NamesOfDocument(are_marked=True, are_glued=plain > _MOSTLY * len(marked), known=learn_names(cells))


def split_bold(cell: str) -> NameSplit | None:
    """The split of a cell whose name is in bold; `None` for any other cell."""
    match = _BOLD.fullmatch(cell)
    if match is None:
        return None
    return NameSplit(_line(match[1] or match[2] or ""), _line(match[3]), SplitEvidence.BOLD)


def learn_names(cells: Iterable[str]) -> frozenset[str]:
    """Names to look for in other cells: those in bold, and those found twice with strong evidence."""
    bold: set[str] = set()
    repeated: Counter[str] = Counter()
    for cell in cells:
        marked = split_bold(cell)
        if marked:
            bold.add(marked.name)
        else:
            split = split_plain(_line(cell), frozenset())
            if split.evidence is SplitEvidence.STRONG:
                repeated[split.name] += 1
    return frozenset(bold | {name for name, count in repeated.items() if count > 1})


def _line(raw: str) -> str:
    return " ".join(clean(raw).split())


def split_plain(text: str, names: frozenset[str]) -> NameSplit:
    """The split of a cell without bold; `names` are the names known from other cells."""
    tokens = text.split(" ")
    openings = _openings(tokens)
    known = next((index for index in openings if " ".join(tokens[:index]) in names), 0)
    opener = next((index for index in openings if _opens_formula(tokens[index])), 0)
    for index in (_repeated_phrase(tokens), known, _first(_repeated_beginning(tokens), opener)):
        if index:
            return _cut(tokens, index, SplitEvidence.STRONG)
    # A capital before another capital begins a proper name rather than a formula.
    likely = [index for index in openings if not _CAPITAL.match("".join(tokens[index + 1 : index + 2]))]
    if likely or openings:
        index = (likely or openings)[0]
        return _cut(tokens, index, SplitEvidence.SINGLE if len(likely) == 1 else SplitEvidence.WEAK)
    for index in range(1, len(tokens)):
        if tokens[index] in _LOWER_CASE_OPENERS and _ends_phrase(tokens[:index]):
            return _cut(tokens, index, SplitEvidence.STRONG)
    return NameSplit(text, "", SplitEvidence.WHOLE)


def _first(*indices: int) -> int:
    return min((index for index in indices if index), default=0)


def _cut(tokens: Sequence[str], index: int, evidence: SplitEvidence) -> NameSplit:
    return NameSplit(" ".join(tokens[:index]), " ".join(tokens[index:]), evidence)


def _openings(tokens: Sequence[str]) -> list[int]:
    """Possible starts of the formula: a capital (or a sign) after a word that can end a name."""
    return [
        index
        for index in range(1, len(tokens))
        if (_CAPITAL.match(tokens[index]) or _is_bracketed_sum(tokens, index))
        and _ends_phrase(tokens[:index])
    ]


def _ends_phrase(before: Sequence[str]) -> bool:
    text = " ".join(before)
    last = before[-1]
    if _bare(last) in FUNCTION_WORDS or not re.search(r"[\w)\]\"”»*]$", last) or last.endswith("'"):
        return False
    return text.count("(") <= text.count(")") and text.count('"') % 2 == 0


def _is_bracketed_sum(tokens: Sequence[str], index: int) -> bool:
    return tokens[index].startswith("(") and bool(_BRACKETED_SUM.match(" ".join(tokens[index:])))


def _opens_formula(token: str) -> bool:
    word = token.casefold()
    return word in _OPENERS or _bare(token) in _OPENERS or bool(_ACTION.fullmatch(_bare(token)))


def _repeated_phrase(tokens: Sequence[str]) -> int:
    """Index at which a phrase follows itself; 0 if none does."""
    before = [_bare(token) for token in tokens]
    after = _first_terms(tokens)
    for index in (index for index in range(2, len(tokens)) if _CAPITAL.match(tokens[index])):
        lengths = range(2, min(index, _MAX_PHRASE) + 1)
        repeats = any(after[index : index + length] == before[index - length : index] for length in lengths)
        if repeats and _ends_phrase(tokens[:index]):
            return index
    return 0


def _repeated_beginning(tokens: Sequence[str]) -> int:
    """Index at which the first two words of the cell occur again; 0 if they do not."""
    plain = _first_terms(tokens)
    for index in range(2, len(tokens) - 1):
        if plain[0] and plain[index : index + 2] == plain[:2] and _ends_phrase(tokens[:index]):
            return index
    return 0


def _first_terms(tokens: Sequence[str]) -> list[str]:
    """The bare tokens; of a ratio («sgravi/posizioni») its first term, which the name may repeat."""
    return [_bare(token.partition("/")[0]) for token in tokens]


def _bare(token: str) -> str:
    return _EDGE.sub("", token).casefold()
