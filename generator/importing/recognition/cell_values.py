"""Values of cells: the condition, the value, the day and the words of a target, a baseline or a result.

The texts of values are such as `plan.units.read_value` reads; what a cell says besides is kept in words.
"""

import re
from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.importing.recognition.days import day_before_end, find_deadline
from generator.importing.recognition.vocabulary import vocabulary
from generator.plan.conditions import SYMBOLS, SYNONYMS, Condition
from generator.plan.relative import YEAR_BEFORE

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SIGNED = rf"[-−]? ?(?:{_NUMBER})"
_UNIT = r" ?(?:%|€|per ?cento|percento|euro\b)"
_VALUE = re.compile(rf"(?:€ ?|n\. ?|n° ?|nr\. ?)?({_SIGNED})({_UNIT})?", re.IGNORECASE)
_ARTICLE = r"(?:il |lo |la |i |gli |le |l['’] ?|di |del |dell['’] ?|della |al |all['’] ?|alle )"
_WORDS_BEFORE = re.compile(rf"(?:{_ARTICLE}|tutt[eio] (?:le|gli|i) )", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
#: A second quantity beside the first.
_AND_MORE = re.compile(
    r"(?:\be|;|,) (?:almeno|non meno di|non più di|al massimo|oltre|più di|meno di|altr[ie]|il|l['’]|\d)(?: ?\d| \w)",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*(?:\(\*+\)|\*+|\(\d\)|[¹²³⁴])$")
_SCALED = re.compile(r"(?:mila|milion|miliard|mln|mld|mgl|migliaia|k\b|k€|per mille|‰)", re.IGNORECASE)

_MORE_CONDITIONS: Mapping[str, Condition] = {
    **SYNONYMS,
    **{condition.value: condition for condition in Condition},
    "maggiore o uguale al": Condition.AT_LEAST,
    "maggiore uguale a": Condition.AT_LEAST,
    "superiore o uguale a": Condition.AT_LEAST,
    "superiore o pari a": Condition.AT_LEAST,
    "non inferiore al": Condition.AT_LEAST,
    "non minore di": Condition.AT_LEAST,
    "minimo": Condition.AT_LEAST,
    "min.": Condition.AT_LEAST,
    "min": Condition.AT_LEAST,
    "inferiore o uguale a": Condition.AT_MOST,
    "inferiore o pari a": Condition.AT_MOST,
    "minore uguale a": Condition.AT_MOST,
    "non superiore al": Condition.AT_MOST,
    "non maggiore di": Condition.AT_MOST,
    "non oltre": Condition.AT_MOST,
    "max.": Condition.AT_MOST,
    "max": Condition.AT_MOST,
    "superiore al": Condition.MORE_THAN,
    "maggiore del": Condition.MORE_THAN,
    "inferiore al": Condition.LESS_THAN,
    "minore del": Condition.LESS_THAN,
    "pari al": Condition.EQUAL,
    "uguale al": Condition.EQUAL,
    "entro e non oltre il": Condition.BY,
    "entro la data del": Condition.BY,
    "entro": Condition.BY,
}
_CONDITION = re.compile(
    "("
    + "|".join(sorted(map(re.escape, (*SYMBOLS, *_MORE_CONDITIONS)), key=len, reverse=True))
    + r")(?![\w])\s*(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SIGN = re.compile(
    "(" + "|".join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True)) + r")\s*(\S.*)", re.DOTALL
)
_AFTER = re.compile(
    r"(.+?) ?\(?\b(o più|o superiore|e oltre|minimo|min\.|massimo|max\.|o meno|o inferiore)\)?", re.IGNORECASE
)
_AFTER_WORDS = {
    "o più": Condition.AT_LEAST,
    "o superiore": Condition.AT_LEAST,
    "e oltre": Condition.AT_LEAST,
    "minimo": Condition.AT_LEAST,
    "min.": Condition.AT_LEAST,
    "massimo": Condition.AT_MOST,
    "max.": Condition.AT_MOST,
    "o meno": Condition.AT_MOST,
    "o inferiore": Condition.AT_MOST,
}
_RANGE = re.compile(
    rf"({_SIGNED})({_UNIT})?\s*(?:e|[-–—÷])\s*(?:il |l['’])?({_SIGNED})(?![\d.,])({_UNIT})?(.*)",
    re.IGNORECASE | re.DOTALL,
)

