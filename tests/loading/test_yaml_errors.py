"""Files that are not YAML: the location of the mistake, and its message."""

import pytest
import yaml

from generator.loading.diagnostics import Diagnostics
from generator.loading.yaml.errors import explain
from generator.loading.yaml.parser import parse

INDENTED_LINE = "il rientro di questa riga non torna: allinearla con le altre dello stesso gruppo o elenco"
NO_COLON = "in questa riga mancano i due punti dopo la chiave («chiave: valore»)"
NO_SPACE = "dopo i due punti ci vuole uno spazio («chiave: valore»)"
TWO_COLONS = "due punti e spazio dividono chiave e valore: mettere tutto il valore tra virgolette"
TAB = "c'è una tabulazione nel rientro: YAML ammette solo spazi"
UNCLOSED_QUOTES = "le virgolette aperte qui non sono mai chiuse: chiuderle"
UNCLOSED_LINE = "le virgolette aperte qui non sono chiuse sulla stessa riga"
AFTER_QUOTES = (
    "dopo le virgolette di chiusura c'è altro testo: metterlo dentro le virgolette "
    "(un apostrofo tra virgolette semplici si scrive doppio: '')"
)
AT_LEAST = "«>=» senza virgolette non è YAML: scrivere «almeno», oppure '>=' tra virgolette"
ONLY_THE_VALUE = "qui va solo il valore («5»): il segno va nel campo «condizione», e si scrive «almeno»"
STRICT = "qui va solo il valore («5»): il segno va nel campo «condizione», e si scrive «più di»"
NEW_LIST = "un elenco comincia su una riga nuova: andare a capo prima di «-», o usare le virgolette"
OUTSIDE = "questa riga è fuori da «descrizione»: rientrarla di due spazi"
OUTSIDE_TEXT = "questa riga è fuori da «testo»: rientrarla di due spazi"
NO_BAR = "se invece è un testo su più righe, mettere «|» dopo «descrizione:»"
NO_DASH = "qui forse comincia un'altra voce dell'elenco: manca «- » prima di «{}»"
NO_LIST = "prima di questo elenco manca la sua chiave, come «indicatori:»"
SQUARE = "la parentesi «[» aperta qui non è chiusa, o manca una virgola: scrivere [a, b]"
CURLY = "la parentesi «{» aperta qui non è chiusa, o manca una virgola: scrivere {2025: 3, 2026: 4}"


def start(sign: str) -> str:
    return f"un testo non può cominciare con «{sign}»: metterlo tra virgolette"


