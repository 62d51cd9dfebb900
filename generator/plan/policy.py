"""The assessment method of the body (SMVP) as data: statuses, thresholds, cap, tolerance, trajectories.

Where `piano.yml` leaves something out, the default applies, and pages say so (`Policy.is_default`).
"""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction

from msgspec import Struct, field


class Status(Enum):
    """The status of an indicator or a group; its value is the word of the open data and the default label."""

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
        self.key = "parziale" if word.startswith("parzialmente") else word.replace(" ", "-")


#: Statuses that say that things go as promised.
GOING_WELL = frozenset({Status.ACHIEVED, Status.ON_TRACK})
#: Statuses that compare with the target itself: the year is over, or nothing more can change.
FINAL = frozenset({Status.ACHIEVED, Status.PARTLY, Status.MISSED})
#: Those of them that say that a target was missed, if only in part.
SHORT_OF_TARGET = FINAL - {Status.ACHIEVED}
#: Statuses that need a measurement; the others say why there is none.
MEASURED = frozenset({Status.ACHIEVED, Status.PARTLY, Status.MISSED, Status.ON_TRACK, Status.LATE})


class Trajectory(Enum):
    """How a value is expected to develop during the year (andamento).

    A cumulative value counts from zero, a linear one goes from the baseline to the target, a level is
    expected at the target all the time.
    """

    CUMULATIVE = "cumulato"
    LEVEL = "livello"
    LINEAR = "lineare"


#: «Volume» in n. or h counts from zero each year (the plans' own use of the word).
DEFAULT_TRAJECTORIES: Mapping[str, Trajectory] = {"Volume": Trajectory.CUMULATIVE}


class Policy(Struct, frozen=True):
    """The method by which indicators and objectives are assessed. Rates and shares are fractions of one.

    `achieved` and `partly` are the least achievement rates of those statuses at the end of the year.
    Before it, an objective is on track when the indicators on track have at least the share `on_track` of
    its measured weight. `cap` is the highest achievement rate (above one, exceeding a target counts more).
    `tolerance` is the distance from «pari a» that is allowed, as a share of the target. `trajectories` are
    the defaults by type of indicator. `labels` replace the words of statuses. `reference` names the act.
    """

    achieved: Fraction = Fraction(1)
    partly: Fraction = Fraction(7, 10)
    on_track: Fraction = Fraction(7, 10)
    cap: Fraction = Fraction(1)
    tolerance: Fraction = Fraction(0)
    trajectories: Mapping[str, Trajectory] = field(default_factory=lambda: DEFAULT_TRAJECTORIES)
    labels: Mapping[Status, str] = field(default_factory=dict)
    reference: str = ""
    is_default: bool = True

    def label(self, status: Status) -> str:
        """The word that pages use for a status."""
        return self.labels.get(status, status.value)

    def final_status(self, rate: Fraction) -> Status:
        """The status of an achievement rate at the end of the year."""
        if rate >= self.achieved:
            return Status.ACHIEVED
        return Status.PARTLY if rate >= self.partly else Status.MISSED


DEFAULT_POLICY = Policy()
