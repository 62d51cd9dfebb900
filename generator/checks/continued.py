"""Check of what objectives and indicators are said to continue, in the plans of a body together."""

from collections.abc import Iterator, Mapping, Sequence

from generator.checks.checked_plan import CheckedPlan
from generator.loading.diagnostics import Diagnostic, enumeration, suggestion
from generator.plan.succession import Reference, read_reference


def check_continued(plans: Sequence[CheckedPlan]) -> Iterator[Diagnostic]:
    """References to what is not there, or to a plan that is not an earlier one."""
    by_period = {one.folder.name: one for one in plans}
    for plan in plans:
        for (code, identifier), location in plan.continues.items():
            objective = plan.plan and plan.plan.by_code.get(code)
            if not objective:
                continue
            if identifier:
                found = (one.continues for one in objective.indicators if one.id == identifier)
                declared = next(found, "")
            else:
                declared = objective.continues
            reference = read_reference(declared, of_indicator=bool(identifier))
            if reference and (message := _problem(reference, plan.folder.name, by_period)):
                yield Diagnostic(location, "E233", message)


def _problem(one: Reference, own: str, plans: Mapping[str, CheckedPlan]) -> str:
    """What is wrong with a reference in the plan of the period `own`; empty if it is right."""
    earlier = sorted(period for period in plans if period < own)
    if one.period >= own:
        message = f"«{one}» non è di un piano precedente a {own}, e non si può continuare"
        return f"{message}; i precedenti sono: {', '.join(earlier)}" if earlier else message
    if one.period not in plans:
        hint = suggestion(one.period, earlier) or "ci vuole la sua cartella in plan_data/"
        return f"il piano {one.period} non c'è; {hint}"
    objectives = plans[one.period].ids
    if one.code not in objectives:
        hint = (
            suggestion(one.code, sorted(objectives)) or f"i codici sono nei file di {one.period}/obiettivi/"
        )
        return f"l'obiettivo «{one.code}» non c'è nel piano {one.period}; {hint}"
    ids = objectives[one.code]
    # An empty one stands for ids that could not be read.
    if one.indicator and one.indicator not in ids and "" not in ids:
        hint = suggestion(one.indicator, ids) or f"ci sono: {enumeration(ids)}"
        return f"l'indicatore «{one.indicator}» non c'è in «{one.objective}»; {hint}"
    return ""
