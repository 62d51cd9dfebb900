"""How codes, ids and years are written: one definition for the readers, the schemas and the messages."""

import re
from functools import cached_property

from msgspec import Struct


class Pattern(Struct, frozen=True, dict=True):
    """A form of writing. `expression` is a regular expression that Python and JavaScript read alike.

    `advice`, in Italian, says what it looks like and gives an example.
    """

    expression: str
    advice: str

    def match(self, text: str) -> re.Match[str] | None:
        """The whole text, if it is written so."""
        return self._compiled.fullmatch(text)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.expression)


OBJECTIVE_CODE = Pattern(
    r"([0-9]{2}_[0-9]{2})_([A-Z]{1,4})([0-9]{2})",
    "due coppie di cifre, le lettere del tipo e due cifre, come 01_01_OS02",
)
AREA_CODE = Pattern(r"[0-9]{2}_[0-9]{2}", "due coppie di cifre, come 01_01")
SLUG = Pattern(
    r"(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*",
    "lettere minuscole senza accenti, cifre e trattini, come relazioni-esterne",
)
MISSION_CODE = Pattern(r"[1-9][0-9]?", "una o due cifre senza zeri davanti, come 11")
PROGRAMME_CODE = Pattern(r"[0-9]{3}", "tre cifre, come 005")
MISSION_AND_PROGRAMME = Pattern(r"[1-9][0-9]?/[0-9]{3}", "missione e programma di missioni.yml, come 11/005")
YEAR = Pattern(r"(19|20)[0-9]{2}", "quattro cifre, come 2025")
KIND = Pattern(r"[A-Z]{1,4}", "una o più lettere maiuscole, come OS")
SHA256 = Pattern(r"[0-9a-f]{64}", "64 cifre esadecimali minuscole")
RULE_CODE = Pattern(r"[EW][0-9]{3}", "il codice di un avviso, come W312")
WEIGHT = Pattern(r"[0-9]{1,3}(,[0-9]+)? ?%?", "una percentuale, come 16,7%")
#: No scheme, no way out of the site.
SITE_ADDRESS = Pattern(
    r"(?![./])(?!.*\.\.)[A-Za-z0-9/._-]*(#[A-Za-z0-9._-]+)?",
    "l'indirizzo di una pagina di questo sito, come note-legali/",
)
