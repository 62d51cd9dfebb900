"""The arithmetic behind a verdict as data: one step a line, in the order in which a reader follows it.

Page, tests and whoever asks get these same steps; nothing is worked out anew to be shown.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec import Struct

from generator.plan.conditions import Condition
from generator.plan.italian.phrases import aim, bare, long_date, quantity, with_article
from generator.plan.measurement import Measurement, NotYet
from generator.plan.model import Indicator
from generator.plan.policy import Policy, Trajectory
from generator.plan.scoring.achievement import TargetSpec
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.scoring.rounding import rounded, show_figure, show_share
from generator.plan.status import Status
from generator.plan.values import Day, Percentage, YesNo

#: More decimals than any two figures of a plan need to be told apart.
_MOST_PLACES = 12


class Step(Struct, frozen=True):
    """One line of the arithmetic. `key` names it for machines and style sheets, the rest is read."""

    key: str
    label: str
    text: str


def arithmetic(
    indicator: Indicator, verdict: IndicatorAssessment, policy: Policy, baseline_year: int
) -> tuple[Step, ...]:
    """Baseline, target, expected, measured, rule, degree, verdict, source: those that there are."""
    return (
        Step("partenza", f"Valore di partenza ({baseline_year})", _baseline(indicator)),
        Step("traguardo", f"Traguardo {verdict.year}", _target(indicator, verdict)),
        *_expected(verdict),
        *_measured(verdict),
        *_degree(verdict, policy),
        Step("esito", "Esito", f"{policy.label(verdict.status)}: {_because(verdict, policy)}"),
        *_source(verdict.measurement),
    )


def score_arithmetic(
    pairs: Iterable[tuple[Indicator, IndicatorAssessment]], score: Fraction | None, policy: Policy
) -> str:
    """The score of an objective with its figures: `(20 × 75% + 30 × 100%) ÷ 50 = 90%`.

    Empty where nothing was measured. Degrees are shown rounded; the score was worked out exactly.
    """
    weighed = [(Fraction(i.weight.points), v.share) for i, v in pairs if v.share is not None]
    if score is None or not weighed:
        return ""
    terms = " + ".join(
        f"{show_figure(points, _MOST_PLACES)} × {_share(share, policy)}" for points, share in weighed
    )
    weight = sum((points for points, _ in weighed), Fraction(0))
    return f"({terms}) ÷ {show_figure(weight, _MOST_PLACES)} = {_share(score, policy)}"


def _share(share: Fraction, policy: Policy) -> str:
    return show_share(share, (policy.partly, policy.achieved))


def _baseline(indicator: Indicator) -> str:
    return bare(indicator.baseline) if indicator.baseline is not None else "il piano non lo indica"


def _target(indicator: Indicator, verdict: IndicatorAssessment) -> str:
    if verdict.target is None or verdict.ground is AssessmentReason.NO_TARGET:
        return "il piano non ne fissa uno"
    return bare(verdict.target) if indicator.condition is None else aim(indicator.condition, verdict.target)


def _expected(verdict: IndicatorAssessment) -> tuple[Step, ...]:
    goal, measurement, target = verdict.goal, verdict.measurement, verdict.target
    if verdict.expected is None or goal is None or measurement is None or target is None:
        return ()
    if verdict.expected == goal.target:
        text = f"{bare(target)}, il traguardo"
    else:
        working = _course_working(verdict, goal, measurement.day)
        text = f"{quantity(verdict.expected, target, _places(verdict))} = {working}"
    return (Step("atteso", f"Atteso {_on(measurement.day)}", text),)


def _course_working(verdict: IndicatorAssessment, goal: TargetSpec, day: date) -> str:
    part = f"{day.timetuple().tm_yday}/{date(day.year, 12, 31).timetuple().tm_yday} dell'anno"
    if verdict.course is Trajectory.LINEAR and goal.baseline is not None:
        start, way = goal.baseline, goal.target - goal.baseline
        sign = "−" if way < 0 else "+"
        return f"{show_figure(start, _MOST_PLACES)} {sign} {show_figure(abs(way), _MOST_PLACES)} × {part}"
    return f"{show_figure(goal.target, _MOST_PLACES)} × {part}"


def _measured(verdict: IndicatorAssessment) -> tuple[Step, ...]:
    measurement = verdict.measurement
    if measurement is None or measurement.value is None or measurement.original is None:
        return ()
    steps = [Step("rilevato", f"Rilevato {_on(measurement.day)}", bare(measurement.value))]
    former = measurement.original
    for correction in measurement.corrections:
        text = f"da {bare(former)} a {bare(correction.value)}: {correction.reason}"
        steps.append(Step("rettifica", f"Rettifica del {long_date(correction.made_on)}", text))
        former = correction.value
    if distance := _distance(verdict):
        steps.append(Step("scarto", "Scarto dal traguardo", distance))
    return tuple(steps)


def _distance(verdict: IndicatorAssessment) -> str:
    distance, target = verdict.distance, verdict.target
    if distance is None or target is None or isinstance(target, YesNo):
        return ""
    sign = "+" if distance > 0 else ""
    if isinstance(target, Percentage):
        # «-16%» of what? A difference of percentages is in points.
        points = "punto percentuale" if abs(distance) == 1 else "punti percentuali"
        return f"{sign}{show_figure(distance)} {points}"
    if not isinstance(target, Day):
        return sign + quantity(distance, target)
    days = abs(int(distance))
    if not days:
        return "nessuno: il giorno stesso"
    unit = "giorno" if days == 1 else "giorni"
    return f"{days} {unit} {'dopo' if distance > 0 else 'prima'}"


def _degree(verdict: IndicatorAssessment, policy: Policy) -> tuple[Step, ...]:
    degree = verdict.degree
    if degree is None:
        return ()
    shown = _share(degree.share, policy)
    if degree.working:
        dividend, divisor = degree.working
        shown = f"{show_figure(dividend, _MOST_PLACES)} ÷ {show_figure(divisor, _MOST_PLACES)} = {shown}"
    return Step("regola", "Regola del grado", degree.rule), Step("grado", "Grado di raggiungimento", shown)


def _because(verdict: IndicatorAssessment, policy: Policy) -> str:
    match verdict.ground:
        case AssessmentReason.NO_TARGET:
            return f"per il {verdict.year} il piano non fissa un traguardo"
        case AssessmentReason.EXCUSED:
            return verdict.reason
        case AssessmentReason.NO_MEASUREMENT:
            return "non c'è ancora una rilevazione"
        case AssessmentReason.SETTLED:
            return _settled(verdict)
        case AssessmentReason.YEAR_OVER:
            return _over(verdict, policy)
        case AssessmentReason.PACE:
            return _pace(verdict)


def _settled(verdict: IndicatorAssessment) -> str:
    if isinstance(verdict.measured, NotYet):
        return "il termine è passato"
    if isinstance(verdict.measured, Day):
        return "il fatto è avvenuto, e la data non cambia più"
    if verdict.goal and verdict.goal.condition is Condition.AT_LEAST:
        return "il conteggio ha già raggiunto il traguardo"
    return "il conteggio ha già superato il traguardo e non può tornare indietro"


def _over(verdict: IndicatorAssessment, policy: Policy) -> str:
    measurement = verdict.measurement
    share = with_article(_share(verdict.share or Fraction(0), policy), "di")
    text = f"l'anno è concluso con un grado {share} ({_thresholds(policy)})"
    if measurement and measurement.day < date(verdict.year, 12, 31):
        text += f"; l'ultima rilevazione è del {long_date(measurement.day)}, prima della fine dell'anno"
    return text


def _thresholds(policy: Policy) -> str:
    achieved, partly = (
        with_article(show_share(threshold), "da") for threshold in (policy.achieved, policy.partly)
    )
    return f"{policy.label(Status.ACHIEVED)} {achieved}, {policy.label(Status.PARTLY)} {partly}"


def _pace(verdict: IndicatorAssessment) -> str:
    if isinstance(verdict.measured, NotYet):
        return "il termine non è ancora passato"
    if verdict.status is Status.ON_TRACK:
        return "l'anno non è concluso e finora il valore va come atteso, o meglio"
    return "l'anno non è concluso e finora il valore non è quello atteso"


def _source(measurement: Measurement | None) -> tuple[Step, ...]:
    if measurement is None:
        return ()
    steps = [Step("fonte", "Fonte", measurement.source or "non indicata")]
    if measurement.note:
        steps.append(Step("nota", "Nota", measurement.note))
    return tuple(steps)


def _on(day: date) -> str:
    return with_article(long_date(day), "a")


def _places(verdict: IndicatorAssessment) -> int:
    """Enough decimals to tell the expected value from the measured one, two at least."""
    if verdict.expected is None or verdict.distance is None or verdict.goal is None:
        return 2
    value = verdict.distance + verdict.goal.target
    return next(
        (
            places
            for places in range(2, _MOST_PLACES)
            if value == verdict.expected or rounded(value, places) != rounded(verdict.expected, places)
        ),
        _MOST_PLACES,
    )