_REFERENCE = (
    r"(?:rispetto (?:al valore di partenza|alla baseline|al valore del|alla base|all['’] ?anno precedente"
    r"|all['’] ?esercizio precedente|al|alla|agli|a)|sul|sulla|su|del valore del|in più (?:del|rispetto al)|vs\.?)"
)
_DIFFERENCE = re.compile(
    rf"(?P<way>\+|[-−]|incremento|aumento|crescita|miglioramento|riduzione|diminuzione|calo|contrazione|ulterior[ie]|altr[ie])?"
    rf"(?: (?:di|del|dello|della|pari a|pari al))?\s*(?P<least>almeno|non meno di)?\s*(?:il |l['’]|del |di )?"
    rf"(?P<size>{_NUMBER})(?P<percent> ?%| ?per ?cento)?(?P<points> punt[oi](?: percentual[ei])?)?(?P<words>.*?)"
    rf"\s*{_REFERENCE}\s*(?P<of>(?:19|20)\d\d|baseline|valore di partenza|valore iniziale|base|anno precedente|"
    rf"esercizio precedente|)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DOUBLE = re.compile(
    rf"(?P<word>(?:il )?doppio|raddoppio|(?:la )?metà|dimezzamento)(?P<words>.*?)\s*(?:{_REFERENCE}|del|della)\s*"
    r"(?P<of>(?:19|20)\d\d|baseline|valore di partenza|anno precedente|)\.?",
    re.IGNORECASE | re.DOTALL,
)
_DOWN = ("-", "−", "riduzione", "diminuzione", "calo", "contrazione")
_RELATIVE_WORD = re.compile(
    r"[+]\s*\d|\b(?:incremento|aumento|crescita|miglioramento|riduzione|diminuzione|calo|ulterior[ie]|doppio|raddoppi\w+"
    r"|dimezza\w+|rispetto)\b",
    re.IGNORECASE,
)


class CellValue(Struct, frozen=True):
    """What a cell says.

    `text` is the value as the plan's files have it, empty where there is none; `is_absent`: the cell says so
    with a word or a sign, `is_declared` with one such as `n.d.`. `reference` is what a difference is from, a
    year or `YEAR_BEFORE`. `due` is the day of the value, `interim` are values of earlier days. `is_text`: the
    value is words. `words` is the whole text where it says more than the value. `steps` are dated or
    measured parts of the value, with their names.
    """

    text: str = ""
    is_absent: bool = False
    is_declared: bool = False
    condition: Condition | None = None
    reference: str = ""
    due: date | None = None
    interim: tuple[tuple[date, str], ...] = ()
    is_text: bool = False
    words: str = ""
    mark: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


def is_absent(text: str) -> bool:
    """Whether a text stands where a value is missing."""
    return text.strip().casefold() in vocabulary().absent


def read_cell(text: str, year: int, baseline_year: int) -> CellValue:
    """The value of a cell of a year; a baseline that it speaks of is that of `baseline_year`."""
    text = text.strip()
    folded = " ".join(text.split()).casefold().rstrip(".") if text.strip(".…") else text
    known = vocabulary()
    if not text:
        return CellValue()
    if text.casefold() in known.absent or folded in known.absent:
        declared = text.casefold() in known.declared or folded in known.declared
        return CellValue(is_absent=True, is_declared=declared)
    parts = _parts(text, year)
    if parts is not None:
        return parts
    line = " ".join(text.split())
    if len(line) > 3 and line.endswith(".") and not line.endswith(("n.", "..")):
        line = line[:-1]
    return _read_line(line, year, baseline_year)


def _read_line(line: str, year: int, baseline_year: int) -> CellValue:
    if match := _MARK.search(line):
        without = _read_line(line[: match.start()], year, baseline_year)
        if not without.is_text and without.text:
            return replace(without, mark=match[0].strip())
    difference = _read_difference(line, year, baseline_year)
    if difference is not None:
        return difference
    condition, rest = _split_condition(line)
    if condition is Condition.BY or (condition is Condition.AT_MOST and find_deadline(rest, year)):
        return _read_deadline(line, rest, year)
    if condition is Condition.BETWEEN:
        return _read_range(line, rest)
    if (found := _SIGN.search(rest)) and found[1] != "=" and not rest.startswith("-"):
        return _as_words(line, year, "ha più di un segno di confronto")
    value = _read_quantity(rest, year)
    if value is not None:
        return replace(value, condition=condition, words=line if value.words else "")
    if condition is None and (between := _RANGE.fullmatch(line)) and _is_plain(between[5]):
        found_range = _read_range(line, line)
        if not found_range.is_text:
            doubt = f"«{line}» è stato letto come un intervallo, «tra» un minimo e un massimo"
            return replace(found_range, doubts=(doubt,))
    if _is_word(rest):
        return CellValue(rest, condition=condition)
    return _as_words(line, year, "")


def _is_plain(text: str) -> bool:
    return not text.strip()


