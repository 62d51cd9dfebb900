"""A verdict on one target, with all it rests on: the figures behind every badge, page and row."""

from enum import Enum
from fractions import Fraction

from msgspec import Struct

from generator.plan.measurement import Measurement, Result
from generator.plan.policy import Trajectory
from generator.plan.scoring.achievement import Achievement, TargetSpec
from generator.plan.status import Status
from generator.plan.values import Value


class AssessmentReason(Enum):
    """What a verdict rests on; the value says it in the open data."""

    NO_TARGET = "nessun traguardo"
    EXCUSED = "motivo dichiarato"
    NO_MEASUREMENT = "nessuna rilevazione"
    PACE = "confronto con l'atteso"
    SETTLED = "esito che non può più cambiare"
    YEAR_OVER = "anno concluso"


class IndicatorAssessment(Struct, frozen=True):
    """What can be said of one indicator for one year.

    `degree` is the degree of achievement (0 to the policy's cap); `expected` what was to be expected on
    the day of the measurement; `distance` the measured value minus the target (in days for a date). All
    are exact, and `None` where there is nothing to work out. `reason` says why an indicator cannot be
    assessed. `measurement` is the one that counts, `history` all those of the year so far.
    """

    year: int
    status: Status
    ground: AssessmentReason
    target: Value | None = None
    goal: TargetSpec | None = None
    course: Trajectory | None = None
    measurement: Measurement | None = None
    degree: Achievement | None = None
    expected: Fraction | None = None
    distance: Fraction | None = None
    reason: str = ""
    history: tuple[Measurement, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether no later measurement of the year can change it."""
        return self.ground in (AssessmentReason.YEAR_OVER, AssessmentReason.SETTLED)

    @property
    def measured(self) -> Result | None:
        """The value that was judged."""
        return self.measurement.value if self.measurement else None

    @property
    def share(self) -> Fraction | None:
        """The degree as a fraction of one."""
        return self.degree.share if self.degree else None
