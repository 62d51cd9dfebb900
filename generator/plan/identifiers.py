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


AREA_CODE = Pattern(r"\d{2}_\d{2}", "due coppie di cifre, come 01_01")
KIND = Pattern(r"[A-Z]{1,4}", "una o più lettere maiuscole, come OS")
OBJECTIVE_CODE = Pattern(
    rf"{AREA_CODE.expression}_{KIND.expression}\d{{2}}",
    "due coppie di cifre, le lettere del tipo e due cifre, come 01_01_OS02",
)
#: The words of a slug, as many as there are.
SLUG_WORDS = r"[a-z0-9]+(-[a-z0-9]+)*"
SLUG = Pattern(
    rf"(?=.{{1,80}}$){SLUG_WORDS}",
    "lettere minuscole senza accenti, cifre e trattini, come relazioni-esterne",
)
MISSION_CODE = Pattern(r"[1-9]\d?", "una o due cifre senza zeri davanti, come 11")
PROGRAMME_CODE = Pattern(r"\d{3}", "tre cifre, come 005")
MISSION_AND_PROGRAMME = Pattern(
    f"{MISSION_CODE.expression}/{PROGRAMME_CODE.expression}",
    "missione e programma di missioni.yml, come 11/005",
)
YEAR = Pattern(r"(19|20)\d\d", "quattro cifre, come 2025")
#: A day in file names and in front matter; in the plan it is written as 31/12/2025.
ISO_DAY = Pattern(r"\d{4}-\d{2}-\d{2}", "anno, mese e giorno, come 2025-06-30")
SHA256 = Pattern(r"[0-9a-f]{64}", "64 cifre esadecimali minuscole")
RULE_CODE = Pattern(r"[EW]\d{3}", "il codice di un avviso, come W312")
WEIGHT = Pattern(r"\d{1,3}(,\d+)?[ \u00a0\u2007\u2009\u202f]?%?", "una percentuale, come 16,7%")
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


def split_objective_code(code: str) -> tuple[str, str]:
    """The area code and the letters of the kind in an objective's code: `01_01` and `OS` of `01_01_OS02`."""
    area, _, rest = code.rpartition("_")
    return area, rest.rstrip("0123456789")


def read_iso_day(text: str) -> date | None:
    """The day written as `2025-06-30`; `None` if the text has another form or the day does not exist."""
    if not ISO_DAY.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
