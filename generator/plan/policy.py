"""The method of the body (SMVP) as data: thresholds, words, cap, tolerance, expected path.

What `piano.yml` leaves out is the site's own default, and pages say so (`Policy.is_default`).
"""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction

from msgspec import Struct, field

from generator.plan.status import Status


class Trajectory(Enum):
    """The course (andamento) that a figure is expected to take during the year."""

    CUMULATIVE = "cumulato"
    LEVEL = "livello"
    LINEAR = "lineare"


#: «Volume» in n. or h counts from zero each year (the plans' own use of the word).
DEFAULT_COURSES: Mapping[str, Trajectory] = {"Volume": Trajectory.CUMULATIVE}


class Policy(Struct, frozen=True):
    """How verdicts are reached. Shares are fractions of one: 70% is 7/10.

    `achieved` and `partly` are the least degrees of those verdicts at the end of the year. Before
    it, an objective is on track when indicators holding at least `on_track` of its measured weight
    are. `cap` is the most that a degree can be (above one, doing better than promised counts more).
    `tolerance` is how far from «pari a» a value may lie, as a share of the target. `courses` gives
    the expected course by type of indicator. `reference` names the body's act.
    """

    achieved: Fraction = Fraction(1)
    partly: Fraction = Fraction(7, 10)
    on_track: Fraction = Fraction(7, 10)
    cap: Fraction = Fraction(1)
    tolerance: Fraction = Fraction(0)
    courses: Mapping[str, Trajectory] = field(default_factory=lambda: DEFAULT_COURSES)
    labels: Mapping[Status, str] = field(default_factory=dict)
    reference: str = ""
    is_default: bool = True

    def label(self, status: Status) -> str:
        """The word that pages use for a verdict."""
        return self.labels.get(status, status.value)

    def final_status(self, degree: Fraction) -> Status:
        """The verdict at the end of the year."""
        if degree >= self.achieved:
            return Status.ACHIEVED
        return Status.PARTLY if degree >= self.partly else Status.MISSED


DEFAULT_POLICY = Policy()
