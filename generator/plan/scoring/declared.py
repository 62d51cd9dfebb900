"""What who evaluates has declared of a result whose degree was computed: shown beside it, not instead."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from generator.plan.measurement import Declaration
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment


class DeclaredBeside(Struct, frozen=True):
    """A declaration beside the assessment that was computed. `part` is its id, empty of the whole."""

    part: str
    declaration: Declaration
    assessment: IndicatorAssessment

    @property
    def differs(self) -> bool:
        """Whether it says otherwise than what was computed, as far as its degree is written out.

        A degree beyond the highest one that is computed (105%) is not otherwise than that one.
        """
        declared, computed = self.declaration, self._computed
        if declared.degree is not None and not self.exceeds:
            last_digit = Fraction(10) ** min(0, int(declared.degree.points.as_tuple().exponent))
            if abs(Fraction(declared.degree.points) - computed * 100) > last_digit / 2:
                return True
        return declared.status is not None and declared.status is not self.assessment.status

    @property
    def exceeds(self) -> bool:
        """Whether the declared degree is beyond the highest one, which was computed."""
        spec, degree = self.assessment.target_spec, self.declaration.degree
        highest = spec.cap if spec else Fraction(1)
        return (
            degree is not None
            and self._computed >= highest
            and Fraction(degree.points) > self._computed * 100
        )

    @property
    def _computed(self) -> Fraction:
        return self.assessment.achievement_rate or Fraction(0)


def declared_beside(assessment: IndicatorAssessment) -> DeclaredBeside | None:
    """What was declared of the indicator as a whole, beside its computed degree; `None` where nothing was."""
    measurement = assessment.measurement
    if measurement is None or assessment.achievement is None:
        return None
    # A degree that counts is no other beside it; of parts it is that of those that have none of their own.
    counts = (assessment, *(one.assessment for one in assessment.parts))
    if any(one.reason_code is AssessmentReason.DECLARED for one in counts):
        return None
    declared = measurement.declaration
    return None if declared == Declaration() else DeclaredBeside("", declared, assessment)


def declared_beside_parts(assessment: IndicatorAssessment) -> Iterator[DeclaredBeside]:
    """The same of each part, of those that have a declaration of their own."""
    for one in assessment.parts:
        found, measurement = one.assessment, one.assessment.measurement
        if measurement is None or found.achievement is None or found.reason_code is AssessmentReason.DECLARED:
            continue
        for of_all in assessment.history:
            declared = of_all.declaration_of(one.part.id) if of_all.day == measurement.day else None
            if declared is not None:
                yield DeclaredBeside(one.part.id, declared, found)
