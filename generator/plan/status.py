"""The verdicts: what can be said of a target, from «da rilevare» to «raggiunto»."""

from enum import Enum


class Status(Enum):
    """A verdict; its value is the word of the open data, and of the pages unless the body has its own."""

    ACHIEVED = "raggiunto"
    PARTLY = "parzialmente raggiunto"
    MISSED = "non raggiunto"
    ON_TRACK = "in linea"
    LATE = "in ritardo"
    TO_MEASURE = "da rilevare"
    NO_TARGET = "senza target"
    NOT_ASSESSABLE = "non valutabile"

    #: A short name for style sheets and file names: `non-raggiunto`, `parziale`.
    key: str

    def __init__(self, word: str) -> None:
        self.key = "parziale" if word == "parzialmente raggiunto" else word.replace(" ", "-")


#: Verdicts that say that things go as promised.
GOING_WELL = frozenset({Status.ACHIEVED, Status.ON_TRACK})
#: Verdicts that rest on a measurement; the others say why there is none.
MEASURED = frozenset({Status.ACHIEVED, Status.PARTLY, Status.MISSED, Status.ON_TRACK, Status.LATE})
