"""Assessment of an indicator for a year, with the numbers it is based on."""

from datetime import date
from enum import Enum
from fractions import Fraction

from msgspec import Struct

from generator.plan.indicator import Indicator
from generator.plan.measurement import Measurement, Result
from generator.plan.policy import Status, Trajectory
from generator.plan.scoring.achievement import Achievement, TargetSpec
from generator.plan.scoring.trajectory import Expectation
from generator.plan.values import Value


class AssessmentReason(Enum):
    """Why an assessment has its status; the value says it in the open data."""

    NO_TARGET = "nessun traguardo"
    NOT_ASSESSABLE = "motivo dichiarato"
    NO_MEASUREMENT = "nessuna rilevazione"
    DEADLINE_PASSED = "termine passato, nessun dato"
    DECLARED = "dichiarato da chi valuta"
    PARTS = "esiti delle fasi o degli uffici"
    EXPECTED_VALUE = "confronto con l'atteso"
    SETTLED = "esito che non può più cambiare"
    YEAR_OVER = "anno concluso"


class PartAssessment(Struct, frozen=True):
    """A part of an indicator that has a target for the year, with its assessment."""

    part: Indicator
    assessment: "IndicatorAssessment"


class IndicatorAssessment(Struct, frozen=True):
    """The assessment of an indicator for a year.

    `expected` is the value expected on the day of the measurement; `exact_measured` is the number that
    was compared with the target. Both are exact, and `None` where there is nothing to compute.
    `expectation` says where the expected value comes from. `due` is the day by which the target is due.
    `not_assessable` says why the indicator cannot be assessed. `measurement` is the one that counts,
    `history` all those of the year so far. `can_change`: a later measurement of the year could change the
    status or the rate, or give them. `parts` are the assessments of its steps or offices; where the values
    of offices are added up, `target` and `measurement` are the sums of those that were measured.
    `as_of` is the day whose version of the indicator was assessed: see `scoring.in_force`.
    """

    year: int
    status: Status
    reason_code: AssessmentReason
    target: Value | None = None
    target_spec: TargetSpec | None = None
    trajectory: Trajectory | None = None
    measurement: Measurement | None = None
    achievement: Achievement | None = None
    expected: Fraction | None = None
    exact_measured: Fraction | None = None
    not_assessable: str = ""
    history: tuple[Measurement, ...] = ()
    can_change: bool = False
    expectation: Expectation | None = None
    due: date = date.max
    parts: tuple[PartAssessment, ...] = ()
    as_of: date = date.max

    @property
    def is_due_early(self) -> bool:
        """Whether the target is due before its year ends."""
        return self.due < date(self.year, 12, 31)

    def is_measured_when_due(self, measurement: Measurement | None) -> bool:
        """Whether no later measurement can take the place of one of the target's day, or later."""
        return measurement is not None and measurement.day >= self.due

    @property
    def measured_parts(self) -> tuple[PartAssessment, ...]:
        """The parts with a degree."""
        return tuple(one for one in self.parts if one.assessment.achievement is not None)

    @property
    def assessable_parts(self) -> tuple[PartAssessment, ...]:
        """The parts that can be assessed; the weight of the others goes to these."""
        return tuple(one for one in self.parts if one.assessment.status is not Status.NOT_ASSESSABLE)

    @property
    def lacks_parts(self) -> bool:
        """Whether some parts were measured, and others were not."""
        return 0 < len(self.measured_parts) < len(self.assessable_parts)

    @property
    def is_final(self) -> bool:
        """Whether there is a rate that no later measurement of the year can change."""
        return self.achievement is not None and not self.can_change

    @property
    def distance(self) -> Fraction | None:
        """The measured value minus the target (the missed bound of a range); in days for a date."""
        if self.exact_measured is None or self.target_spec is None:
            return None
        return self.target_spec.distance(self.exact_measured)

    @property
    def measured(self) -> Result | None:
        """The measured value."""
        return self.measurement.value if self.measurement else None

    @property
    def deviation_reason(self) -> str:
        """Why the target was missed: beside the result that counts, or of parts beside one of any day."""
        measurements = self.history if self.parts else (self.measurement,)
        reasons = (one.deviation_reason for one in measurements if one)
        return "; ".join(dict.fromkeys(filter(None, reasons)))

    @property
    def day(self) -> date | None:
        """The day of the assessment: that of the measurement it is made of."""
        return self.measurement.day if self.measurement and self.achievement else None

    @property
    def achievement_rate(self) -> Fraction | None:
        """The achievement as a fraction of one, up to the policy's cap."""
        return self.achievement.rate if self.achievement else None
