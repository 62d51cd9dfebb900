"""YAML text to a tree of nodes with line and column. Scalars stay text.

The meaning of a scalar depends on the declared unit of the indicator and is decided later: YAML alone would
read `01_01` as 65, `12:30` as 750 and `no` as false. Anchors, aliases, tags, second documents and duplicate
keys are refused.
"""

import re
from collections import deque
from unicodedata import normalize

import yaml
from msgspec import Struct, field

from generator.loading.characters import (
    CONTROL,
    DIRECTION,
    NONCHARACTER,
    TOO_MANY_MARKS,
    find_too_many_marks,
    split_lines,
)
from generator.loading.conflicts import report_conflicts
from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.file_system import MAX_SIZE
from generator.loading.yaml.errors import condition_in_value, explain
from generator.plan.errors import VetroError

#: Characters that a value may not hold, not even as an escape.
INVISIBLE = re.compile(f"[{CONTROL}{DIRECTION}{NONCHARACTER}\u2028\u2029\ufeff]")
#: Maximum nesting of mappings and sequences. The files of a plan have at most five levels.
MAX_DEPTH = 12

#: Fields of an entry of a register without its first line: a name, and other names.
_SHORT_ITEM = 2

#: A plain scalar that programs for YAML 1.1 read, and write back, as a number of base 60: `30:30` is 1830.
SEXAGESIMAL = re.compile(r"[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+")
#: The beginning of a comment after a value: without the space, `#` is a part of the value.
_COMMENT = re.compile(r"[ \t]+#")
_ANY_COMMENT = re.compile(r"(?<=[ \t])#")

#: For events without a mark, which the type stubs allow and the C parser never emits.
_DEFAULT_MARK = yaml.Mark("", 0, 0, 0, None, 0)

#: How the files of office programs begin: zip archives, PDF, and those of older programs.
_OFFICE_FILES = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0")
#: Characters that the YAML specification forbids (5.1, `c-printable`), and code points that are none.
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f{NONCHARACTER}]")
#: The line breaks of YAML 1.1 that editors do not show as such, and the byte order mark.
_HIDDEN_BREAKS = "\x85\u2028\u2029\ufeff"


class NoParserError(VetroError):
    """PyYAML was installed without its C extension."""


def require_c_parser() -> None:
    """Raise `NoParserError` if PyYAML has no C parser; its parser in Python takes eight times as long."""
    if not yaml.__with_libyaml__:
        raise NoParserError(
            "PyYAML è installato senza la sua parte in C (libyaml), e leggere il piano durerebbe otto volte "
            "tanto: reinstallarlo con «pip install --force-reinstall --only-binary :all: pyyaml»"
        )


class Scalar(Struct, frozen=True):
    """A text; empty for a value that was left out.

    `sexagesimal`: it is not between quotes, and other programs would read it as a number of base 60.
    `comment` is the location of the comment that follows a text without quotes, `None` if there is none.
    `is_block`: it is written below its key, after `|` or `>`.
    """

    text: str
    file: str
    line: int
    column: int
    sexagesimal: bool = False
    comment: SourceLocation | None = None
    is_block: bool = False

    @property
    def location(self) -> SourceLocation:
        """Where it begins."""
        return SourceLocation(self.file, self.line, self.column)


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    location: SourceLocation


class Entry(Struct, frozen=True):
    """A key and its value."""

    key: Scalar
    value: "Node"


class Mapping(Struct, frozen=True):
    """Keys and values, in the order of the file.

    `lacks_start`: it is an item of a list whose first line is missing, which was reported.
    """

    entries: tuple[Entry, ...]
    location: SourceLocation
    lacks_start: bool = False


Node = Scalar | Sequence | Mapping


