"""Differences in texts: `+10% sul 2026`, `Ulteriori 25 enti rispetto al 2026`, `Il doppio della baseline`."""

import re

from generator.importing.recognition.cell_value import NUMBER, SCALED, CellValue
from generator.plan.conditions import Condition
from generator.plan.relative import YEAR_BEFORE

_REFERENCE = (
    r"(?:rispetto (?:al valore di partenza|alla baseline|al (?:valore|dato|consuntivo)(?: del)?"
    r"|alla base|all['’] ?anno precedente"
    r"|all['’] ?esercizio precedente|al|alla|agli|a)"
    r"|sul|sulla|su|del valore del|in più (?:del|rispetto al)|vs\.?)"
)
_OF = (
    r"(?P<of>(?:19|20)\d\d|baseline|valore di partenza|valore iniziale|base|anno precedente"
    r"|esercizio precedente|)"
)
_DIFFERENCE = re.compile(
    r"(?P<way>\+|[-−]|incremento|aumento|crescita|miglioramento|riduzione|diminuzione|calo|contrazione"
    r"|ulterior[ie]|altr[ie])?(?: (?:di|del|dello|della|pari a|pari al))?\s*(?P<least>almeno|non meno di)?\s*"
    rf"(?:il |l['’]|del |di )?(?P<size>{NUMBER})(?P<percent> ?%| ?per ?cento)?"
    rf"(?P<points> punt[oi](?: percentual[ei])?)?(?P<words>.*?)\s*{_REFERENCE}\s*{_OF}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DOUBLE = re.compile(
    r"(?P<word>(?:il )?doppio|raddoppio|(?:la )?metà|dimezzamento)(?P<words>.*?)\s*"
    rf"(?:{_REFERENCE}|del|della)\s*{_OF}\.?",
    re.IGNORECASE | re.DOTALL,
)
_DOWN = ("-", "−", "riduzione", "diminuzione", "calo", "contrazione")
_RELATIVE_WORD = re.compile(
    r"[+]\s*\d|\b(?:incremento|aumento|crescita|miglioramento|riduzione|diminuzione|calo|ulterior[ie]|doppio"
    r"|raddoppi\w+|dimezza\w+|rispetto)\b",
    re.IGNORECASE,
)


def read_difference(line: str, baseline_year: int) -> CellValue | None:
    """`+10% sul 2026`, `Ulteriori 25 enti rispetto al 2026`, `Il doppio rispetto alla baseline`."""
    if match := _DOUBLE.fullmatch(line):
        reference = _reference(match["of"], line, baseline_year)
        down = match["word"].casefold().endswith(("metà", "dimezzamento"))
        return CellValue("-50%" if down else "+100%", reference=reference, words=line)
    match = _DIFFERENCE.fullmatch(line)
    if match and match["way"] and not re.search(r"\d", match["words"] + match["rest"]):
        way = match["way"].casefold()
        sign = "-" if way in _DOWN else "+"
        unit = "%" if match["percent"] else " punti" if match["points"] else ""
        doubts: list[str] = []
        if way == "miglioramento":
            doubts.append(f"«{line}»: si è inteso che il valore deve crescere")
        if SCALED.match(match["words"].strip()):
            return CellValue(line, is_text=True, doubts=(f"«{line}» resta un testo",))
        is_symbol = way in ("+", "-", "−") and not match["words"].strip() and not match["rest"].strip()
        return CellValue(
            f"{sign}{match['size']}{unit}",
            reference=_reference(match["of"], line, baseline_year),
            condition=Condition.AT_LEAST if match["least"] else None,
            words="" if is_symbol else line,
            doubts=tuple(doubts),
        )
    if _RELATIVE_WORD.search(line):
        return CellValue(
            line, is_text=True, doubts=(f"«{line}» è una differenza che non si sa da che cosa calcolare",)
        )
    return None


def _reference(of: str, line: str, baseline_year: int) -> str:
    if of.isdigit():
        return of
    if "precedente" in line.casefold():
        return YEAR_BEFORE
    return str(baseline_year)
