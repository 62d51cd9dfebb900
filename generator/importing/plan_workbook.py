"""Reader of the workbook that `vetro export piano` writes: its sheets back to the YAML files of the plan.

Sheets are recognised by their names and headings; their order, that of their columns, and further sheets do
not matter. A row that belongs to nothing, or a heading that is no field, is an error that names the cell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.importing import plan_sheets
from generator.importing.imported_plan import ImportedPlan, ImportingError
from generator.importing.plan_sheets import (
    EMPTY,
    FILE,
    FILE_LISTS,
    GROUPS,
    INDICATOR,
    OBJECTIVE,
    OBJECTIVES,
    PLAN_SHEET,
    RESULTS,
    REVISIONS,
    VALUE,
    Sheet,
    decoded,
    revision_from_rows,
)
from generator.importing.source_documents import document_beside
from generator.importing.tables import Cell, Table
from generator.importing.yaml_text import Node, plan_files
from generator.loading import schemas
from generator.loading.diagnostics import suggestion
from generator.loading.schema import Field, FieldType, Schema
from generator.plan.identifiers import CODE, ISO_DAY, REVISION, SLUG, is_taken_slug, slug_of
from generator.plan.own_fields import FieldKind

_PATH, _SOURCE = "campo", "fonte"
#: Identity of a row, by which the rows of other sheets name it.
_Key = tuple[str, ...]


def is_plan_workbook(tables: Sequence[Table]) -> bool:
    """Whether the tables are those of a workbook that `vetro export piano` wrote."""
    names = {table.name for table in tables}
    plan = next((table for table in tables if table.name == PLAN_SHEET), None)
    return plan is not None and OBJECTIVES.name in names and _header(plan, (_PATH, VALUE)) is not None


def read_plan_workbook(tables: Sequence[Table], path: Path) -> ImportedPlan:
    """The files of the plan in a workbook, with the source document if it lies beside it in `fonti/`.

    Raises `ImportingError`.
    """
    try:
        contents = _Workbook(tables).contents()
    except ImportingError as error:
        raise ImportingError(f"{path.name}, {error}") from error
    document = contents["piano.yml"].get("documento", {}).get("file", "")
    return ImportedPlan(plan_files(contents), documents=document_beside(path, document))


class _Row:
    """A row of a sheet: its cells by heading, and what is made of it."""

    def __init__(self, sheet: Sheet, cells: Mapping[str, Cell]) -> None:
        self.sheet, self.cells = sheet, cells
        self.node: dict[str, Any] = {}

    def text(self, heading: str) -> str:
        """The text under a heading, empty without one."""
        cell = self.cells.get(heading)
        return decoded(cell.text.strip()) if cell else ""

    def error(self, message: str, heading: str = "") -> ImportingError:
        """An error about the cell under a heading, or the first of the row."""
        cell = self.cells.get(heading) or next(iter(self.cells.values()))
        return ImportingError(f"{self.sheet.name}!{cell.place}: {message}")


class _Workbook:
    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = {table.name: table for table in tables}
        self._list_fields: frozenset[str] = frozenset()

    def contents(self) -> dict[str, Any]:
        """The content of each file."""
        contents: dict[str, Any] = {}
        plan = self._plan()
        self._list_fields = frozenset(
            str(field.get("id"))
            for field in plan.get("campi", ())
            if field.get("tipo") == FieldKind.LIST.value
        )
        contents["piano.yml"] = plan
        if offices := self._children_of_file(GROUPS["uffici.yml"]):
            contents["uffici.yml"] = _ordered(GROUPS["uffici.yml"].schema, offices)
        for name, sheet in FILE_LISTS.items():
            if items := [row.node for row in self._read(sheet).values()]:
                contents[name] = [_ordered(sheet.schema, item) for item in items]
        for row in self._read(OBJECTIVES).values():
            name = self._objective_file(row)
            if name in contents:
                raise row.error(f"l'obiettivo «{row.node['codice']}» c'è due volte", "codice")
            contents[name] = _ordered(OBJECTIVES.schema, _with_final_line_break(row.node))
        contents.update(self._measurements())
        for (name,), row in self._read(REVISIONS).items():
            if not REVISION.match(name):
                raise row.error(
                    f"«{name}» non è il nome di una revisione: {REVISION.advice}", plan_sheets.DAY
                )
            contents[f"revisioni/{name}.yml"] = revision_from_rows(_ordered(REVISIONS.schema, row.node))
        return contents

    def _plan(self) -> dict[str, Any]:
        sheet = GROUPS["piano.yml"]
        node: dict[str, Any] = {}
        for row in self._rows(sheet, (_PATH, VALUE)):
            path, value = row.text(_PATH), row.cells.get(VALUE)
            if value and not self._put(sheet, node, path, value.text):
                raise row.error(f"«{path}» non è un campo del piano", _PATH)
        node.update(self._children_of_file(sheet))
        return _ordered(sheet.schema, node)

    def _children_of_file(self, sheet: Sheet) -> dict[str, Any]:
        """The lists of a file that is one group."""
        found = {}
        for field, child in sheet.children:
            if items := [row.node for row in self._read(child).values()]:
                found[field] = [_ordered(child.schema, item) for item in items]
        return found

    @staticmethod
    def _objective_file(row: _Row) -> str:
        code = str(row.node.get("codice", ""))
        if not CODE.match(code) or is_taken_slug(slug_of(code)):
            raise row.error(f"«{code}» non è un codice di obiettivo: {CODE.advice}", "codice")
        return f"obiettivi/{slug_of(code)}.yml"

    def _measurements(self) -> dict[str, Any]:
        """The files of measurements."""
        files: dict[str, dict[str, Any]] = {}
        found = self._read(RESULTS)
        for row in found.values():
            day, file = row.text(plan_sheets.DAY), row.text(FILE)
            if not ISO_DAY.match(day):
                raise row.error(f"«{day}» non è un giorno: {ISO_DAY.advice}", plan_sheets.DAY)
            if file and not SLUG.match(file):
                raise row.error(f"«{file}» non è il nome di un file: {SLUG.advice}", FILE)
            name = f"rilevazioni/{day}/{file}.yml" if file else f"rilevazioni/{day}.yml"
            content = files.setdefault(name, {})
            code, identifier = row.text(OBJECTIVE), row.text(INDICATOR)
            if not code:
                content[_SOURCE] = row.node.get(_SOURCE, "")
            else:
                content.setdefault(code, {})[identifier] = _short(
                    RESULTS.schema, _ordered(RESULTS.schema, row.node)
                )
        return {name: {_SOURCE: content.pop(_SOURCE), **content} if _SOURCE in content else content
                for name, content in files.items()}  # fmt: skip

    def _read(self, sheet: Sheet, parents: Mapping[_Key, _Row] | None = None) -> dict[_Key, _Row]:
        """The rows of a sheet by their identity, with those of its children; each is put into its parent.

        `parents` are the rows that those of the sheet belong to, `None` where they belong to none.
        """
        found: dict[_Key, _Row] = {}
        for number, row in enumerate(self._rows(sheet, _required(sheet)), start=1):
            for heading, cell in row.cells.items():
                if heading not in sheet.heads and not self._put(sheet, row.node, heading, cell.text):
                    raise row.error(f"«{heading}» non è un campo: {_known(sheet, heading)}", heading)
            own = str(row.node.get(sheet.identity, "")) if sheet.identity else row.text(sheet.key)
            above = tuple(row.text(heading) for heading in sheet.parents)
            key = (*above, own) if sheet.key else above if sheet is RESULTS else (*above, str(number))
            if key in found:
                raise row.error(f"«{' '.join(filter(None, key))}» c'è due volte: tenere una riga sola")
            if parents is not None and above not in parents:
                name = " ".join(filter(None, above))
                raise row.error(
                    f"«{name}» non c'è nel foglio da cui questa riga dipende: controllare i codici"
                )
            found[key] = row
        for field, child in sheet.children:
            for key, row in self._read(child, found).items():
                parent = found[key[:-1]].node
                value = _short(child.schema, _ordered(child.schema, row.node))
                if child.is_table:
                    parent.setdefault(field, {})[key[-1]] = value
                else:
                    parent.setdefault(field, []).append(value)
        return found

    def _rows(self, sheet: Sheet, required: Iterable[str]) -> Iterator[_Row]:
        """The rows of a sheet that are not empty, without the cells that are."""
        table = self._tables.get(sheet.name)
        if table is None:
            return
        header = _header(table, required)
        if header is None:
            listed = ", ".join(f"«{heading}»" for heading in required)
            raise ImportingError(f"{sheet.name}: manca la riga delle intestazioni, con {listed}")
        headings = [cell.text.strip() for cell in table.rows[header]]
        for cells in table.rows[header + 1 :]:
            named = zip(headings, cells, strict=False)
            filled = {heading: cell for heading, cell in named if heading and cell.text}
            if filled:
                yield _Row(sheet, filled)

    def _put(self, sheet: Sheet, node: dict[str, Any], path: str, text: str) -> bool:
        """Put the text of a cell where its path says; false if there is no such field."""
        is_apart = sheet.child(path.partition(".")[0]) is not None
        return not is_apart and self._put_field(sheet.schema, node, path, text)

    def _put_field(self, schema: Schema, node: dict[str, Any], path: str, text: str) -> bool:
        name, _, rest = path.partition(".")
        field = schema.field(name)
        if field is None:
            return False
        match field.type:
            case FieldType.TEXT if not rest:
                node[name] = decoded(text)
            case FieldType.TEXT_LIST if not rest:
                node[name] = _items(text)
            case FieldType.TABLE if rest:
                node.setdefault(name, {})[decoded(rest)] = decoded(text)
            case FieldType.TABLE:
                node[name] = {}
                return text == EMPTY
            case FieldType.MAPPING if rest and field.schema:
                return self._put_field(field.schema, node.setdefault(name, {}), rest, text)
            case FieldType.OWN_FIELDS if rest:
                self._put_own(node.setdefault(name, {}), rest, text)
            case _:
                return False
        return True

    def _put_own(self, node: dict[str, Any], path: str, text: str) -> None:
        """Put the value of a field of the body: a text, a list, or a text by year."""
        name, _, year = path.partition(".")
        if year:
            node.setdefault(name, {})[year] = decoded(text)
        else:
            node[name] = _items(text) if name in self._list_fields else decoded(text)


def _required(sheet: Sheet) -> tuple[str, ...]:
    """The headings without which a sheet cannot be read."""
    if sheet.identity:
        return (*sheet.heads, sheet.identity)
    return sheet.heads or (sheet.schema.fields[0].name,)


def _header(table: Table, required: Iterable[str]) -> int | None:
    """The row of the headings; `None` without one that has those required."""
    wanted = set(required)
    rows = ({cell.text.strip() for cell in row} for row in table.rows)
    return next((number for number, texts in enumerate(rows) if wanted <= texts), None)


def _known(sheet: Sheet, heading: str) -> str:
    names = [field.name for field in sheet.schema.fields]
    return suggestion(heading, names) or f"ci sono {', '.join(names)}"


def _items(text: str) -> list[str]:
    return [decoded(item) for item in text.split("\n") if item]


def _short(schema: Schema, group: dict[str, Any]) -> Node:
    """A group with only what a text may stand for as that text: a value, a reference."""
    first = schema.fields[0].name
    if group.keys() <= {first} and (first == VALUE or schema is schemas.ASSIGNED_OFFICE):
        # A year without a value has an empty one.
        return str(group.get(first, ""))
    return group


def _with_final_line_break(node: dict[str, Any]) -> dict[str, Any]:
    """The description as editors write it: a literal block, which ends with a line break."""
    text = node.get("descrizione", "")
    return {**node, "descrizione": f"{text}\n"} if text else node


def _ordered(schema: Schema, node: dict[str, Any]) -> dict[str, Any]:
    """The fields of a group in the order of its schema."""
    return {
        field.name: _ordered_field(field, node[field.name]) for field in schema.fields if field.name in node
    }


def _ordered_field(field: Field, value: Any) -> Any:
    is_group = field.type is FieldType.MAPPING and field.schema is not None
    return _ordered(field.schema, value) if is_group and field.schema else value
