"""Columns of what who evaluates has declared of a result: of one measurement, or of the one that counts."""

from generator.opendata.tables.columns import POINTS, Column, Kind, cell_of
from generator.plan.measurement import Declaration
from generator.plan.policy import MEASURED, Status


def declared_columns(suffix: str = "") -> tuple[Column[Declaration], ...]:
    """The declared degree and status; `suffix` ends the names of the columns."""
    return (
        Column(
            f"grado_dichiarato{suffix}",
            "grado dichiarato da chi valuta, anche oltre 100: conta, fino al massimo, dove non si calcola",
            lambda declared: cell_of(declared.degree),
            Kind.NUMBER,
            POINTS,
            minimum=0,
        ),
        Column(
            f"esito_dichiarato{suffix}",
            "esito dichiarato da chi valuta: conta dove non si può calcolare",
            lambda declared: declared.status.value if declared.status else None,
            values=tuple(status.value for status in Status if status in MEASURED),
        ),
    )
