"""Roles of columns whose heading says too little, by their place and by their content."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.importing.recognition.cells import Located
from generator.importing.recognition.code_texts import all_coded, is_code
from generator.importing.recognition.headings import words
from generator.importing.recognition.roles import Heading, Role

Row = Sequence[Located]
#: First words of names of offices.
OFFICE_WORDS = frozenset(
    [
        "area",
        "centro",
        "dip",
        "dipartimento",
        "direzione",
        "distretto",
        "divisione",
        "sc",
        "servizio",
        "settore",
        "struttura",
        "u",
        "o",
        "uo",
        "ufficio",
        "unita",
        "segreteria",
    ]
)
#: Headings over persons or over offices.
_RESPONSIBLE = ("responsabile", "resp", "referente", "dirigente responsabile")

#: Headings over references to an objective, and over what it is to bring about.
_REFERENCES = ("", "rif", "riferimento", "ob", "scheda", "n scheda", "n ob", "n obiettivo", "ref")
_DESCRIBED_INDICATORS = ("descrizione indicatore", "misura indicatore", "indicatore formula")
_BARE_CODES = ("codice", "cod", "id", "n", "sigla", "rif")
_OUTCOMES = ("risultato atteso", "risultati attesi")


class Column(Struct, frozen=True):
    """A column: its index, its heading with the role found for it, and whether its texts begin with codes.

    `sign` is a sign of comparison that stands in the header.
    """

    index: int
    heading: Heading
    coded: bool = False
    sign: str = ""
    hidden: bool = False

    @property
    def role(self) -> Role:
        """The role of the heading."""
        return self.heading.role


def texts_of(body: Iterable[Row], index: int) -> list[str]:
    """The texts of a column that are not empty."""
    return [row[index].text for row in body if index < len(row) and row[index].text]


def resolve_roles(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """Give roles to the headings that say what they are but not of what, such as «Codice»."""
    named = _one_name(_subjects(_described(columns)), body)
    found = [_by_content(column, columns, body) for column in named]
    found = _same_level(_expected_outcomes(found))
    found = _structures_by_content(found, body)
    found = _codes_by_content(_codes_of_objectives(found, body), body)
    for index, column in enumerate(found):
        role, level = column.role, column.heading.level
        if role is Role.DESCRIPTION and level and not _has(found, level, Role.TITLE, Role.LEVEL, body):
            found[index] = _as(column, Role.TITLE)
    for index, column in enumerate(found):
        texts = list(dict.fromkeys(texts_of(body, index)))
        if column.role is Role.LEVEL:
            titled = any(
                other.role is Role.TITLE and other.heading.level == column.heading.level for other in found
            )
            coded = any(
                other.role is Role.CODE and other.heading.level == column.heading.level for other in found
            )
            if (titled or not coded) and texts and all(is_code(text) for text in texts) and titled:
                found[index] = _as(column, Role.CODE)
            else:
                found[index] = replace(_as(column, Role.TITLE), coded=not coded and all_coded(texts))
        elif column.role is Role.TITLE:
            coded = _has_role(found, column.heading.level, Role.CODE)
            found[index] = replace(column, coded=not coded and all_coded(texts))
        elif column.role is Role.NAME:
            coded = any(other.role is Role.INDICATOR_CODE for other in found)
            found[index] = replace(column, coded=not coded and all_coded(texts))
    return found


def _described(columns: Sequence[Column]) -> list[Column]:
    """Where no column names the indicators, the one of their descriptions does."""
    if any(one.role is Role.NAME for one in columns):
        return list(columns)
    return [
        _as(one, Role.NAME) if words(one.heading.text) in _DESCRIBED_INDICATORS else one for one in columns
    ]


def _same_level(columns: Sequence[Column]) -> list[Column]:
    """A code of «obiettivo» is of the «obiettivo operativo» beside it, where none is of its own level."""
    found = list(columns)
    for index, column in enumerate(columns):
        level = column.heading.level
        if column.role is not Role.CODE or any(
            one.heading.level == level for one in columns if one.index != column.index
        ):
            continue
        for beside in (index + 1, index - 1):
            other = columns[beside].heading if 0 <= beside < len(columns) else None
            if other and other.level and other.role is not Role.CODE:
                if not _has_role(columns, other.level, Role.CODE):
                    found[index] = _as(column, Role.CODE, other.level)
                break
    return found


def _by_content(column: Column, columns: Sequence[Column], body: Sequence[Row]) -> Column:
    """A column whose content tells more than its heading."""
    has_results = any(one.role is Role.RESULT for one in columns)
    has_target_years = any(one.role is Role.TARGET_YEAR for one in columns)
    if column.role is Role.QUARTER and has_results and not has_target_years:
        return _as(column, Role.PERIOD)
    levels = {one.heading.level for one in columns if one.heading.level}
    has_programmes = any(one.role is Role.PROGRAMME for one in columns)
    if (
        column.role is Role.LEVEL
        and column.heading.level == "missione"
        and has_programmes
        and len(levels) > 1
    ):
        # Mission and programme of the budget.
        return _as(column, Role.MISSION, "")
    has_targets = any(one.role in (Role.TARGET, Role.QUALITATIVE) for one in columns)
    texts = texts_of(body, column.index)
    if column.role is Role.LEVEL and not has_targets:
        numbers = [text for text in texts if re.search(r"\d", text) and not re.search(r"[A-Za-z]{4}", text)]
        if 2 * len(numbers) >= max(len(texts), 1):
            return _as(column, Role.TARGET, "")
    heading = words(column.heading.text)
    if column.role is Role.TARGET and heading.startswith("obiettiv"):
        has_titles = any(one.role in (Role.LEVEL, Role.TITLE) for one in columns)
        if not has_titles and texts and not any(re.search(r"\d", text) for text in texts):
            # «Obiettivo 2026» over titles.
            return _as(column, Role.TITLE, "obiettivo")
    has_offices = any(one.role in (Role.OFFICE, Role.STRUCTURE) for one in columns)
    if column.role is Role.DEPARTMENT and not has_offices:
        return _as(column, Role.OFFICE)
    is_of_offices = column.role is Role.OTHER and heading in _RESPONSIBLE
    is_of_offices |= column.role is Role.UNKNOWN and heading in OFFICE_WORDS
    if is_of_offices and not has_offices:
        texts = texts_of(body, column.index)
        if texts and all(
            words(text).split()[:1] and words(text).split()[0] in OFFICE_WORDS for text in texts
        ):
            return _as(column, Role.OFFICE)
    return column


def _codes_of_objectives(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """A bare «Codice» between objectives and indicators is of those whose rows it tells apart."""
    titles = [one for one in columns if one.role in (Role.TITLE, Role.LEVEL)]
    names = [one.index for one in columns if one.role is Role.NAME]
    bare = [
        one for one in columns if one.role is Role.INDICATOR_CODE and words(one.heading.text) in _BARE_CODES
    ]
    if len(titles) != 1 or not names or len(bare) != 1 or any(one.role is Role.CODE for one in columns):
        return list(columns)
    index, title = bare[0].index, titles[0]
    beside = {
        row[index].line for row in body if index < len(row) and names[0] < len(row) and row[names[0]].text
    }
    count = sum(1 for row in body if names[0] < len(row) and row[names[0]].text)
    if len(beside) == count or not _are_codes(body, index, title.index):
        return list(columns)
    level = title.heading.level or "obiettivo"
    return [_as(one, Role.CODE, level) if one.index == index else one for one in columns]


def _codes_by_content(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """A column of numbers or references before the first titles, one for each title, has their codes."""
    titles = [one for one in columns if one.role in (Role.TITLE, Role.LEVEL)]
    if not titles or any(one.role is Role.CODE for one in columns):
        return list(columns)
    title = titles[0]
    if all_coded(texts_of(body, title.index)):
        return list(columns)
    found = list(columns)
    for index in range(title.index):
        column = columns[index]
        is_of_code = column.role is Role.ORDINAL or words(column.heading.text) in _REFERENCES
        if is_of_code and not column.hidden and _are_codes(body, index, title.index):
            found[index] = _as(column, Role.CODE, title.heading.level or "obiettivo")
            break
    return found


def _are_codes(body: Sequence[Row], index: int, title: int) -> bool:
    """Whether each text of a column stands beside a title of its own, and only there."""
    pairs: dict[str, set[str]] = {}
    for row in body:
        if max(index, title) < len(row) and (row[index].text or row[title].text):
            pairs.setdefault(row[index].line, set()).add(row[title].line)
    titles = [one for group in pairs.values() for one in group]
    return (
        bool(pairs)
        and all(is_code(text) for text in pairs)
        and all(len(group) == 1 for group in pairs.values())
        and len(set(titles)) == len(titles)
        and "" not in titles
    )


def _expected_outcomes(columns: Sequence[Column]) -> list[Column]:
    """A «Risultato atteso» beside the objective describes it."""
    others = [
        one
        for one in columns
        if "obiettivo" in one.heading.level
        and words(one.heading.text) not in _OUTCOMES
        and one.role is not Role.CODE
    ]
    if not others:
        return list(columns)
    return [
        _as(one, Role.DESCRIPTION, others[-1].heading.level)
        if one.role is Role.LEVEL and words(one.heading.text) in _OUTCOMES
        else one
        for one in columns
    ]


def _structures_by_content(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """A column without a known heading that tells the rows of one indicator apart has its structures."""
    roles = {one.role for one in columns}
    names = [one.index for one in columns if one.role is Role.NAME]
    if not names or roles & {Role.STRUCTURE, Role.PERIOD, Role.YEAR, Role.INDICATOR_CODE}:
        return list(columns)
    found = []
    for column in columns:
        if column.role in (Role.UNKNOWN, Role.OTHER) and column.heading.text and not column.hidden:
            groups: dict[str, list[str]] = {}
            for row in body:
                if max(names[0], column.index) < len(row):
                    groups.setdefault(row[names[0]].text, []).append(row[column.index].text)
            several = [texts for texts in groups.values() if len(texts) > 1]
            known = {text for texts in several for text in texts}
            tells = several and all(len(set(texts)) == len(texts) for texts in several)
            is_text = all(re.search(r"[^\W\d]{3}", text) for text in known) and len(known) < sum(
                map(len, several)
            )
            if tells and is_text:
                column = replace(
                    _as(column, Role.STRUCTURE),
                    heading=replace(column.heading, role=Role.STRUCTURE, is_certain=False),
                )
        found.append(column)
    return found


def _as(column: Column, role: Role, level: str | None = None) -> Column:
    heading = column.heading
    return replace(
        column, heading=replace(heading, role=role, level=heading.level if level is None else level)
    )


def _has_role(columns: Iterable[Column], level: str, role: Role) -> bool:
    return any(one.role is role and one.heading.level == level for one in columns)


def _has(columns: Iterable[Column], level: str, first: Role, bare: Role, body: Sequence[Row]) -> bool:
    """Whether another column has the titles of a level; a bare one that has only codes does not."""
    for column in columns:
        if column.heading.level != level:
            continue
        if column.role is first:
            return True
        texts = texts_of(body, column.index)
        if column.role is bare and not (texts and all(is_code(text) for text in texts)):
            return True
    return False


def _subjects(columns: Sequence[Column]) -> list[Column]:
    """Bare «Codice», «Titolo» and «Descrizione» belong to the subject nearest to them."""
    is_named = any(column.role is Role.NAME for column in columns)
    bare = [one.index for one in columns if one.role is Role.TITLE and not one.heading.level]
    # Without a column of indicators the last title is of these, unless it is that of the objectives.
    has_others = any(one.heading.level or one.index in bare[:-1] for one in columns)
    name = bare[-1] if bare and has_others and not is_named else -1
    found: list[Column] = []
    for position, column in enumerate(columns):
        if column.index == name:
            column = _as(column, Role.NAME)
        elif column.role in (Role.CODE, Role.TITLE, Role.DESCRIPTION) and not column.heading.level:
            subject = _subject(found, columns[position + 1 :], before_first=column.role is Role.CODE)
            if subject == "indicatore":
                role = {Role.CODE: Role.INDICATOR_CODE, Role.DESCRIPTION: Role.FORMULA}.get(column.role)
                column = _as(column, role or Role.OTHER)
            else:
                column = _as(column, column.role, subject)
        found.append(column)
    return found


def _subject(before: Sequence[Column], after: Sequence[Column], *, before_first: bool) -> str:
    """The level, or «indicatore», that a bare heading belongs to: what is left of it, or right of a code."""
    ways: tuple[Iterable[Column], ...] = (reversed(before), after)
    if before_first and after:
        following = after[0]
        if following.heading.level or following.role is Role.NAME:
            ways = (after, reversed(before))
    for way in ways:
        for column in way:
            if column.role in (Role.NAME, Role.INDICATOR_CODE):
                return "indicatore"
            if column.heading.level:
                return column.heading.level
            if column.role is Role.TITLE:
                return "obiettivo"
    return "obiettivo"


def _one_name(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """Leave one column of names of indicators: that with most different texts."""
    named = [column for column in columns if column.role is Role.NAME]
    if len(named) < 2:
        return list(columns)
    kinds = Counter({column.index: len(set(texts_of(body, column.index))) for column in named})
    best = kinds.most_common(1)[0][0]
    typed = any(column.role is Role.TYPE for column in columns)
    other = Role.OTHER if typed else Role.TYPE
    return [
        _as(column, other) if column.role is Role.NAME and column.index != best else column
        for column in columns
    ]
