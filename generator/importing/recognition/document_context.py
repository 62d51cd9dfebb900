"""Context of the values of a document: spellings of its numbers, periods, footnotes, what -1 means."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.condition_texts import SIGN
from generator.importing.recognition.days import number_of_period
from generator.importing.recognition.headings import words
from generator.importing.recognition.name_split import NO_NAMES, NamesOfDocument, names_of_document
from generator.importing.recognition.numerals import Spelling, spellings
from generator.importing.recognition.plan_years import PlanYears
from generator.importing.recognition.records import HEADER_SIGN, Field, Recognised, Record, table_of
from generator.importing.recognition.roles import VALUE_ROLES, Role
from generator.plan.conditions import SYMBOLS, Condition

_FOOTNOTE = re.compile(r"\(?(\*+|\d|[¹²³⁴])\)?[.:]?\s+(\S.*)", re.DOTALL)
_MINUS_ONE = re.compile(r"[-−]1(?:[.,]0+)?")
_NEGATIVE = re.compile(r"[-−]\d")
_NUMERIC = VALUE_ROLES | {Role.DEGREE, Role.OTHER, Role.UNKNOWN, Role.WEIGHT}
_PERIODS = {"semestre": 2, "quadrimestre": 3, "trimestre": 4, "bimestre": 6, "mese": 12}


class DocumentContext(Struct, frozen=True):
    """What the whole document tells about its values.

    `spellings` are those of the numbers of each column; `periods` is the number of periods in a year;
    `not_reported` are the columns of results in which -1 stands for no result. `footnotes` are texts by their
    mark. No result is of a day after `today`. `signed_once` are the tables in whose rows only the first
    target has a sign of comparison, which is that of all. `names` tells how names and formulas share a cell.
    `unusual_signs` are those in whose place the document mostly has others. `filled` are the columns of a
    table, by role, with a text in most rows. `signs_percent`: most percentages have their sign. `signs_rows`:
    in some tables one sign in a column of its own is that of all years.
    """

    years: PlanYears
    spellings: Mapping[str, Spelling]
    periods: int = 1
    not_reported: frozenset[str] = frozenset()
    footnotes: Mapping[str, str] = {}
    today: date | None = None
    signed_once: frozenset[str] = frozenset()
    names: NamesOfDocument = NO_NAMES
    unusual_signs: frozenset[str] = frozenset()
    filled: frozenset[tuple[str, Role]] = frozenset()
    signs_percent: bool = False
    signs_rows: bool = False


def document_context(recognised: Recognised, years: PlanYears, today: date | None) -> DocumentContext:
    """The context of a document; no result is of a day after `today`."""
    fields = [one for record in recognised.records for one in record.fields]
    columns: dict[str, list[str]] = defaultdict(list)
    for one in fields:
        if one.role in _NUMERIC and one.scope and one.text and one.cell.value is None:
            columns[one.scope].append(one.text)
    footnotes: dict[str, str] = {}
    notes = [one.cell.line for one in fields if one.role is Role.NOTE]
    for line in (*notes, *(leftover.cell.line for leftover in recognised.leftovers)):
        if match := _FOOTNOTE.fullmatch(line):
            footnotes.setdefault(match[1], match[2])
    return DocumentContext(
        years,
        spellings(columns),
        _periods(fields),
        _not_reported(columns, fields),
        footnotes,
        today,
        _signed_once(recognised.records),
        names_of_document(list(_shared_cells(recognised.records))),
        _unusual_signs(fields),
        _filled(recognised.records),
        _signs_percent(recognised.records),
        any(
            len([one for one in record.all(Role.CONDITION) if one.text and one.scope != HEADER_SIGN]) == 1
            and len([one for one in record.all(Role.TARGET) if one.text]) > 1
            for record in recognised.records
        ),
    )


def _filled(records: Iterable[Record]) -> frozenset[tuple[str, Role]]:
    """The columns of each table, by role, in which most rows have a text; conditions also before targets."""
    rows: Counter[str] = Counter()
    found: Counter[tuple[str, Role]] = Counter()
    for record in records:
        targets = record.all(Role.TARGET)
        if not targets:
            continue
        table = table_of(targets[0])
        rows[table] += 1
        signed = any(SIGN.match(one.text) for one in targets)
        roles = {one.role for one in record.fields if one.text and one.scope != HEADER_SIGN}
        found.update((table, role) for role in (roles | {Role.CONDITION} if signed else roles))
    return frozenset(key for key, count in found.items() if 2 * count > rows[key[0]])


def _signs_percent(records: Iterable[Record]) -> bool:
    """Whether most values of indicators in percent have the sign."""
    texts = [
        one.text
        for record in records
        if any(one.text.strip() == "%" for one in record.all(Role.UNIT))
        for one in (*record.all(Role.TARGET), *record.all(Role.BASELINE))
        if re.search(r"\d", one.text)
    ]
    return 2 * sum("%" in text for text in texts) > len(texts)


def _unusual_signs(fields: Iterable[Field]) -> frozenset[str]:
    """The signs of comparison that stand alone in a cell, but for the most frequent one of each condition."""
    found: dict[Condition, Counter[str]] = defaultdict(Counter)
    for one in fields:
        if one.role is Role.CONDITION and one.scope != HEADER_SIGN and one.text in SYMBOLS:
            found[SYMBOLS[one.text]][one.text] += 1
    return frozenset(sign for signs in found.values() for sign, _ in signs.most_common()[1:])


def _shared_cells(records: Iterable[Record]) -> Iterator[str]:
    """The cells that may hold a name and its formula, with their markup."""
    for record in records:
        one = record.first(Role.NAME)
        if one is not None and not record.all(Role.FORMULA):
            yield one.cell.raw


def _signed_once(records: Iterable[Record]) -> frozenset[str]:
    """The tables with a sign at the first target of every row of several, and at no other."""
    rows: dict[str, list[list[bool]]] = defaultdict(list)
    for record in records:
        targets = [one for one in record.all(Role.TARGET) if one.text and not is_absent(one.text)]
        if len(targets) > 1 and not record.first(Role.CONDITION):
            rows[table_of(targets[0])].append([bool(SIGN.match(one.text)) for one in targets])
    return frozenset(
        table
        for table, signs in rows.items()
        if table and len(signs) > 1 and all(row[0] and not any(row[1:]) for row in signs)
    )


def _periods(fields: Iterable[Field]) -> int:
    """The number of periods in a year: told by the heading or by the values, or else the highest of them."""
    highest = 1
    for one in fields:
        if one.role is not Role.PERIOD or not one.text:
            continue
        told = words(f"{one.heading.text} {one.text}").split()
        for word, count in _PERIODS.items():
            if word in told:
                return count
        highest = max(highest, number_of_period(one.text))
    return next((count for count in (2, 4, 12) if highest <= count), 12)


def _not_reported(columns: dict[str, list[str]], fields: Iterable[Field]) -> frozenset[str]:
    """The columns of results in which -1 is too frequent, or too lonely below zero, to be a value."""
    found = set()
    for scope in {one.scope for one in fields if one.role is Role.RESULT}:
        texts = columns.get(scope, [])
        marks = [text for text in texts if _MINUS_ONE.fullmatch(text)]
        others = [text for text in texts if _NEGATIVE.match(text) and not _MINUS_ONE.fullmatch(text)]
        if len(marks) > 1 or (marks and not others):
            found.add(scope)
    return frozenset(found)
