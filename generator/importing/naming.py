"""Where the name of an indicator ends and its formula begins, when the two share a cell.

Bold says it; where it is missing the text itself has to: a phrase that comes twice, a name met
elsewhere, a word that opens formulas, a capital after a small letter. Name, one space and formula
always give back the cell to the letter.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum

from msgspec import Struct

from generator.importing.italian import FUNCTION_WORDS, word_set
from generator.importing.lines import clean

#: Words that open the formula of an indicator in Italian plans.
_OPENERS = word_set(
    """
    numero n. num. % percentuale totale somma sommatoria media esprime indica giorni giornate ore mesi tempo
    tempi termine livello indice giudizio punteggio
    """
)
#: Those among them that open a formula in small letters too, where the others are ordinary words.
_SMALL_OPENERS = word_set("numero n. num. % percentuale somma sommatoria")
#: Nouns of action, which open a formula too («Realizzazione del fascicolo»).
_ACTION = re.compile(r"\w+(?:zione|zioni|sione|sioni|mento|menti|aggio|aggi)")
_BOLD = re.compile(r"\s*(?:<b>(.*?)</b>|\*\*(?=\S)(.+?)(?<=\S)\*\*)\s*(.*)", re.DOTALL)
_CAPITAL = re.compile(r"%$|[A-ZÀ-Ü](?:[a-zà-ü]|\.$|['’][A-ZÀ-Ü]?[a-zà-ü])")
_BRACKETED_SUM = re.compile(r"\([^()]*[-+][^()]*\) ?/")
#: Longer phrases need not be compared whole to be seen to repeat.
_LONGEST_PHRASE = 12
_EDGE = re.compile(r"^\W+|\W+$")


class Ground(Enum):
    """What a split rests on, from the surest to the least sure."""

    BOLD = "grassetto"
    SINGLE = "un solo punto possibile"
    STRONG = "ripetizione, nome noto o parola che apre una formula"
    WEAK = "maiuscola"
    WHOLE = "nessun punto possibile"


class Split(Struct, frozen=True):
    """A name, its formula (empty if the cell has none), and what the split rests on."""

    name: str
    formula: str
    ground: Ground


def split_bold(cell: str) -> Split | None:
    """The split that bold marks, if it does."""
    match = _BOLD.fullmatch(cell)
    if match is None:
        return None
    return Split(clean(match[1] or match[2] or ""), clean(match[3]), Ground.BOLD)


def learn_names(cells: Iterable[str]) -> frozenset[str]:
    """The names that can be trusted elsewhere: those in bold, and those that strong splits give twice."""
    bold: set[str] = set()
    repeated: Counter[str] = Counter()
    for cell in cells:
        marked = split_bold(cell)
        if marked:
            bold.add(marked.name)
        else:
            split = split_plain(clean(cell), frozenset())
            if split.ground is Ground.STRONG:
                repeated[split.name] += 1
    return frozenset(bold | {name for name, count in repeated.items() if count > 1})


def split_plain(text: str, names: frozenset[str]) -> Split:
    """Split a cell without bold. `names` are names known from elsewhere."""
    tokens = text.split(" ")
    openings = _openings(tokens)
    known = next((index for index in openings if " ".join(tokens[:index]) in names), 0)
    opener = next((index for index in openings if _opens_formula(tokens[index])), 0)
    for index in (_twice(tokens), known, _first(_beginning_again(tokens), opener)):
        if index:
            return _cut(tokens, index, Ground.STRONG)
    # A capital before another capital is rather a proper name than the first word of a formula.
    likely = [index for index in openings if not _CAPITAL.match("".join(tokens[index + 1 : index + 2]))]
    if likely or openings:
        index = (likely or openings)[0]
        return _cut(tokens, index, Ground.SINGLE if len(likely) == 1 else Ground.WEAK)
    for index in range(1, len(tokens)):
        if tokens[index] in _SMALL_OPENERS and _ends_phrase(tokens[:index]):
            return _cut(tokens, index, Ground.STRONG)
    return Split(text, "", Ground.WHOLE)


def _first(*indices: int) -> int:
    return min((index for index in indices if index), default=0)


def _cut(tokens: Sequence[str], index: int, ground: Ground) -> Split:
    return Split(" ".join(tokens[:index]), " ".join(tokens[index:]), ground)


def _openings(tokens: Sequence[str]) -> list[int]:
    """Where a formula may begin: a capital (or a sign) after something that can end a name."""
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


def _twice(tokens: Sequence[str]) -> int:
    """Where a phrase comes again right after itself; 0 if none does."""
    before = [_bare(token) for token in tokens]
    after = _parts(tokens)
    for index in (index for index in range(2, len(tokens)) if _CAPITAL.match(tokens[index])):
        lengths = range(2, min(index, _LONGEST_PHRASE) + 1)
        repeats = any(after[index : index + length] == before[index - length : index] for length in lengths)
        if repeats and _ends_phrase(tokens[:index]):
            return index
    return 0


def _beginning_again(tokens: Sequence[str]) -> int:
    """Where the first two words of the cell come again; 0 if they do not."""
    plain = _parts(tokens)
    for index in range(2, len(tokens) - 1):
        if plain[0] and plain[index : index + 2] == plain[:2] and _ends_phrase(tokens[:index]):
            return index
    return 0


def _parts(tokens: Sequence[str]) -> list[str]:
    """The tokens, of a ratio only its first term: a formula goes on «sgravi/posizioni» where a name ends."""
    return [_bare(token.partition("/")[0]) for token in tokens]


def _bare(token: str) -> str:
    return _EDGE.sub("", token).casefold()
