"""The YAML parser: a tree of texts with locations; features that are not needed are refused."""

import pytest

from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.file_system import MAX_SIZE
from generator.loading.yaml.parser import MAX_DEPTH, Mapping, Node, Scalar, Sequence, parse

F = "f.yml"
EMPTY = "errore E103: il file è vuoto: scrivere almeno i campi obbligatori"
NOT_UTF8 = (
    "errore E102: il file non è in UTF-8 (qui c'è un carattere di un'altra codifica): salvarlo come UTF-8"
)


def plain(node: Node | None) -> object:
    """The tree as lists of lists and texts."""
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(entries):
            return {entry.key.text: plain(entry.value) for entry in entries}
    return None


def read(text: str | bytes) -> tuple[Node | None, list[str]]:
    diagnostics = Diagnostics()
    node = parse(text.encode("utf-8") if isinstance(text, str) else text, F, diagnostics)
    return node, [str(diagnostic).removeprefix(f"{F}:") for diagnostic in diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "01_01",
        "0123",
        "12:30",
        "1_000",
        "1.000",
        "no",
        "sì",
        "2025-02-30",
        "0x1F",
        "1e3",
        "~",
        "null",
        "=",
        ".5",
    ],
)
def test_what_yaml_would_take_for_something_else_stays_text(text: str) -> None:
    node, diagnostics = read(f"valore: {text}\n")
    assert (plain(node), diagnostics) == ({"valore": text}, [])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: 1\nb: [x, y]\n", {"a": "1", "b": ["x", "y"]}),
        ("- a: 1\n- b\n", [{"a": "1"}, "b"]),
        ("a:\nb: ''\n", {"a": "", "b": ""}),
        ("2025: 3\n", {"2025": "3"}),
        ("a: |\n  uno\n  due\n", {"a": "uno\ndue\n"}),
        ("a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
        ("%YAML 1.1\n---\na: 1\n", {"a": "1"}),
        ("<<: {a: 1}\nb: 2\n", {"<<": {"a": "1"}, "b": "2"}),
        ("testo\n", "testo"),
    ],
)
def test_tree(text: str, tree: object) -> None:
    node, diagnostics = read(text)
    assert (plain(node), diagnostics) == (tree, [])


def test_every_node_has_its_location() -> None:
    node, _ = read("# commento\nàà: [x,\n  y]\n")
    assert isinstance(node, Mapping)
    entry = node.entries[0]
    assert isinstance(entry.value, Sequence)
    locations = [
        node.location,
        entry.key.location,
        entry.value.location,
        *(item.location for item in entry.value.items),
    ]
    assert locations == [
        SourceLocation(F, 2, 1),
        SourceLocation(F, 2, 1),
        SourceLocation(F, 2, 5),
        SourceLocation(F, 2, 6),
        SourceLocation(F, 3, 3),
    ]


@pytest.mark.parametrize(
    ("data", "diagnostic"),
    [
        (b"", f"1:1: {EMPTY}"),
        (b" \n\n", f"1:1: {EMPTY}"),
        (b"# nota\n", "1:1: errore E103: il file ha solo commenti: scrivere almeno i campi obbligatori"),
        (b"---\n", f"1:1: {EMPTY}"),
        (
            "\ufeffa: 1\n".encode(),
            "1:1: errore E102: il file comincia con un segno invisibile (BOM): salvarlo come «UTF-8», "
            "non «UTF-8 con BOM»",
        ),
        (
            "a: 1\nà: è\n".encode("latin-1"),
            f"2:1: {NOT_UTF8}",
        ),
        (
            b"a: \xc3\xa0\xc3\xa0 \xe0\n",
            f"1:7: {NOT_UTF8}",
        ),
        (
            b"a" * (MAX_SIZE + 1),
            "1:1: errore E104: il file supera il limite di 1 MB: dividerlo o accorciarlo",
        ),
        (
            b"a: " + b"[" * 20 + b"]" * 20,
            "1:15: errore E104: gli elementi sono annidati oltre il limite di 12 livelli",
        ),
        (
            b"a: 1\n---\nb: 2\n",
            "2:1: errore E105: «---» apre un secondo documento: in un file ce n'è uno solo",
        ),
    ],
)
def test_refuses_the_whole_file(data: bytes, diagnostic: str) -> None:
    assert read(data) == (None, [diagnostic])


@pytest.mark.parametrize(
    ("text", "diagnostic", "tree"),
    [
        (
            "a: &x uno\nb: 2\n",
            "1:4: errore E105: «&x» è un'ancora YAML: mettere il testo tra virgolette",
            {"a": "uno", "b": "2"},
        ),
        (
            "a: *x\nb: 2\n",
            "1:4: errore E105: «*x» è un rimando YAML: mettere il testo per esteso, o tra virgolette",
            {"a": "*x", "b": "2"},
        ),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "1:4: errore E105: «!!python/object/apply:os.system» è un'etichetta YAML: "
            "toglierla, o mettere il testo tra virgolette",
            {"a": ["ls"]},
        ),
        (
            "a: >\nb: 2\n",
            "1:4: errore E101: dopo «>» non c'è testo: scriverlo a capo, o mettere il segno tra virgolette",
            {"a": "", "b": "2"},
        ),
        ("a: 1\na: 2\n", "2:1: errore E107: la chiave «a» c'è già alla riga 1: tenerne una", {"a": "1"}),
        (
            "a: {[x]: 1, b: 2}\n",
            "1:5: errore E106: una chiave deve essere un testo semplice, non un elenco",
            {"a": {"b": "2"}},
        ),
    ],
)
def test_refuses_a_part_and_reads_the_rest(text: str, diagnostic: str, tree: object) -> None:
    node, diagnostics = read(text)
    assert (plain(node), diagnostics) == (tree, [diagnostic])


def test_a_file_of_the_greatest_size_is_read() -> None:
    node, diagnostics = read(b"a: " + b"x" * (MAX_SIZE - 3))
    assert isinstance(node, Mapping)
    assert diagnostics == []


def test_nesting_to_the_limit_is_read() -> None:
    node, diagnostics = read("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))
    assert node is not None
    assert diagnostics == []
