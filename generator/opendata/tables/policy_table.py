"""`valutazione`: the scoring method of the plan, and the day of the verdicts."""

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Cell, Column
from generator.opendata.tables.common import typed_columns
from generator.opendata.tables.numbers import percentage_points
from generator.opendata.tables.table import Table
from generator.plan.policy import Status
from generator.plan.weighting import Weighting

_WEIGHTINGS = {
    Weighting.PERCENT: "punti percentuali dell'obiettivo",
    Weighting.POINTS: "punti, conta la parte nella somma dell'obiettivo",
    Weighting.EQUAL: "senza pesi, contano tutti allo stesso modo",
}


class PolicyRow(Struct, frozen=True):
    """One parameter of the scoring method."""

    item: str
    value: Cell
    description: str


def policy_table() -> Table:
    """`valutazione`."""
    columns: tuple[Column[PolicyRow], ...] = (
        Column("voce", "voce del metodo", lambda row: row.item, required=True),
        *typed_columns(
            lambda row: row.value,
            lambda row: row.value if isinstance(row.value, str) else "",
            "il valore",
            "",
        ),
        Column("descrizione", "che cosa vuol dire", lambda row: row.description, required=True),
    )
    return Table(
        "valutazione",
        "Valutazione",
        "Il metodo con cui si danno gli esiti, e il giorno in cui si danno.",
        columns,
        policy_records,
        ("voce",),
    )


def policy_records(source: Source) -> tuple[PolicyRow, ...]:
    """The parameters of the scoring method, and the day of the assessments."""
    policy, today = source.assessment.policy, source.assessment.today
    return (
        PolicyRow("al", today, "giorno in cui si danno gli esiti; ciascuno ha la data delle sue rilevazioni"),
        PolicyRow("smvp", policy.reference or None, "l'atto dell'ente con il metodo"),
        PolicyRow(
            "predefinita", policy.is_default, "se l'ente non ha indicato un metodo e vale quello del sito"
        ),
        PolicyRow(
            Status.ACHIEVED.value,
            percentage_points(policy.achieved),
            "grado da cui è raggiunto, in punti percentuali",
        ),
        PolicyRow(
            Status.PARTLY.value,
            percentage_points(policy.partly),
            "grado da cui lo è in parte, in punti percentuali",
        ),
        PolicyRow(
            Status.ON_TRACK.value,
            percentage_points(policy.on_track),
            "parte degli indicatori che deve andare bene",
        ),
        PolicyRow("tetto", percentage_points(policy.cap), "grado massimo, in punti percentuali"),
        PolicyRow(
            "tolleranza",
            percentage_points(policy.tolerance),
            "scostamento da «pari a», in percentuale del traguardo",
        ),
        PolicyRow(
            "pesi",
            source.plan.weighting.value,
            "come si pesano gli indicatori di un obiettivo: "
            + ", ".join(f"{weighting.value} = {words}" for weighting, words in _WEIGHTINGS.items()),
        ),
    )
