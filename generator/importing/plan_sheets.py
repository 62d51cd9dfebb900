"""Sheets of a plan: the content of its YAML files as tables, whose headings are the paths of the fields.

A list, or a table of groups, is a sheet of its own; its first columns name what its rows belong to. Both
directions follow the schemas of the files alone, so that a new field needs nothing here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.loading import schemas
from generator.loading.schema import Field, FieldType, Schema, table, text, texts
from generator.plan.identifiers import CODE, SLUG

#: The content of a plan's files, by name relative to its folder.
Contents = Mapping[str, Any]
#: A row of a sheet: texts by heading.
Row = dict[str, str]

VALUE, EMPTY = "valore", "{}"
DAY, FILE, OBJECTIVE, INDICATOR, STEP = "giorno", "file", "obiettivo", "indicatore", "fase"
REVISED_OBJECTIVES, REVISED_INDICATORS, SUCCESSORS = "obiettivi", "indicatori", "sostituito da"
PLAN_SHEET, MEASUREMENTS = "Piano", "Rilevazioni"
_VALUE_ONLY = Schema("valore", (text(VALUE, "il valore", required=True),))
#: A backslash that would begin an escape, what workbooks read as one, spaces and breaks that they drop.
_UNSAFE = re.compile(r"\\(?=[uU])|_(?=x[0-9A-Fa-f]{4}_)|(?m:^ +| +$)|(?<= ) +|\A\n+|\n+\Z")
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})|\\U(000[0-9a-f]{5}|0010[0-9a-f]{4})")


class Sheet(Struct, frozen=True):
    """A sheet with the rows of a field, or of a file, that has several.

    `key` is the heading under which the sheets of its children name a row: what they find in the field
    `identity`, or else the key of a table, or the number of the item of a list. `parents` are the headings
    that name what a row belongs to.
    """

    name: str
    schema: Schema
    key: str = ""
    identity: str = ""
    is_table: bool = False
    parents: tuple[str, ...] = ()
    children: tuple[tuple[str, "Sheet"], ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings before those of the fields."""
        own = () if not self.key or self.identity else (self.key,)
        return (*self.parents, *own)

    def child(self, field: str) -> "Sheet | None":
        """The sheet of a field, `None` if it stands in the row."""
        return dict(self.children).get(field)


#: A sheet that waits for the headings of its parents.
_Below = Callable[[tuple[str, ...]], Sheet]


def _sheet(
    name: str,
    schema: Schema,
    *,
    key: str = "",
    identity: str = "",
    is_table: bool = False,
    parents: tuple[str, ...] = (),
    children: Mapping[str, _Below] | None = None,
) -> Sheet:
    below = (*parents, key) if key else parents
    made = tuple((field, child(below)) for field, child in (children or {}).items())
    return Sheet(name, schema, key, identity, is_table, parents, made)


def _below(name: str, schema: Schema, **options: Any) -> _Below:
    """A sheet for the rows of a field, to be completed with its parents."""
    return lambda parents: _sheet(name, schema, parents=parents, **options)


def _values(name: str, key: str) -> _Below:
    return _below(name, _VALUE_ONLY, key=key, is_table=True)


def _targets(name: str) -> _Below:
    return _below(name, schemas.TARGET, key="anno", is_table=True)