def parse(data: bytes, file: str, diagnostics: Diagnostics) -> Node | None:
    """The tree of one document; `None`, with a diagnostic, if it cannot be parsed."""
    text = decode(data, file, diagnostics)
    if text is None or report_conflicts(text, file, diagnostics):
        return None
    if not _check_characters(text, file, diagnostics):
        return None
    if not text.strip():
        message = "il file è vuoto: scrivere almeno i campi obbligatori"
        diagnostics.add(SourceLocation(file), "E103", message)
        return None
    builder = _TreeBuilder(file, diagnostics, text)
    try:
        if not builder.build():
            return None
    except yaml.YAMLError as error:
        line, column, code, message = explain(error, text)
        diagnostics.add(SourceLocation(file, line, column), code, message)
        return None
    for location, style in builder.empty_block_scalars:
        written = split_lines(text)[location.line - 1]
        remedy = "scriverlo a capo, o mettere il segno tra virgolette"
        message = (
            condition_in_value(written, location.column - 1) or f"dopo «{style}» non c'è testo: {remedy}"
        )
        diagnostics.add(location, "E101", message)
    if isinstance(builder.root, Scalar) and not builder.root.text:
        message = "il file è vuoto: scrivere almeno i campi obbligatori"
        diagnostics.add(SourceLocation(file), "E103", message)
        return None
    if builder.root is None:
        message = "il file ha solo commenti: scrivere almeno i campi obbligatori"
        diagnostics.add(SourceLocation(file), "E103", message)
    return builder.root


def decode(data: bytes, file: str, diagnostics: Diagnostics) -> str | None:
    """The text of a file; `None`, with a diagnostic, if it is too large, not UTF-8, or no text."""
    if len(data) > MAX_SIZE:
        limit = MAX_SIZE // 1_000_000
        message = f"il file supera il limite di {limit} MB: dividerlo o accorciarlo"
        diagnostics.add(SourceLocation(file), "E104", message)
        return None
    if data.startswith(_OFFICE_FILES):
        message = (
            "è un foglio di calcolo o un documento a cui è stato cambiato il nome, e non si legge: "
            "riportarne i valori in un file di testo"
        )
        diagnostics.add(SourceLocation(file), "E102", message)
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        diagnostics.add(
            SourceLocation(file),
            "E102",
            "il file comincia con un segno invisibile (BOM): salvarlo come «UTF-8», non «UTF-8 con BOM»",
        )
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        diagnostics.add(
            _location_after(file, before),
            "E102",
            "il file non è in UTF-8 (qui c'è un carattere di un'altra codifica): salvarlo come UTF-8",
        )
        return None
    marks = find_too_many_marks(text)
    if marks is not None:
        diagnostics.add(_location_after(file, text[:marks]), "E114", TOO_MANY_MARKS)
        return None
    return text


def _location_after(file: str, before: str) -> SourceLocation:
    """The location that follows the text `before`."""
    lines = split_lines(before)
    return SourceLocation(file, len(lines), len(lines[-1]) + 1)


def _check_characters(text: str, file: str, diagnostics: Diagnostics) -> bool:
    """Whether all characters are allowed. A hidden line break would shift the lines of the parser."""
    if not _FORBIDDEN.search(text) and not any(character in text for character in _HIDDEN_BREAKS):
        return True
    for number, line in enumerate(split_lines(text), 1):
        for column, character in enumerate(line, 1):
            if character in _HIDDEN_BREAKS or _FORBIDDEN.match(character):
                diagnostics.add(SourceLocation(file, number, column), "E101", _invisible(character))
    return False


def _invisible(character: str) -> str:
    return f"c'è un carattere invisibile (U+{ord(character):04X}) che non deve esserci: cancellarlo"


def _remedy_for_two(first: Node, second: Node) -> str:
    """What to do with the same key written twice: of two groups none may be thrown away."""
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return "portare le righe di questo gruppo sotto quella, e togliere questa"
    return "tenerne una"