def _is_word(text: str) -> bool:
    """Whether a text is one word, which may be an answer or of a scale, or a ratio that is read as it is."""
    answers = {"si", "sì", "sí", "si'", "no", "on", "off"}
    scales = {word for scale in vocabulary().scales for word in scale}
    return text.casefold() in answers | scales or bool(
        re.fullmatch(rf"{_SIGNED} ?/ ?(?:{_NUMBER})(?: \w.*)?|\d{{2,4}}:[0-5]\d", text)
    )


def _split_condition(line: str) -> tuple[Condition | None, str]:
    """The condition before or after a value, and the value."""
    if match := _SIGN.fullmatch(line):
        return SYMBOLS[match[1]], match[2]
    if match := _CONDITION.fullmatch(line):
        word = match[1].casefold()
        condition = SYMBOLS.get(word) or _MORE_CONDITIONS[word]
        return condition, _WORDS_BEFORE.sub("", match[2], count=1) if _starts_with_article(
            match[2]
        ) else match[2]
    if match := _AFTER.fullmatch(line):
        return _AFTER_WORDS[match[2].casefold()], match[1]
    return None, line


def _starts_with_article(text: str) -> bool:
    match = _WORDS_BEFORE.match(text)
    return bool(match and re.match(r"[\d€n−-]", text[match.end() :]))


def _read_quantity(text: str, year: int) -> CellValue | None:
    """A number with its unit, words after it, or its day: `60 comuni`, `100% al 31.12.2026`."""
    if match := _VALUE.fullmatch(text):
        return CellValue(_written(match, text))
    if _DAY.fullmatch(text):
        return CellValue(text)
    deadline = find_deadline(text, year)
    if deadline is not None:
        before = deadline.before
        match = _VALUE.match(before)
        if match and not deadline.after and not re.search(r"\d", before[match.end() :]):
            rest = before[match.end() :].strip()
            if _SCALED.match(rest):
                return None
            doubts = (f"il giorno «{deadline.text}» è stato letto come {deadline.day:%d/%m/%Y}",)
            return CellValue(
                _written(match, before[: match.end()]),
                due=deadline.day,
                words=text if rest else "",
                doubts=() if deadline.is_exact else doubts,
            )
        return None
    bare = _WORDS_BEFORE.sub("", text, count=1) if _starts_with_article(text) else text
    match = _VALUE.match(bare)
    if match is None or not bare[match.end() : match.end() + 1].isspace():
        return None
    rest = bare[match.end() :].strip()
    doubts = []
    if _SCALED.match(rest) or not re.match(r"[A-Za-zÀ-ÿ°(]", rest) or _AND_MORE.search(rest):
        return None
    if re.search(r"\d", rest):
        doubts.append(f"del testo «{text}» si è preso il primo numero")
    if bare != text and text.casefold().startswith("tutt"):
        doubts.append(f"il testo «{text}» è stato letto come {_written(match, bare[: match.end()])}")
    return CellValue(_written(match, bare[: match.end()]), words=text, doubts=tuple(doubts))


def _written(match: re.Match[str], text: str) -> str:
    """A number as the plan's files have it: with the sign of percent or euro after it."""
    number = match[1].replace(" ", "").replace("−", "-")
    unit = (match[2] or "").strip().casefold()
    if "€" in text or unit == "euro":
        return f"{number} €"
    if unit:
        return f"{number}%"
    return number


def _read_range(line: str, rest: str) -> CellValue:
    match = _RANGE.fullmatch(rest)
    if match is None or re.search(r"\d", match[5]) or _SCALED.match(match[5].strip()):
        return CellValue(line, is_text=True, doubts=(f"l'intervallo «{line}» non si legge",))
    low, unit, high, other, words = match.groups()
    sign = _sign_of(other or unit or "")
    low, high = (number.replace(" ", "").replace("−", "-") for number in (low, high))
    text = f"{low}{sign} e {high}{sign}"
    return CellValue(text, condition=Condition.BETWEEN, words=line if words.strip() else "")


def _sign_of(unit: str) -> str:
    unit = unit.strip().casefold()
    return "" if not unit else " €" if unit in ("€", "euro") else "%"


def _read_deadline(line: str, rest: str, year: int) -> CellValue:
    deadline = find_deadline(f"entro {rest}", year)
    if deadline is None or deadline.before.strip() or deadline.after.strip():
        # «entro 30 giorni» limits a quantity.
        value = _read_quantity(rest, year)
        if value is not None and not value.doubts and value.words:
            doubt = f"«{line}» è stato letto come «al massimo»"
            return replace(value, condition=Condition.AT_MOST, words=line, doubts=(doubt,))
        return _as_words(line, year, "")
    doubt = () if deadline.is_exact else (f"«{line}» è stato letto come {deadline.day:%d/%m/%Y}",)
    written = deadline.text if deadline.is_full else f"{deadline.day:%d/%m/%Y}"
    return CellValue(written, condition=Condition.BY, words="" if deadline.is_full else line, doubts=doubt)