PLAN = _sheet(PLAN_SHEET, schemas.PLAN, children={"campi": _below("Campi", schemas.OWN_FIELD)})
OFFICES = _sheet(
    "",
    schemas.OFFICES,
    children={
        "aree": _below("Aree di responsabilità", schemas.REGISTERED),
        "uffici": _below("Uffici", schemas.REGISTERED),
    },
)
AREAS = _sheet("Ambiti", schemas.AREA)
MISSIONS = _sheet(
    "Missioni",
    schemas.MISSION,
    key="missione",
    identity="codice",
    children={"programmi": _below("Programmi", schemas.PROGRAMME)},
)
_STEPS = _below("Fasi", schemas.STEP, key=STEP, children={"target": _targets("Target delle fasi")})
_BY_OFFICE = _below(
    "Per ufficio",
    schemas.OFFICE_TARGET,
    key="ufficio",
    is_table=True,
    children={"target": _targets("Target per ufficio")},
)
_INDICATORS = _below(
    "Indicatori",
    schemas.INDICATOR,
    key=INDICATOR,
    identity="id",
    children={
        "uffici": _below("Uffici degli indicatori", schemas.ASSIGNED_OFFICE),
        "target": _targets("Target"),
        "traguardi_intermedi": _values("Traguardi intermedi", DAY),
        "fasi": _STEPS,
        "per_ufficio": _BY_OFFICE,
    },
)
OBJECTIVES = _sheet(
    "Obiettivi",
    schemas.OBJECTIVE,
    key=OBJECTIVE,
    identity="codice",
    children={
        "uffici": _below("Uffici degli obiettivi", schemas.ASSIGNED_OFFICE),
        "indicatori": _INDICATORS,
    },
)
RESULTS = _sheet(
    MEASUREMENTS,
    schemas.RESULT,
    parents=(DAY, FILE, OBJECTIVE, INDICATOR),
    children={
        "fasi": _below("Rilevazioni delle fasi", schemas.PART_RESULT, key=STEP, is_table=True),
        "per_ufficio": _below("Rilevazioni per ufficio", schemas.PART_RESULT, key="ufficio", is_table=True),
        "rettifiche": _below(
            "Rettifiche",
            schemas.CORRECTION,
            key="rettifica",
            children={
                "fasi": _values("Rettifiche delle fasi", STEP),
                "per_ufficio": _values("Rettifiche per ufficio", "ufficio"),
            },
        ),
    },
)
NEWS = _sheet("Novità", schemas.NEWS)
#: In its file a revision names objectives and indicators by keys of their own, and says what becomes of a
#: whole one with a word; here they are rows, and the word is their value.
REVISED_INDICATOR = Schema(
    "indicatore rivisto",
    (text(VALUE, "che cosa ne è: stralciato, sospeso, ripreso, aggiunto"), *schemas.REVISED_INDICATOR.fields),
)
REVISED_OBJECTIVE = Schema(
    "obiettivo rivisto",
    (
        text(VALUE, "che cosa ne è: stralciato, sospeso, ripreso, aggiunto"),
        texts(SUCCESSORS, "i codici degli obiettivi che ne prendono il posto"),
        table(REVISED_INDICATORS, "gli indicatori che cambiano", SLUG, "", schema=REVISED_INDICATOR),
    ),
)
_REVISIONS = Schema(
    "revisione",
    (
        *schemas.REVISION.fields,
        table(REVISED_OBJECTIVES, "gli obiettivi che cambiano", CODE, "", schema=REVISED_OBJECTIVE),
    ),
)
REVISIONS = _sheet(
    "Revisioni",
    _REVISIONS,
    key=DAY,
    children={
        REVISED_OBJECTIVES: _below(
            "Revisioni degli obiettivi",
            REVISED_OBJECTIVE,
            key=OBJECTIVE,
            is_table=True,
            children={
                REVISED_INDICATORS: _below(
                    "Revisioni degli indicatori",
                    REVISED_INDICATOR,
                    key=INDICATOR,
                    is_table=True,
                    children={
                        "target": _targets("Target rivisti"),
                        "traguardi_intermedi": _values("Traguardi intermedi rivisti", "al giorno"),
                        "fasi": _below(
                            "Fasi riviste",
                            schemas.REVISED_STEP,
                            key=STEP,
                            is_table=True,
                            children={"target": _targets("Target rivisti delle fasi")},
                        ),
                        "per_ufficio": _below(
                            "Revisioni per ufficio",
                            schemas.REVISED_OFFICE,
                            key="ufficio",
                            is_table=True,
                            children={"target": _targets("Target rivisti per ufficio")},
                        ),
                    },
                )
            },
        )
    },
)

#: The sheets of files with one group, and of files that are lists.
GROUPS = {"piano.yml": PLAN, "uffici.yml": OFFICES}
FILE_LISTS = {"ambiti.yml": AREAS, "missioni.yml": MISSIONS, "novita.yml": NEWS}
_ROOTS = (PLAN, AREAS, OFFICES, MISSIONS, OBJECTIVES, REVISIONS, RESULTS, NEWS)


def all_sheets() -> tuple[Sheet, ...]:
    """All sheets that a workbook may have, in its order."""
    return tuple(sheet for root in _ROOTS for sheet in _with_children(root) if sheet.name)


def _with_children(sheet: Sheet) -> Iterator[Sheet]:
    yield sheet
    for _, child in sheet.children:
        yield from _with_children(child)