def _are_two_items(entries: dict[str, Entry], repeated: list[Entry]) -> bool:
    """Whether the repeated entries of an item are another item, whose first line or dash is missing.

    It then begins with one of the first keys; a key that was written twice by mistake is alone.
    """
    keys = [*entries]
    twice = [entry.key.text for entry in repeated if entry.key.text in entries]
    if len(twice) > 1:
        return twice[0] in keys[:3]
    return twice == keys[1:2] and 0 < len(repeated) <= _SHORT_ITEM


def _start_of(entries: dict[str, Entry]) -> SourceLocation:
    return next(iter(entries.values())).key.location


class _OpenCollection(Struct):
    """A sequence or mapping that has not ended; `key` is the key whose value comes next.

    `repeated` are the entries from the first one whose key was there before: mistakes, or another item.
    """

    location: SourceLocation
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    repeated: list[Entry] = field(default_factory=list)
    key: Node | None = None


class _TreeBuilder:
    """Builder of the tree from parser events, without recursion: deep nesting cannot exhaust the stack."""

    def __init__(self, file: str, diagnostics: Diagnostics, text: str) -> None:
        self.root: Node | None = None
        #: Block scalars (`|`, `>`) without text, with their style: often `>` as a condition.
        self.empty_block_scalars: list[tuple[SourceLocation, str]] = []
        self._file = file
        self._diagnostics = diagnostics
        self._text = text
        # Most files have no comment after a value: their lines are not needed.
        self._lines = split_lines(text) if _ANY_COMMENT.search(text) else []
        self._stack: list[_OpenCollection] = []
        self._documents = 0

    def build(self) -> bool:
        """Process the events of the text; false if it stopped before the end."""
        next_event = yaml.CSafeLoader(self._text).get_event
        while (event := next_event()) is not None:
            # Scalars and ends of collections first: nearly all events are one of them.
            if isinstance(event, yaml.ScalarEvent):
                mark = event.start_mark or _DEFAULT_MARK
                value = event.value
                sexagesimal = ":" in value and not event.style and bool(SEXAGESIMAL.fullmatch(value))
                comment = self._comment_after(event) if self._lines and not event.style else None
                text = value if value.isascii() else self._normalised(event)
                is_block = event.style in ("|", ">")
                node: Node = Scalar(
                    text, self._file, mark.line + 1, mark.column + 1, sexagesimal, comment, is_block
                )
                if event.style or event.anchor or event.tag:
                    self._check_scalar(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                node = self._close()
            elif self._handle(event):
                continue
            else:
                return False
            self._add_node(node)
        return True

    def _handle(self, event: yaml.Event) -> bool:
        """Process an event that completes no node; false if there is no point in going on."""
        match event:
            case yaml.CollectionStartEvent():
                self._refuse_anchor_and_tag(event)
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                self._stack.append(_OpenCollection(self._location(event), is_mapping))
                if len(self._stack) > MAX_DEPTH:
                    message = f"gli elementi sono annidati oltre il limite di {MAX_DEPTH} livelli"
                    self._refuse(event, "E104", message)
                    return False
            case yaml.AliasEvent():
                message = (
                    f"«*{event.anchor}» è un rimando YAML: mettere il testo per esteso, o tra virgolette"
                )
                self._refuse(event, "E105", message)
                self._add_node(Scalar(f"*{event.anchor}", *self._location(event)))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._refuse(event, "E105", "«---» apre un secondo documento: in un file ce n'è uno solo")
                    return False
        return True

    def _check_scalar(self, event: yaml.ScalarEvent) -> None:
        """Check a scalar that is not plain: quoted, block, or with an anchor or a tag."""
        # A double-quoted scalar may hold an escape for a character that the text itself may not hold.
        if event.style == '"' and (found := INVISIBLE.search(event.value)):
            self._refuse(event, "E101", _invisible(found[0]))
        if event.style in ("|", ">") and not event.value.strip():
            self.empty_block_scalars.append((self._location(event), event.style))
        self._refuse_anchor_and_tag(event)

    def _normalised(self, event: yaml.ScalarEvent) -> str:
        """The text with one form of accented letters, or two equal names would be two names."""
        # The marks of the file were counted, but not those that are written as escapes.
        if event.style == '"' and find_too_many_marks(event.value) is not None:
            self._refuse(event, "E114", TOO_MANY_MARKS)
            return event.value
        return normalize("NFC", event.value)

    def _comment_after(self, event: yaml.ScalarEvent) -> SourceLocation | None:
        mark = event.end_mark or _DEFAULT_MARK
        line = self._lines[mark.line] if mark.line < len(self._lines) else ""
        found = _COMMENT.match(line, mark.column)
        return SourceLocation(self._file, mark.line + 1, found.end()) if found else None

    def _refuse(self, event: yaml.Event, code: str, message: str) -> None:
        self._diagnostics.add(self._location(event), code, message)

    def _refuse_anchor_and_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor:
            message = f"«&{event.anchor}» è un'ancora YAML: mettere il testo tra virgolette"
            self._refuse(event, "E105", message)
        if event.tag:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"«{shown}» è un'etichetta YAML: toglierla, o mettere il testo tra virgolette"
            self._refuse(event, "E105", message)

    def _add_node(self, node: Node) -> None:
        """Add a complete node to the collection that is open."""
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if not parent.is_mapping:
            parent.items.append(node)
            return
        key, parent.key = parent.key, None
        if key is None:
            parent.key = node
        elif not isinstance(key, Scalar):
            message = "una chiave deve essere un testo semplice, non un elenco"
            self._diagnostics.add(key.location, "E106", message)
        elif parent.repeated or key.text in parent.entries:
            parent.repeated.append(Entry(key, node))
        else:
            parent.entries[key.text] = Entry(key, node)

    def _close(self) -> Node:
        """The innermost open collection as a node; of a mapping with keys written twice, what it means."""
        closed = self._stack.pop()
        if not closed.is_mapping:
            return Sequence(tuple(closed.items), closed.location)
        parent = self._stack[-1] if self._stack else None
        if parent and not parent.is_mapping and _are_two_items(closed.entries, closed.repeated):
            return self._split(closed, parent)
        for entry in closed.repeated:
            key = entry.key
            if first := closed.entries.get(key.text):
                remedy = _remedy_for_two(first.value, entry.value)
                message = f"la chiave «{key.text}» c'è già alla riga {first.key.line}: {remedy}"
                self._diagnostics.add(key.location, "E107", message)
            else:
                closed.entries[key.text] = entry
        return Mapping(tuple(closed.entries.values()), closed.location)

    def _split(self, item: _OpenCollection, parent: _OpenCollection) -> Node:
        """Report two or more items of a list that run together, add all but the last, and return that."""
        opening = next(iter(item.entries))
        above = self._stack[-2].key if len(self._stack) > 1 else None
        name = f"di «{above.text}»" if isinstance(above, Scalar) else "dell'elenco"
        entries, rest = item.entries, deque(item.repeated)
        lacks_start = False
        while rest:
            parent.items.append(Mapping(tuple(entries.values()), _start_of(entries), lacks_start))
            key = rest[0].key
            lacks_start = key.text != opening
            start = f"manca «- {opening}: …»" if lacks_start else f"manca «- » prima di «{opening}»"
            message = f"qui forse comincia un'altra voce {name}: {start}"
            if len(rest) <= _SHORT_ITEM and key.text != opening:
                message += f"; se invece è la stessa voce, tenere una sola riga «{key.text}»"
            self._diagnostics.add(key.location, "E107", message)
            entries = {}
            while rest and rest[0].key.text not in entries:
                entry = rest.popleft()
                entries[entry.key.text] = entry
        return Mapping(tuple(entries.values()), _start_of(entries), lacks_start)

    def _location(self, event: yaml.Event) -> SourceLocation:
        mark = event.start_mark or _DEFAULT_MARK
        return SourceLocation(self._file, mark.line + 1, mark.column + 1)