def _as_words(line: str, year: int, problem: str) -> CellValue:
    """A value in words, with the day that they name."""
    deadline = find_deadline(line, year)
    doubts = [f"«{line}» {problem}, e resta un testo"] if problem else []
    due = deadline.day if deadline and deadline.marked else None
    if deadline and due and not deadline.is_exact:
        doubts.append(f"«{deadline.text}» è stato letto come {due:%d/%m/%Y}")
    if not problem and re.search(r"\d", line[: deadline.start] if deadline else line):
        doubts.append(f"«{line}» resta un testo, anche se ha dei numeri")
    return CellValue(line, is_text=True, due=due, doubts=tuple(doubts))


def _read_difference(line: str, year: int, baseline_year: int) -> CellValue | None:
    """`+10% sul 2026`, `Ulteriori 25 enti rispetto al 2026`, `Il doppio rispetto alla baseline`."""
    if match := _DOUBLE.fullmatch(line):
        reference = _reference(match["of"], line, year, baseline_year)
        down = match["word"].casefold().endswith(("metà", "dimezzamento"))
        return CellValue("-50%" if down else "+100%", reference=reference, words=line)
    match = _DIFFERENCE.fullmatch(line)
    if match and match["way"] and not re.search(r"\d", match["words"] + match["rest"]):
        way = match["way"].casefold()
        sign = "-" if way in _DOWN else "+"
        unit = "%" if match["percent"] else " punti" if match["points"] else ""
        doubts = []
        if way == "miglioramento":
            doubts.append(f"«{line}»: si è inteso che il valore deve crescere")
        if _SCALED.match(match["words"].strip()):
            return CellValue(line, is_text=True, doubts=(f"«{line}» resta un testo",))
        is_symbol = way in ("+", "-", "−") and not match["words"].strip() and not match["rest"].strip()
        return CellValue(
            f"{sign}{match['size']}{unit}",
            reference=_reference(match["of"], line, year, baseline_year),
            condition=Condition.AT_LEAST if match["least"] else None,
            words="" if is_symbol else line,
            doubts=tuple(doubts),
        )
    if _RELATIVE_WORD.search(line):
        return CellValue(
            line, is_text=True, doubts=(f"«{line}» è una differenza che non si sa da che cosa calcolare",)
        )
    return None


def _reference(of: str, line: str, year: int, baseline_year: int) -> str:
    if of.isdigit():
        return of
    if "precedente" in line.casefold():
        return YEAR_BEFORE
    return str(baseline_year)


def _parts(text: str, year: int) -> CellValue | None:
    """Several values of one cell: of days within the year, or of steps; `None` for one value."""
    lines = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    if len(lines) < 2:
        return None
    dated = [_dated(line, year) for line in lines]
    days = [(one[1], one[0]) for one in dated if one is not None]
    if len(days) == len(lines) and [day for day, _ in days] == sorted({day for day, _ in days}):
        last_day, last = days[-1]
        due = None if day_before_end(last_day, year) is None else last_day
        return CellValue(last, interim=tuple(days[:-1]), due=due)
    steps = []
    for line in lines:
        deadline = find_deadline(line, year) or find_deadline(f"entro {line}", year)
        if deadline and not deadline.after.strip():
            name = re.sub(r"(?:^|[\s,:])entro\s*(?:il)?$", "", deadline.before.strip()).strip(" :-–")
            steps.append((name, deadline.text if deadline.is_full else f"{deadline.day:%d/%m/%Y}"))
        elif "\n" in text and not _read_line(line, year, year - 1).is_text:
            steps.append(("", line))
        else:
            return None
    return CellValue(steps=tuple(steps))


def _dated(line: str, year: int) -> tuple[str, date] | None:
    """A bare value with its day: `1 al 30/06`."""
    deadline = find_deadline(line, year)
    if deadline is None or deadline.after.strip():
        return None
    match = _VALUE.fullmatch(deadline.before.strip())
    return (_written(match, match[0]), deadline.day) if match else None


def condition_of(text: str) -> Condition | None:
    """The condition of a word or a sign in a column of its own; `None` if it is none."""
    folded = text.strip().casefold()
    return SYMBOLS.get(folded) or _MORE_CONDITIONS.get(folded)