def sheets_of(contents: Contents) -> dict[str, list[Row]]:
    """The rows of each sheet, from the content of a plan's files."""
    rows: dict[str, list[Row]] = {sheet.name: [] for sheet in all_sheets()}
    for name, sheet in GROUPS.items():
        if name in contents:
            _add(sheet, contents[name], {}, rows)
    for name, sheet in FILE_LISTS.items():
        for item in contents.get(name, ()):
            _add(sheet, item, {}, rows)
    for name in sorted(contents):
        folder, _, rest = name.removesuffix(".yml").partition("/")
        if folder == "obiettivi":
            _add(OBJECTIVES, _without_final_line_break(contents[name]), {}, rows)
        elif folder == "rilevazioni":
            day, _, file = rest.partition("/")
            _add_results(contents[name], {DAY: day, FILE: file}, rows)
        elif folder == "revisioni":
            _add(REVISIONS, _revision_as_rows(contents[name]), {}, rows, rest)
    rows[PLAN_SHEET] = [
        {"campo": path, VALUE: text} for row in rows[PLAN_SHEET] for path, text in row.items()
    ]
    return rows


def _add_results(content: Mapping[str, Any], heads: Row, rows: dict[str, list[Row]]) -> None:
    if source := content.get("fonte"):
        rows[MEASUREMENTS].append({**heads, "fonte": encoded(source)})
    for code, indicators in content.items():
        if code == "fonte" or not isinstance(indicators, Mapping):
            continue
        for identifier, result in indicators.items():
            if result:
                _add(RESULTS, _as_group(result), {**heads, **_named(code, identifier)}, rows)


def _revision_as_rows(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The content of a revision with its objectives, and their indicators, in fields of their own."""
    own = {field.name for field in schemas.REVISION.fields}
    objectives = {
        code: {REVISED_INDICATORS: found} if isinstance(found, Mapping) and SUCCESSORS not in found else found
        for code, found in content.items()
        if code not in own
    }
    return {**{name: content[name] for name in own & content.keys()}, REVISED_OBJECTIVES: objectives}


def revision_from_rows(content: Mapping[str, Any]) -> dict[str, Any]:
    """The inverse of `_revision_as_rows`."""
    objectives = content.get(REVISED_OBJECTIVES, {})
    return {name: value for name, value in content.items() if name != REVISED_OBJECTIVES} | {
        code: found.get(REVISED_INDICATORS, found) if isinstance(found, Mapping) else found
        for code, found in objectives.items()
    }


def _named(code: str, identifier: str) -> Row:
    return {OBJECTIVE: encoded(code), INDICATOR: encoded(identifier)}


def _without_final_line_break(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """An objective whose description lacks the line break at the end of a literal block."""
    text = content.get("descrizione", "")
    return {**content, "descrizione": text.removesuffix("\n")} if text else content


def _as_group(value: Any) -> Mapping[str, Any]:
    """A value of a table or of a list as a group: a text is its first field."""
    return value if isinstance(value, Mapping) else {VALUE: value}


def _add(sheet: Sheet, item: Any, heads: Row, rows: dict[str, list[Row]], key: str = "") -> None:
    """Add the row of an item, and those of its children."""
    first = sheet.schema.fields[0].name
    group = item if isinstance(item, Mapping) else {first: item}
    own = encoded(str(group.get(sheet.identity, "")) if sheet.identity else key)
    row = {**heads, sheet.key: own} if sheet.key and not sheet.identity else dict(heads)
    for field in sheet.schema.fields:
        if field.name in group and sheet.child(field.name) is None:
            row.update(_cells(field, field.name, group[field.name]))
    if sheet.name:
        rows[sheet.name].append(row)
    below = {**heads, sheet.key: own} if sheet.key else heads
    for name, child in sheet.children:
        content = group.get(name) or ()
        if isinstance(content, Mapping):
            for child_key, value in content.items():
                _add(child, _as_group(value), below, rows, child_key)
        elif not isinstance(content, str):
            for number, each in enumerate(content, start=1):
                _add(child, each, below, rows, str(number))


def _cells(field: Field, path: str, value: Any) -> Iterator[tuple[str, str]]:
    """The cells of a field that stands in the row of its group."""
    if isinstance(value, Mapping):
        if not value and field.type is FieldType.TABLE:
            yield path, EMPTY
        for key, inner in value.items():
            own = field.schema.field(key) if field.schema else None
            yield from _cells(own or field, f"{path}.{encoded(key)}", inner)
    elif isinstance(value, str):
        if value:
            yield path, encoded(value)
    elif value:
        yield path, "\n".join(encoded(item).replace("\n", r"\u000a") for item in value)


def encoded(text: str) -> str:
    """A text as a cell holds it: what programs change or hide is written as `\\u00a0`."""
    safe = _UNSAFE.sub(lambda match: "".join(map(_escape, match[0])), text)
    return "".join(one if one.isprintable() or one == "\n" else _escape(one) for one in safe)


def decoded(text: str) -> str:
    """The text of a cell, the inverse of `encoded`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
