"""The assessment method of a plan in words, as a closed year is judged by it."""

from collections.abc import Iterator

from generator.plan.italian.phrases import with_article
from generator.plan.model import Plan
from generator.plan.numerals import show_percentage
from generator.plan.policy import Policy, Status
from generator.plan.weighting import Weighting

_WEIGHTS = {
    Weighting.PERCENT: "ciascuno con il peso che gli dà il piano, in percentuale",
    Weighting.POINTS: "ciascuno con il peso che gli dà il piano, in punti",
    Weighting.EQUAL: "che contano tutti allo stesso modo, perché il piano non dà pesi",
}


def method_of(plan: Plan) -> tuple[str, ...]:
    """The rules by which a closed year of a plan is judged, a sentence each, from indicators to the plan."""
    return tuple(_sentences(plan, plan.policy))


def _sentences(plan: Plan, policy: Policy) -> Iterator[str]:
    yield (
        "Il grado di un indicatore è la parte del traguardo che è stata raggiunta, al più "
        f"{with_article(show_percentage(policy.cap))}. Con «almeno» è il valore diviso per il traguardo, con "
        "«al massimo» il traguardo diviso per il valore; una data, un sì/no e un valore «pari a» valgono "
        "tutto o niente; di un testo il grado lo dichiara chi valuta."
    )
    if policy.tolerance:
        allowed = with_article(show_percentage(policy.tolerance), "di")
        yield f"Con «pari a» il valore si può scostare {allowed} del traguardo."
    achieved, partly = (
        with_article(show_percentage(threshold), "da") for threshold in (policy.achieved, policy.partly)
    )
    yield (
        f"A fine anno l'esito è «{policy.label(Status.ACHIEVED)}» {achieved} di grado, "
        f"«{policy.label(Status.PARTLY)}» {partly}, altrimenti «{policy.label(Status.MISSED)}»."
    )
    yield "Conta l'ultimo dato dell'anno, confrontato con il traguardo che era in vigore nel suo giorno."
    yield f"Il grado di un obiettivo è la media dei suoi indicatori rilevati, {_WEIGHTS[plan.weighting]}."
    yield (
        "Quello che non è stato rilevato, o non si può valutare, non vale zero: non entra nella media, e il "
        "suo peso va agli altri indicatori."
    )
    if plan.is_tree:
        yield "Il grado di un obiettivo che ne contiene altri è la media dei loro gradi, secondo i loro pesi."
    yield (
        "Il grado di un gruppo di obiettivi, come quelli di un ufficio o di tutto il piano, è la media dei "
        "gradi dei suoi obiettivi, ciascuno con lo stesso peso."
    )
