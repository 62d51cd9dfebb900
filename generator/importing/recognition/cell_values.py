"""Values of cells: the condition, the value, the day and the words of a target, a baseline or a result.

The texts of values are such as `plan.units.read_value` reads; what a cell says besides is kept in words.
"""

import re
from datetime import date

from msgspec.structs import replace

from generator.importing.recognition.cell_value import NUMBER, SCALED, SIGNED, UNIT, CellValue
from generator.importing.recognition.condition_texts import (
    SIGN,
    WORDS_BEFORE,
    split_condition,
    starts_with_article,
)
from generator.importing.recognition.days import bare_day, day_before_end, find_deadline
from generator.importing.recognition.difference_texts import read_difference
from generator.importing.recognition.vocabulary import vocabulary
from generator.plan.conditions import Condition

_VALUE = re.compile(rf"(?:€ ?|n\. ?|n° ?|nr\.? )?({SIGNED})({UNIT})?", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
#: A second quantity beside the first.
_AND_MORE = re.compile(
    r"(?:\be|;|,) (?:almeno|non meno di|non più di|al massimo|oltre|più di|meno di|altr[ie]|il|l['’]|\d)"
    r"(?: ?\d| \w)",
    re.IGNORECASE,
)
_SHORT_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d\d")
_DUE_IN_BRACKETS = re.compile(r"\s*\((entro [^()]*)\)$", re.IGNORECASE)
_MARK = re.compile(r"\s*(?:\(\*+\)|\*+|\(\d\)|[¹²³⁴])$")

_RANGE = re.compile(
    rf"({SIGNED})({UNIT})?\s*(?:e|[-–—÷])\s*(?:il |l['’])?({SIGNED})(?![\d.,])({UNIT})?(.*)",
    re.IGNORECASE | re.DOTALL,
)
#: Two conditions that are a range, and a way to say one that may also be a change.
_BOUNDS = re.compile(r"(?:≥|>=|=>) ?([^<>=≤≥]+?),? ?\be? ?(?:≤|<=|=<) ?([^<>=≤≥]+)", re.IGNORECASE)
_FROM_TO = re.compile(
    rf"(?:da|dal|dall['’]) ?({SIGNED}(?:{UNIT})?) (?:a|al|all['’]) ?({SIGNED}.*)", re.IGNORECASE
)


def is_absent(text: str) -> bool:
    """Whether a text stands where a value is missing."""
    return not text.strip() or text.strip().casefold() in vocabulary().absent


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
    return read_difference(line, baseline_year) or _read_bounded(line, year)


def _read_bounded(line: str, year: int) -> CellValue:
    """A value with the condition before or after it."""
    condition, rest = split_condition(line)
    if condition is Condition.BY or (condition is Condition.AT_MOST and find_deadline(rest, year)):
        return _read_deadline(line, rest, year)
    if condition is Condition.BETWEEN:
        return _read_range(line, rest)
    if bounds := _BOUNDS.fullmatch(line):
        return _read_range(line, f"{bounds[1]} e {bounds[2]}")
    if bounds := _FROM_TO.fullmatch(line):
        found = _read_range(line, f"{bounds[1]} e {bounds[2]}")
        doubt = f"«{line}» è stato letto come un intervallo, «tra» un minimo e un massimo"
        return found if found.is_text else replace(found, doubts=(doubt,))
    if (sign := SIGN.search(rest)) and sign[1] != "=" and not rest.startswith("-"):
        return _as_words(line, year, "ha più di un segno di confronto")
    value = _read_quantity(rest, year)
    if value is not None:
        return replace(value, condition=condition, words=line if value.words else "")
    if _is_word(rest):
        return CellValue(rest, condition=condition)
    return (_read_bare_range(line) if condition is None else None) or _as_words(line, year, "")


def _read_bare_range(line: str) -> CellValue | None:
    """A range without a word that says so: `10-12`."""
    match = _RANGE.fullmatch(line)
    found = _read_range(line, line) if match and not match[5].strip() else None
    if found is None or found.is_text:
        return None
    return replace(
        found, doubts=(f"«{line}» è stato letto come un intervallo, «tra» un minimo e un massimo",)
    )


def _is_word(text: str) -> bool:
    """Whether a text is one word, which may be an answer or of a scale, or a ratio that is read as it is."""
    answers = {"si", "sì", "sí", "si'", "no", "on", "off"}
    scales = {word for scale in vocabulary().scales for word in scale}
    return text.casefold() in answers | scales or bool(
        re.fullmatch(rf"{SIGNED} ?/ ?(?:{NUMBER})(?: \w.*)?|\d{{2,4}}:[0-5]\d", text)
    )


def _read_quantity(text: str, year: int) -> CellValue | None:
    """A number with its unit, words after it, or its day: `60 comuni`, `100% al 31.12.2026`."""
    if match := _VALUE.fullmatch(text):
        return CellValue(_written(match, text))
    if found := _read_day(text, year):
        return found
    text = _DUE_IN_BRACKETS.sub(r" \1", text)
    deadline = find_deadline(text, year)
    if deadline is not None:
        before = deadline.before
        match = _VALUE.match(before)
        if match and not deadline.after and not re.search(r"\d", before[match.end() :]):
            rest = before[match.end() :].strip()
            if SCALED.match(rest):
                return None
            doubt = f"il giorno «{deadline.text}» è stato letto come {deadline.day:%d/%m/%Y}"
            return CellValue(
                _written(match, before[: match.end()]),
                due=deadline.day,
                words=text if rest else "",
                doubts=() if deadline.is_exact else (doubt,),
            )
        return None
    bare = WORDS_BEFORE.sub("", text, count=1) if starts_with_article(text) else text
    match = _VALUE.match(bare)
    if match is None or not bare[match.end() : match.end() + 1].isspace():
        return None
    rest = bare[match.end() :].strip()
    doubts = []
    if SCALED.match(rest) or not re.match(r"[A-Za-zÀ-ÿ°(]", rest) or _AND_MORE.search(rest):
        return None
    if re.search(r"\d", rest):
        doubts.append(f"del testo «{text}» si è preso il primo numero")
    if bare != text and text.casefold().startswith("tutt"):
        doubts.append(f"il testo «{text}» è stato letto come {_written(match, bare[: match.end()])}")
    return CellValue(_written(match, bare[: match.end()]), words=text, doubts=tuple(doubts))


def _read_day(text: str, year: int) -> CellValue | None:
    """A day: `30/06/2026`, `30/06/26`, `30 giugno`."""
    if _DAY.fullmatch(text):
        return CellValue(text)
    if _SHORT_DAY.fullmatch(text) and (short := find_deadline(f"entro {text}", year)):
        doubt = f"«{text}» è stato letto come {short.day:%d/%m/%Y}"
        return CellValue(f"{short.day:%d/%m/%Y}", words=text, doubts=(doubt,))
    day = bare_day(text, year)
    return CellValue(f"{day:%d/%m/%Y}", words=text) if day else None


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
    if match is None or re.search(r"\d", match[5]) or SCALED.match(match[5].strip()):
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
    doubts = () if deadline.is_exact else (f"«{line}» è stato letto come {deadline.day:%d/%m/%Y}",)
    written = deadline.text if deadline.is_full else f"{deadline.day:%d/%m/%Y}"
    return CellValue(written, condition=Condition.BY, words="" if deadline.is_full else line, doubts=doubts)


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
