"""YAML text to a tree of nodes that know their line and column. Scalars stay text.

What a scalar means is decided later, by the declared unit: to YAML alone `01_01` would be 65,
`12:30` would be 750 and `no` would be false. Anchors, aliases, tags and duplicate keys are refused:
each has surprised an editor somewhere, and none is needed here.
"""

import re

import yaml
from msgspec import Struct, field

from generator.loading.characters import CONTROL, DIRECTION
from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.yaml.errors import explain, split_lines

#: What nobody sees: a page would not be what it seems.
INVISIBLE = re.compile(f"[{CONTROL}{DIRECTION}]")
#: Deeper nesting than any file of ours has is an attack or a slip.
MAX_DEPTH = 12
#: Bytes. The longest real file has 20 KB.
MAX_SIZE = 1_000_000

#: Where an event begins that does not say where, which the C parser never leaves out.
_START = yaml.Mark("", 0, 0, 0, None, 0)

#: What YAML refuses.
_FORBIDDEN = yaml.reader.Reader.NON_PRINTABLE
#: The line breaks that it sees where an editor's screen shows none, and the sign of the beginning (BOM).
_ODD = "\x85\u2028\u2029\ufeff"


class Scalar(Struct, frozen=True):
    """A piece of text; empty for a value that was left out."""

    text: str
    file: str
    line: int
    column: int

    @property
    def place(self) -> SourceLocation:
        """Where it begins. Of hundreds of texts in a file few are ever pointed at."""
        return SourceLocation(self.file, self.line, self.column)


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    place: SourceLocation


class Entry(Struct, frozen=True):
    """A key and its value."""

    key: Scalar
    value: "Node"


class Mapping(Struct, frozen=True):
    """Keys and values, in the order of the file."""

    entries: tuple[Entry, ...]
    place: SourceLocation


Node = Scalar | Sequence | Mapping


def parse(data: bytes, file: str, findings: Diagnostics) -> Node | None:
    """Read one document; `None` if it cannot be read, with the reason in `findings`."""
    text = decode(data, file, findings)
    if text is None or not _check_characters(text, file, findings):
        return None
    if not text.strip():
        findings.add(SourceLocation(file), "E103", "il file è vuoto: scrivere almeno i campi obbligatori")
        return None
    builder = _Builder(file, findings)
    try:
        if not builder.build(text):
            return None
    except yaml.YAMLError as error:
        line, column, message = explain(error, text)
        findings.add(SourceLocation(file, line, column), "E101", message)
        return None
    for place, sign in builder.hollow:
        cure = "scriverlo a capo, o mettere il segno tra virgolette"
        findings.add(place, "E101", f"dopo «{sign}» non c'è testo: {cure}")
    if isinstance(builder.root, Scalar) and not builder.root.text:
        findings.add(SourceLocation(file), "E103", "il file è vuoto: scrivere almeno i campi obbligatori")
        return None
    if builder.root is None:
        findings.add(
            SourceLocation(file), "E103", "il file ha solo commenti: scrivere almeno i campi obbligatori"
        )
    return builder.root


def decode(data: bytes, file: str, findings: Diagnostics) -> str | None:
    """The text of a file; `None` if it is too large or not UTF-8, with the reason in `findings`."""
    if len(data) > MAX_SIZE:
        limit = MAX_SIZE // 1_000_000
        findings.add(
            SourceLocation(file), "E104", f"il file supera il limite di {limit} MB: dividerlo o accorciarlo"
        )
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        findings.add(
            SourceLocation(file),
            "E102",
            "il file comincia con un segno invisibile (BOM): salvarlo come «UTF-8», non «UTF-8 con BOM»",
        )
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        findings.add(
            _place_at(file, before),
            "E102",
            "il file non è in UTF-8 (qui c'è un carattere di un'altra codifica): salvarlo come UTF-8",
        )
        return None


def _place_at(file: str, before: str) -> SourceLocation:
    """The place that comes after a piece of text."""
    lines = split_lines(before)
    return SourceLocation(file, len(lines), len(lines[-1]) + 1)


def _check_characters(text: str, file: str, findings: Diagnostics) -> bool:
    """Whether YAML can hold the text. Odd line breaks would put every later finding on a wrong line."""
    if not _FORBIDDEN.search(text) and not any(sign in text for sign in _ODD):
        return True
    for number, line in enumerate(split_lines(text), 1):
        for column, sign in enumerate(line, 1):
            if sign in _ODD or _FORBIDDEN.match(sign):
                message = f"c'è un carattere invisibile (U+{ord(sign):04X}) che non deve esserci: cancellarlo"
                findings.add(SourceLocation(file, number, column), "E101", message)
    return False


