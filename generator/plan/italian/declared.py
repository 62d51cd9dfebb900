"""What who evaluates has declared of a result, in Italian."""

from fractions import Fraction

from generator.plan.italian.aggregates import degree_of
from generator.plan.measurement import Declaration
from generator.plan.policy import Policy
from generator.plan.scoring.declared import DeclaredBeside, declared_beside, declared_beside_parts
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.values import show

BY_WHOM = "dichiarato da chi valuta"


def declaration_in_words(declared: Declaration) -> str:
    """`parzialmente raggiunto, grado 80%`; empty where nothing was declared."""
    words = [declared.status.value] if declared.status else []
    words += [f"grado {show(declared.degree)}"] if declared.degree is not None else []
    return ", ".join(words)


def beside_in_words(beside: DeclaredBeside, policy: Policy) -> str:
    """`grado 80%, come si calcola`; where they differ both, and which of them counts."""
    text = declaration_in_words(beside.declaration)
    computed = degree_of(beside.assessment.achievement_rate or Fraction(0), policy)
    if beside.exceeds and not beside.differs:
        return f"{text}; dal valore si calcola il {computed}, che è il massimo, e conta questo"
    if not beside.differs:
        return f"{text}, come si calcola"
    label = policy.label(beside.assessment.status)
    return f"{text}; dal valore si calcola «{label}», grado {computed}, e conta questo"


def declared_note(assessment: IndicatorAssessment, policy: Policy) -> str:
    """What was declared beside the computed degree, as a note to a verdict; empty where nothing was."""
    beside = declared_beside(assessment)
    return f"{BY_WHOM}: {beside_in_words(beside, policy)}" if beside else ""


def declared_of_parts(assessment: IndicatorAssessment, policy: Policy) -> dict[str, str]:
    """The same of the parts of an indicator, by their ids."""
    return {one.part: beside_in_words(one, policy) for one in declared_beside_parts(assessment)}
