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
_SUSPECT = re.compile(
    f"(?P<invisible>[{_INVISIBLE}]+)|(?P<private>[{_PRIVATE}]+)|(?P<accent>[{_COMBINING}]+)|[{_ALIEN}]"
)
#: A faster necessary condition, which few texts meet.
_ANY = re.compile(f"[{_INVISIBLE}{_PRIVATE}{_COMBINING}{_ALIEN}]")
_WORD = re.compile(r"[^\W\d_]+")
#: Characters of a word in a message.
_SHOWN = 40


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Find characters that do not occur in Italian texts; a whole word in Greek letters is allowed.

    Of several that follow one another, or are in one word, the first is reported.
    """
    if text.isascii() or not _ANY.search(text):
        return
    end_of_word = 0
    for match in _SUSPECT.finditer(text):
        character, position = match[0][0], match.start()
        number = f"U+{ord(character):04X}"
        match match.lastgroup:
            case "invisible":
                yield position, f"c'è un carattere invisibile ({number}): cancellarlo"
            case "private":
                yield position, f"c'è un segno che ogni computer mostra a modo suo ({number}): riscriverlo"
            case "accent":
                yield position, f"l'accento è un segno a parte ({number}): riscrivere la lettera accentata"
            case _ if position >= end_of_word:
                start, word = _word_around(text, position, end_of_word)
                end_of_word = start + len(word)
                if _has_latin_letters(word):
                    yield position, _mixed(word, character)


def _mixed(word: str, character: str) -> str:
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, number).partition(" ")[0].capitalize()
    script = {"Cyrillic": "cirillica", "Greek": "greca"}.get(name, "di un altro alfabeto")
    shown = word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
    return f"in «{shown}» la lettera «{character}» è {script} ({number}): riscrivere la parola"


def _word_around(text: str, position: int, earliest: int) -> tuple[int, str]:
    """Where the word around a position begins, not before `earliest`, and the word."""
    start = position
    while start > earliest and text[start - 1].isalpha():
        start -= 1
    found = _WORD.match(text, start)
    return start, found[0] if found else ""


def _has_latin_letters(word: str) -> bool:
    return any(letter.isascii() or letter in "àèéìíòóùú" for letter in word.casefold())
