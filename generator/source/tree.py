"""YAML text to a tree of nodes that know their line and column. Scalars stay text.

What a scalar means is decided later, by the declared unit: to YAML alone `01_01` would be 65,
`12:30` would be 750 and `no` would be false. Anchors, aliases, tags and duplicate keys are refused:
each has surprised an editor somewhere, and none is needed here.
"""

from dataclasses import dataclass, field

import yaml

from generator.source.findings import Findings, Place
from generator.source.syntax import explain

#: Deeper nesting than any file of ours has is an attack or a slip.
MAX_DEPTH = 12
#: Bytes. The longest real file has 20 KB.
MAX_SIZE = 1_000_000


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text; empty for a value that was left out."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order of the file."""

    entries: tuple[Entry, ...]
    place: Place


Node = Scalar | Sequence | Mapping


def parse(data: bytes, file: str, findings: Findings) -> Node | None:
    """Read one document; `None` if it cannot be read, with the reason in `findings`."""
    text = _decode(data, file, findings)
    if text is None:
        return None
    if not text.strip():
        findings.add(Place(file), "E103", "il file è vuoto: scrivere almeno i campi obbligatori")
        return None
    builder = _Builder(file, findings)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if not builder.take(event):
                return None
    except yaml.YAMLError as error:
        line, column, message = explain(error, text)
        findings.add(Place(file, line, column), "E101", message)
        return None
    if builder.root is None:
        findings.add(Place(file), "E103", "il file ha solo commenti: scrivere almeno i campi obbligatori")
    return builder.root


def _decode(data: bytes, file: str, findings: Findings) -> str | None:
    if len(data) > MAX_SIZE:
        size = f"{len(data) / 1_000_000:.1f}".replace(".", ",")
        limit = MAX_SIZE // 1_000_000
        findings.add(Place(file), "E104", f"il file è di {size} MB e il limite è {limit} MB: dividerlo")
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        findings.add(
            Place(file),
            "E102",
            "il file comincia con un segno invisibile (BOM): salvarlo come «UTF-8», non «UTF-8 con BOM»",
        )
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        findings.add(
            Place(file, line, column),
            "E102",
            "il file non è in UTF-8 (qui c'è un carattere di un'altra codifica): salvarlo come UTF-8",
        )
        return None


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    place: Place
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: Node | None = None


class _Builder:
    """Builds the tree from parser events, without recursion: hostile nesting must not cost stack."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.root: Node | None = None
        self._file = file
        self._findings = findings
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Take one event; false when there is no sense in going on."""
        match event:
            case yaml.ScalarEvent():
                self._refuse_decorations(event)
                self._place_node(Scalar(event.value, self._place(event)))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_decorations(event)
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                self._open.append(_Open(self._place(event), is_mapping))
                if len(self._open) > MAX_DEPTH:
                    self._refuse(
                        event, "E104", f"gli elementi sono annidati oltre il limite di {MAX_DEPTH} livelli"
                    )
                    return False
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._place_node(self._close(self._open.pop()))
            case yaml.AliasEvent():
                message = (
                    f"«*{event.anchor}» è un rimando YAML: mettere il testo per esteso, o tra virgolette"
                )
                self._refuse(event, "E105", message)
                self._place_node(Scalar("", self._place(event)))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._refuse(event, "E105", "«---» apre un secondo documento: in un file ce n'è uno solo")
                    return False
        return True

    def _refuse(self, event: yaml.Event, code: str, message: str) -> None:
        self._findings.add(self._place(event), code, message)

    def _refuse_decorations(self, event: yaml.NodeEvent) -> None:
        if event.anchor:
            self._refuse(
                event, "E105", f"«&{event.anchor}» è un'ancora YAML: mettere il testo tra virgolette"
            )
        tag = getattr(event, "tag", None)
        if tag:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
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
        elif parent.key is None:
            parent.key = node
        else:
            self._add_entry(parent, parent.key, node)
            parent.key = None

    def _add_entry(self, parent: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self._findings.add(key.place, "E106", "una chiave deve essere un testo semplice, non un elenco")
        elif first := parent.entries.get(key.text):
            line = first.key.place.line
            self._findings.add(
                key.place, "E107", f"la chiave «{key.text}» c'è già alla riga {line}: tenerne una"
            )
        else:
            parent.entries[key.text] = Entry(key, value)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1) if mark else Place(self._file)
