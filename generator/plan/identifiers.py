"""Identifiers: the written forms of codes, ids, years and days."""

import re
from datetime import date
from functools import cached_property

from msgspec import Struct


class Pattern(Struct, frozen=True, dict=True):
    """A written form. `expression` is a regular expression that means the same in Python and JavaScript.

    `advice`, in Italian, describes the form and gives an example.
    """

    expression: str
    advice: str

    def match(self, text: str) -> re.Match[str] | None:
        """The match of the whole text, if it has this form."""
        return self._compiled.fullmatch(text)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        # ASCII: in JavaScript «\d» is no more than 0-9.
        return re.compile(self.expression, re.ASCII)


#: A code of an act, to the letter: of an objective, an area, a kind, a mission. A body may narrow its form.
_CODE_WORDS = r"(?![-+=@])[^\s\x00-\x1f\x7f;]+( [^\s\x00-\x1f\x7f;]+)*"
CODE = Pattern(
    rf"(?=.{{1,60}}$){_CODE_WORDS}",
    "al più 60 caratteri senza «;», che non cominciano con un segno, come OB.1.2",
)
#: The part of a URL, and the name of a file, that is made of a code.
CODE_SLUG = Pattern(r"[A-Za-z0-9_-]{1,60}", "lettere senza accenti, cifre, «-» e «_», come OB-1-2")
#: Slugs of codes that are taken: the other pages of a plan, and the folder of its documents.
_TAKEN = re.compile(r"(ambiti|uffici|indicatori(-\d+)?|stampa|relazione|completezza|fonti)", re.IGNORECASE)
#: The words of a slug, as many as there are.
SLUG_WORDS = r"[a-z0-9]+(-[a-z0-9]+)*"
SLUG = Pattern(
    rf"(?=.{{1,80}}$){SLUG_WORDS}",
    "lettere minuscole senza accenti, cifre e trattini, come relazioni-esterne",
)
#: Also the name of a column of the open data, where years and «_testo» are added at its end.
FIELD_ID = Pattern(
    r"(?=.{1,40}$)(?!.*_testo$)[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*",
    "parole minuscole senza accenti unite da «_», come valore_pubblico, e non «_testo» in fondo",
)
YEAR = Pattern(r"(19|20)\d\d", "quattro cifre, come 2025")
#: The years of a plan, as in addresses and as its folder is named.
PERIOD = Pattern(
    rf"{YEAR.expression}(-{YEAR.expression})?", "gli anni del piano, come 2025-2027, o l'anno, come 2025"
)
#: Stands for what an objective or an indicator continues, where it continues nothing.
NOTHING = "nessuno"
#: What an objective continues: one of an earlier plan, by its period and code.
CONTINUED_OBJECTIVE = Pattern(
    rf"{NOTHING}|{PERIOD.expression}/{CODE.expression}",
    f"il periodo, «/» e il codice, come 2025-2027/01_01_OS02, o {NOTHING}",
)
#: What an indicator continues: one of an earlier plan, by its period, the code of its objective and its id.
CONTINUED_INDICATOR = Pattern(
    rf"{NOTHING}|{PERIOD.expression}/{_CODE_WORDS}#{SLUG_WORDS}",
    f"il periodo, «/», il codice, «#» e l'id, come 2025-2027/01_01_OS01#prestiti, o {NOTHING}",
)
#: A day in file names and in front matter; in the plan it is written as 31/12/2025.
ISO_DAY = Pattern(r"\d{4}-\d{2}-\d{2}", "anno, mese e giorno, come 2025-06-30")
#: The file of a revision: the day of the act, and a name of its own where another act is of that day.
REVISION = Pattern(
    rf"{ISO_DAY.expression}(-{SLUG_WORDS})?",
    "il giorno dell'atto, come 2025-07-31, o per un altro atto di quel giorno 2025-07-31-bilancio",
)
#: What a difference is from: a year, or the one before.
REFERENCE = Pattern(rf"{YEAR.expression}|anno precedente", "un anno, come 2024, o anno precedente")
SHA256 = Pattern(r"[0-9a-f]{64}", "64 cifre esadecimali minuscole")
#: What a news entry corrects: the plan, an objective by its code, or one of its indicators.
SUBJECT = Pattern(
    rf"{CODE.expression}(#{SLUG_WORDS})?",
    "piano, il codice di un obiettivo, o il codice, «#» e l'id di un indicatore, come OS01#prestiti",
)
RULE_CODE = Pattern(r"[EW]\d{3}", "il codice di un avviso, come W312")
WEIGHT = Pattern(
    r"\d{1,3}(\.\d{3})*(,\d+)?[ \u00a0\u2007\u2009\u202f]?%?",
    "una percentuale, come 16,7%, o dei punti, come 3",
)
#: Names of devices, see learn.microsoft.com/windows/win32/fileio/naming-a-file.
_WINDOWS_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[1-9¹²³]|conin\$|conout\$", re.IGNORECASE)
#: Maximum length of a path within the project or the site: Windows allows 260 with the folders above it.
#: `content/x.md` and its `x/index.html` in the site have the same length.
MAX_PATH = 150
#: No scheme, no way out of the site.
SITE_ADDRESS = Pattern(
    r"(?![./])(?!.*\.\.)[A-Za-z0-9/._-]*(#[A-Za-z0-9._-]+)?",
    "l'indirizzo di una pagina di questo sito, come note-legali/",
)


def is_windows_device(name: str) -> bool:
    """Whether Windows takes the name of a file or a folder, whatever its ending, for that of a device."""
    return _WINDOWS_DEVICE.fullmatch(name.partition(".")[0].rstrip()) is not None


def slug_of(code: str) -> str:
    """The slug of a code: what is not an ASCII letter, a digit, `_` or `-` becomes `-`."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", code)


def is_taken_slug(slug: str) -> bool:
    """Whether a slug cannot be that of a code: another page has it, Windows cannot, or no letter is left."""
    return _TAKEN.fullmatch(slug) is not None or is_windows_device(slug) or not any(map(str.isalnum, slug))


def natural_key(code: str) -> tuple[tuple[int, str], ...]:
    """Sort key in which numbers count as such: `OB.9` before `OB.10`."""
    parts = re.findall(r"\d+|\D+", code)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def read_revision_name(text: str) -> tuple[date | None, str]:
    """The day and the name, which may be empty, of the file of a revision; no day if it has another form."""
    if not REVISION.match(text):
        return None, ""
    day = read_iso_day(text[:10])
    return (day, text[11:]) if day else (None, "")


def read_iso_day(text: str) -> date | None:
    """The day written as `2025-06-30`; `None` if the text has another form or the day does not exist."""
    if not ISO_DAY.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