CASES = [
    # text, line, column, message
    # a condition, or a dash, as the value of a year
    ("target:\n  2026: >= 5\n", 2, 9, ONLY_THE_VALUE),
    ("target:\n  2026: > 5\n", 2, 9, STRICT),
    ("target: {2025: 4, 2026: >= 5}\n", 1, 25, ONLY_THE_VALUE),
    (
        "target:\n  2026: -\n",
        2,
        9,
        "un trattino non è un valore: se il valore non c'è scrivere n.d., o niente",
    ),
    # quotes
    ('titolo: "aperto\naltro: 1\n', 1, 9, UNCLOSED_QUOTES),
    ("titolo: 'aperto\naltro: 1\n", 1, 9, UNCLOSED_QUOTES),
    ('a: 1\r\nb: "x\r\nc: 2\r\n', 2, 4, UNCLOSED_QUOTES),
    ('titolo: "Desk\nformula: "altro"\n', 1, 9, UNCLOSED_LINE),
    ("titolo: 'l'aperto'\n", 1, 12, AFTER_QUOTES),
    ('titolo: "Desk" e altro\n', 1, 16, AFTER_QUOTES),
    ("a: 'x'\ntitolo: 'Desk' e altro\n", 2, 16, AFTER_QUOTES),
    (
        'file: "C:\\piano"\n',
        1,
        10,
        "tra virgolette doppie la barra «\\» è un comando: usare le virgolette semplici ('…')",
    ),
    # conditions and other signs that open a text
    ("condizione: >= 3\n", 1, 13, AT_LEAST),
    ("condizione: >=\naltro: 1\n", 1, 13, AT_LEAST),
    ("condizione: > 3\n", 1, 13, "dopo «>» il testo comincia a capo: andare a capo, o usare le virgolette"),
    ("nota: | testo\n  a\n", 1, 7, "dopo «|» il testo comincia a capo: andare a capo, o usare le virgolette"),
    ("unita: %\n", 1, 8, start("%")),
    ("target:\n  2025: %\n", 2, 9, start("%")),
    ("nota: * vedi\n", 1, 7, start("*")),
    ("note:\n  - * vedi\n", 2, 5, start("*")),
    ("nota: **vedi**\n", 1, 7, start("*")),
    ("nota: & altri\n", 1, 7, start("&")),
    ("nota: @ufficio\n", 1, 7, start("@")),
    ("nota: `x`\n", 1, 7, start("`")),
    ("nota: , x\n", 1, 7, start(",")),
    ("target: ]\n", 1, 9, start("]")),
    ("nota: ? come\n", 1, 7, start("? ")),
    # colons
    ("titolo: Progetto: fase 2\n", 1, 17, TWO_COLONS),
    ("note:\n  - Nota: uno: due\n", 2, 14, TWO_COLONS),
    ("target: 2025: 3\n", 1, 13, TWO_COLONS),
    ("titolo: “Desk”: x\n", 1, 15, TWO_COLONS),
    ("titolo:Progetto\naltro: 1\n", 1, 8, NO_SPACE),
    ("titolo:Progetto\n\n\naltro: 1\n", 1, 8, NO_SPACE),
    ("altro: 1\ntitolo:Progetto\nambito: 3\n", 2, 8, NO_SPACE),
    ("altro: 1\ntitolo:Progetto\n", 2, 8, NO_SPACE),
    ("titolo Progetto\naltro: 1\n", 1, 16, NO_COLON),
    ("a: 1\ntitolo\naltro: 1\n", 2, 7, NO_COLON),
    (": x\n", 1, 1, "prima dei due punti manca la chiave («chiave: valore»)"),
    # indentation
    ("indicatori:\n\t- id: a\n", 2, 1, TAB),
    ("indicatori:\n  - id: a\n\tnome: b\n", 3, 1, TAB),
    ("a:\n  b: 1\n\tc: 2\n", 3, 1, TAB),
    ("descrizione: |\n  a\n\tb\n", 3, 1, TAB),
    ("descrizione: |\n\ttesto\n", 2, 1, TAB),
    ("a:\nb: 2\n  c: 3\n", 2, 1, "il rientro di «b» non torna: allinearla con le altre chiavi del gruppo"),
    ("a: 1\n b: 2\n", 2, 2, "il rientro di «b» non torna: allinearla con le altre chiavi del gruppo"),
    (
        "indicatori:\n  - id: a\n     nome: b\n",
        3,
        6,
        "il rientro di «nome» non torna: allinearla con le altre chiavi del gruppo",
    ),
    ("a:\n  b: 1\n c: 2\n", 3, 2, INDENTED_LINE),
    ("indicatori:\n  - id: a\n   nome: b\n", 3, 4, INDENTED_LINE),
    ("uffici:\n  - a\n - b\n", 3, 2, INDENTED_LINE),
    ("uffici:\n  - a\n  b: 1\n", 3, 3, INDENTED_LINE),
    ("indicatori:\n  - id: a\n    nome: b\n  nome: c\n", 4, 3, INDENTED_LINE),
    ("indicatori:\n  - id: a\n    nome: b\n  id: c\n", 4, 3, NO_DASH.format("id")),
    ("- codice: 01_01\n  nome: a\ncodice: 01_02\n", 3, 1, NO_DASH.format("codice")),
    # a list without its key
    ("testo_documento:\n  uffici: a\n  - id: a\n    nome: b\n", 3, 3, NO_LIST),
    ("ambito: 01_01\n  - id: a\n    nome: b\n", 2, 3, NO_LIST),
    ("uffici: [a]\n- id: a\n  nome: b\n", 2, 1, NO_LIST),
    ("# le aree\n  - id: a\n    nome: b\nuffici:\n  - id: c\n", 2, 3, NO_LIST),
    ("indicatori:\n  - id: a\n    nome: b\n    - id: c\n", 4, 5, INDENTED_LINE),
    ("descrizione: |\n  a\n b\n", 3, 2, OUTSIDE),
    ("descrizione: |\n  a\n\nDue parole\naltro: 1\n", 4, 1, OUTSIDE),
    ("descrizione: |\n  a\n- voce\naltro: 1\n", 3, 1, OUTSIDE),
    ("descrizione: |\n  a\nUna nota: due\n  parole\n  e tre: quattro\n", 3, 1, OUTSIDE),
    ("note:\n  - id: a\n    testo: >-\n      a\n    b c\n    altro: 1\n", 5, 5, OUTSIDE_TEXT),
    (
        "a: |\n  testo\nb: 1\n c: 2\n",
        4,
        2,
        "il rientro di «c» non torna: allinearla con le altre chiavi del gruppo",
    ),
    ("descrizione:\n  Il testo che non ha\n  due: punti\n", 2, 22, f"{NO_COLON}; {NO_BAR}"),
    ("testo_documento:\n  ambito 01_01\n  missione: 11\n", 2, 15, NO_COLON),
    ("descrizione: |\ntesto\naltro: 1\n", 2, 1, "il testo dopo «|» va rientrato di due spazi"),
    ("  a: 1\nb: 2\n", 2, 1, "questa riga è meno rientrata della prima del file: allinearle"),
    # lists
    ("uffici: - a\n  - b\n", 1, 9, NEW_LIST),
    ("peso: -\n", 1, 7, NEW_LIST),
    (
        "indicatori:\n  -id: a\n   nome: b\n",
        2,
        4,
        "dopo il trattino di un elenco ci vuole uno spazio («- voce»)",
    ),
    # brackets
    ("uffici: [a, b\naltro: 1\n", 1, 9, SQUARE),
    ("uffici: [a b]]\n", 1, 14, "la parentesi «]» è di troppo: toglierla"),
    ("target: {2025: 3, 2026: 4\npeso: 1\n", 1, 9, CURLY),
    ("target: {2025: 3 2026: 4}\n", 1, 9, CURLY),
    ("a: 1\nb: [\n", 2, 4, "la parentesi «[» aperta qui non è mai chiusa"),
    ("a: 1\rb: [\r", 2, 4, "la parentesi «[» aperta qui non è mai chiusa"),
    # the rest
    ("a: 1\n...\nb: 2\n", 2, 1, "«...» chiude il documento: toglierlo, o metterlo tra virgolette"),
    ("a: x\x07\n", 1, 5, "c'è un carattere invisibile (U+0007) che non deve esserci: cancellarlo"),
    ("a: àà\x00\n", 1, 6, "c'è un carattere invisibile (U+0000) che non deve esserci: cancellarlo"),
    ("a: x\x85b: 1\n", 1, 5, "c'è un carattere invisibile (U+0085) che non deve esserci: cancellarlo"),
    ("a: 1\nb: x\u2028y\n", 2, 5, "c'è un carattere invisibile (U+2028) che non deve esserci: cancellarlo"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), CASES)
def test_explains(text: str, line: int, column: int, message: str) -> None:
    diagnostics = Diagnostics()
    assert parse(text.encode("utf-8"), "f.yml", diagnostics) is None
    assert [str(diagnostic) for diagnostic in diagnostics] == [
        f"f.yml:{line}:{column}: errore E101: {message}"
    ]


def test_every_forbidden_character_is_shown_at_once() -> None:
    diagnostics = Diagnostics()
    parse(b"a: x\x07\nb: \x08y\n", "f.yml", diagnostics)
    assert [(diagnostic.location.line, diagnostic.location.column) for diagnostic in diagnostics] == [
        (1, 5),
        (2, 4),
    ]


def test_an_unforeseen_error_still_has_a_location_and_a_message() -> None:
    mark = yaml.Mark("f.yml", 0, 3, 2, None, None)
    error = yaml.MarkedYAMLError("while doing", None, "something new", mark)
    message = "qui la struttura si interrompe: controllare rientri, virgolette e due punti"
    assert explain(error, "a: 1\n") == (4, 3, "E101", message)
    assert explain(yaml.YAMLError("boh"), "") == (
        1,
        1,
        "E101",
        "il file non è YAML: rifarlo a partire da un altro che funziona",
    )
