"""Written forms of the codes of a body, as piano.yml declares them under `codici`.

A form is a text with fields in braces: `{ambito}_{tipo}{numero:2}`. Everything outside of braces stands for
itself. Forms are no regular expressions: an editor can read them, and none takes long to match.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import product
from math import prod

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.errors import VetroError
from generator.plan.identifiers import CODE

#: What a form may hold in braces; `numero` and `lettere` may say how many, as `numero:2` or `lettere:1-4`.
NUMBER, LETTERS, KIND, AREA = "numero", "lettere", "tipo", "ambito"
_FIELD = re.compile(r"\{(?P<name>[^{}:]*)(?::(?P<least>[1-9])(?:-(?P<most>[1-9]))?)?\}")
#: Fields without a fixed length, of which each multiplies the ways to match a text.
_MOST_OPEN_FIELDS = 4
_WORDS = {1: "una", 2: "due", 3: "tre", 4: "quattro", 5: "cinque"}
#: Characters typed for those that look like them.
_LOOKALIKES = {"0": "0O", "O": "O0", "1": "1IL", "I": "I1", "L": "L1", "-": "-_", "_": "_-"}
_MOST_READINGS = 5000
_CAUSES = {
    ("0", "O"): "uno zero al posto della O",
    ("O", "0"): "una O al posto dello zero",
    ("1", "I"): "un uno al posto della I",
    ("1", "L"): "un uno al posto della L",
    ("I", "1"): "una I al posto dell'uno",
    ("L", "1"): "una L al posto dell'uno",
    ("-", "_"): "«-» al posto di «_»",
    ("_", "-"): "«_» al posto di «-»",
}


class CodeFormError(VetroError):
    """A form that cannot be used; the text says why, in Italian."""


class _Piece(Struct, frozen=True):
    """A part of a form: its expression, what it is in words, and an example."""

    expression: str
    words: str
    example: str


class CodeForm(Struct, frozen=True, dict=True):
    """A form: `text` as it is declared, `pieces` as it is read."""

    text: str
    pieces: tuple[_Piece, ...]

    def match(self, code: str) -> re.Match[str] | None:
        """The match of a whole code, if it has this form; never for one that is longer than any may be."""
        return self._compiled.fullmatch(code) if CODE.match(code) else None

    def parts(self, code: str) -> Mapping[str, str]:
        """The kind (`tipo`) and the area (`ambito`) in a code, as far as the form has them."""
        found = self.match(code)
        return found.groupdict() if found else {}

    @property
    def advice(self) -> str:
        """The form in words, with an example, in Italian."""
        words = [piece.words for piece in self.pieces]
        listed = f"{', '.join(words[:-1])} e {words[-1]}" if len(words) > 1 else words[0]
        return f"{listed}, come {self.example}"

    @property
    def example(self) -> str:
        """A code of this form."""
        return "".join(piece.example for piece in self.pieces)

    def explain_mistyped(self, text: str, kinds: Mapping[str, str]) -> str:
        """What to write for a code with characters that look like the right ones; empty if there are none.

        `kinds` are those of the plan: a code of another one is not what was meant.
        """
        upper = text.upper()
        choices = [_LOOKALIKES.get(character, character) for character in upper]
        if not text.isascii() or prod(map(len, choices)) > _MOST_READINGS:
            return ""
        for reading in map("".join, product(*choices)):
            kind = self.parts(reading).get(KIND)
            if self.match(reading) and (not kinds or kind is None or kind in kinds):
                pairs = dict.fromkeys(zip(upper, reading, strict=True))
                causes = [_CAUSES[pair] for pair in pairs if pair in _CAUSES]
                return f"forse «{reading}»? C'è {', '.join(causes)}" if causes else ""
        return ""

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile("".join(piece.expression for piece in self.pieces), re.ASCII)


class CodeForms(Struct, frozen=True):
    """The forms that a body declares; `None` where any code will do."""

    objective: CodeForm | None = None
    area: CodeForm | None = None
    kind: CodeForm | None = None
    mission: CodeForm | None = None
    programme: CodeForm | None = None


NO_FORMS = CodeForms()
_NO_EXAMPLES: Mapping[str, str] = {}


def read_form(
    text: str,
    area: CodeForm | None = None,
    kind: CodeForm | None = None,
    examples: Mapping[str, str] = _NO_EXAMPLES,
) -> CodeForm:
    """The form that a text declares; `area` and `kind` are those that `{ambito}` and `{tipo}` stand for.

    `examples` are an area and a kind of the body, for messages. Raises `CodeFormError`.
    """
    pieces: list[_Piece] = []
    position = 0
    for match in _FIELD.finditer(text):
        pieces += _literal(text[position : match.start()])
        piece = _field(match, area, kind)
        pieces.append(replace(piece, example=examples.get(match["name"]) or piece.example))
        position = match.end()
    pieces += _literal(text[position:])
    names = [match["name"] for match in _FIELD.finditer(text)]
    if any(names.count(name) > 1 for name in (KIND, AREA)):
        raise CodeFormError("«{tipo}» e «{ambito}» stanno in una forma una volta sola")
    if not names:
        raise CodeFormError("mancano i campi tra graffe, come in «{ambito}_{tipo}{numero:2}»")
    if sum("+" in piece.expression for piece in pieces) > _MOST_OPEN_FIELDS:
        raise CodeFormError("ci sono troppi campi senza lunghezza: scriverla, come in «{numero:2}»")
    return CodeForm(text, tuple(pieces))


def _literal(text: str) -> list[_Piece]:
    if "{" in text or "}" in text:
        raise CodeFormError(
            "le graffe racchiudono un campo: {numero}, {lettere}, {tipo} o {ambito}, con la lunghezza se è "
            "fissa, come {numero:2} o {lettere:1-4}"
        )
    return [_Piece(re.escape(text), f"«{text}»", text)] if text else []


def _field(match: re.Match[str], area: CodeForm | None, kind: CodeForm | None) -> _Piece:
    name, least, most = match["name"], match["least"], match["most"]
    if name in (NUMBER, LETTERS):
        characters, singular, plural, sign = (
            (r"\d", "cifra", "cifre", "0") if name == NUMBER else ("[A-Z]", "lettera", "lettere", "A")
        )
        if least is None:
            return _Piece(f"{characters}+", f"una o più {plural}", _example(sign, 1))
        if most is None:
            words = f"{_WORDS.get(int(least), least)} {singular if least == '1' else plural}"
            return _Piece(f"{characters}{{{least}}}", words, _example(sign, int(least)))
        if int(most) < int(least):
            raise CodeFormError(f"«{match[0]}»: la prima lunghezza è la più piccola")
        words = f"da {_WORDS.get(int(least), least)} a {_WORDS.get(int(most), most)} {plural}"
        return _Piece(f"{characters}{{{least},{most}}}", words, _example(sign, int(least)))
    if name in (KIND, AREA) and least is None:
        form = kind if name == KIND else area
        words = "la sigla del tipo" if name == KIND else "il codice dell'ambito"
        inner = "".join(piece.expression for piece in form.pieces) if form else "[A-Za-z]+"
        if form is None and name == AREA:
            inner = ".+?"
        return _Piece(f"(?P<{name}>{inner})", words, form.example if form else "A")
    raise CodeFormError(
        f"«{match[0]}» non è un campo: ci sono {{numero}}, {{lettere}}, {{tipo}} e {{ambito}}, i primi due "
        "anche con la lunghezza, come {numero:2}"
    )


def _example(sign: str, length: int) -> str:
    return sign * length if sign == "A" else f"{1:0{length}}"
