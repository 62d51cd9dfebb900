"""In una parola c'è una lettera di un altro alfabeto, o un carattere invisibile.

Una «е» cirillica si vede uguale alla nostra, ma chi cerca la parola non la trova e chi ascolta la pagina
sente un'altra lettera. Succede quando si copia da un PDF.

Va bene, in un indicatore::

    formula: Numero di imprese

Non va bene, in un indicatore::

    formula: Numero di impresе
"""

import re
import unicodedata
from collections.abc import Iterator

CODE = "W311"

# Without the direction characters, which E108 reports.
_INVISIBLE = "\u00ad\u034f\u115f\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f"
_PRIVATE = "\ue000-\uf8ff"
_COMBINING = "\u0300-\u034e"
_ALIEN = "\u0370-\u052f\u0530-\u05ff\u13a0-\u13ff\u2c80-\u2cff\ua640-\ua69f\uff21-\uff5a"
_SUSPECT = re.compile(f"[{_INVISIBLE}{_PRIVATE}{_COMBINING}{_ALIEN}]")
_WORD = re.compile(r"[^\W\d_]+")


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Find characters that do not occur in Italian texts; a whole word in Greek letters is allowed."""
    if text.isascii():
        return
    for match in _SUSPECT.finditer(text):
        character, position = match[0], match.start()
        number = f"U+{ord(character):04X}"
        if re.match(f"[{_INVISIBLE}]", character):
            yield position, f"c'è un carattere invisibile ({number}): cancellarlo"
        elif re.match(f"[{_PRIVATE}]", character):
            yield position, f"c'è un segno che ogni computer mostra a modo suo ({number}): riscriverlo"
        elif re.match(f"[{_COMBINING}]", character):
            yield position, f"l'accento è un segno a parte ({number}): riscrivere la lettera accentata"
        elif word := _mixed_word(text, position):
            name = unicodedata.name(character, number).partition(" ")[0].capitalize()
            script = {"Cyrillic": "cirillica", "Greek": "greca"}.get(name, "di un altro alfabeto")
            yield (
                position,
                f"in «{word}» la lettera «{character}» è {script} ({number}): riscrivere la parola",
            )


def _mixed_word(text: str, position: int) -> str:
    """The word around a position, if it also has Latin letters; else empty."""
    start = position
    while start and text[start - 1].isalpha():
        start -= 1
    found = _WORD.match(text, start)
    word = found[0] if found else ""
    return word if any(letter.isascii() or letter in "àèéìíòóùú" for letter in word.casefold()) else ""