class _Open(Struct):
    """A list or mapping whose end has not come yet; `key` is the one whose value comes next."""

    place: SourceLocation
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: Node | None = None


class _Builder:
    """Builds the tree from parser events, without recursion: hostile nesting must not cost stack."""

    def __init__(self, file: str, findings: Diagnostics) -> None:
        self.root: Node | None = None
        self._file = file
        self._findings = findings
        self._open: list[_Open] = []
        self._documents = 0
        #: Texts announced by `|` or `>` that never come: most often a condition, `>` for «at least».
        self.hollow: list[tuple[SourceLocation, str]] = []

    def build(self, text: str) -> bool:
        """Take the events of a text; false when there was no sense in going on to its end."""
        next_event = yaml.CSafeLoader(text).get_event
        while (event := next_event()) is not None:
            # Nearly all events are texts, or the ends of what holds them.
            if isinstance(event, yaml.ScalarEvent):
                mark = event.start_mark or _START
                node: Node = Scalar(event.value, self._file, mark.line + 1, mark.column + 1)
                # Nearly all texts are plain: no quotes, no `|`, nothing before them.
                if event.style or event.anchor or event.tag:
                    self._look_at_signs(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                node = self._close(self._open.pop())
            elif self._take(event):
                continue
            else:
                return False
            self._place_node(node)
        return True

    def _take(self, event: yaml.Event) -> bool:
        """Take an event of a rarer kind; false when there is no sense in going on."""
        match event:
            case yaml.CollectionStartEvent():
                self._refuse_decorations(event)
                self._open.append(_Open(self._place(event), isinstance(event, yaml.MappingStartEvent)))
                if len(self._open) > MAX_DEPTH:
                    self._refuse(
                        event, "E104", f"gli elementi sono annidati oltre il limite di {MAX_DEPTH} livelli"
                    )
                    return False
            case yaml.AliasEvent():
                message = (
                    f"«*{event.anchor}» è un rimando YAML: mettere il testo per esteso, o tra virgolette"
                )
                self._refuse(event, "E105", message)
                self._place_node(Scalar(f"*{event.anchor}", *self._place(event)))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._refuse(event, "E105", "«---» apre un secondo documento: in un file ce n'è uno solo")
                    return False
        return True

    def _look_at_signs(self, event: yaml.ScalarEvent) -> None:
        # Between double quotes a code can stand for a character that YAML itself would not let pass.
        if event.style == '"' and (found := INVISIBLE.search(event.value)):
            message = f"c'è un carattere invisibile (U+{ord(found[0]):04X}) che non deve esserci: cancellarlo"
            self._refuse(event, "E101", message)
        if event.style in ("|", ">") and not event.value.strip():
            self.hollow.append((self._place(event), event.style))
        self._refuse_decorations(event)

    def _refuse(self, event: yaml.Event, code: str, message: str) -> None:
        self._findings.add(self._place(event), code, message)

    def _refuse_decorations(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor:
            self._refuse(
                event, "E105", f"«&{event.anchor}» è un'ancora YAML: mettere il testo tra virgolette"
            )
        if event.tag:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(
                event, "E105", f"«{shown}» è un'etichetta YAML: toglierla, o mettere il testo tra virgolette"
            )

    def _close(self, node: _Open) -> Node:
        if node.is_mapping:
            return Mapping(tuple(node.entries.values()), node.place)
        return Sequence(tuple(node.items), node.place)

    def _place_node(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if not parent.is_mapping:
            parent.items.append(node)
            return
        key, parent.key = parent.key, None
        if key is None:
            parent.key = node
        elif not isinstance(key, Scalar):
            self._findings.add(key.place, "E106", "una chiave deve essere un testo semplice, non un elenco")
        elif first := parent.entries.get(key.text):
            message = f"la chiave «{key.text}» c'è già alla riga {first.key.line}: tenerne una"
            self._findings.add(key.place, "E107", message)
        else:
            parent.entries[key.text] = Entry(key, node)

    def _place(self, event: yaml.Event) -> SourceLocation:
        mark = event.start_mark or _START
        return SourceLocation(self._file, mark.line + 1, mark.column + 1)
