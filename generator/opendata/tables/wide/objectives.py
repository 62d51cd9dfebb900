"""The sheet of objectives: a row each, with the verdicts of all years."""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from generator.opendata.source import Source
from generator.opendata.tables.columns import Column, Kind, columns_of_part
from generator.opendata.tables.indicators_table import WEIGHT_UNITS
from generator.opendata.tables.objectives_table import identity_columns, note_columns, tree_columns
from generator.opendata.tables.parameters import ColumnParameters
from generator.opendata.tables.table import Table
from generator.opendata.tables.verdict_columns import Verdict, verdict_columns, verdict_on_group
from generator.opendata.tables.wide.shared_columns import office_column, own_columns
from generator.plan.model import Objective
from generator.plan.own_fields import FieldOwner

#: The columns of a verdict that people read.
_OF_VERDICT = ("esito", "grado", "rilevati", "misurabili", "dati_al")
#: The fields of the plan that columns are about, where they have another name.
_FIELDS = {
    **{name: name for name in ("tipo", "descrizione", "missione", "programma", "risorse", "padre")},
    **{
        name: name for name in ("note", "note_redazionali", "contribuisce_a", "ambito", "area_responsabilita")
    },
    "risorse_testo": "risorse",
    "peso_nel_padre": "padre",
    **dict.fromkeys(("grado", "dati_al"), "rilevazioni"),
}


class _Row(Struct, frozen=True):
    """An objective with its verdicts by year, and its permanent address."""

    objective: Objective
    verdicts: Mapping[int, Verdict]
    uri: str


def objectives_sheet(parameters: ColumnParameters) -> Table:
    """The sheet of objectives."""
    unit = WEIGHT_UNITS[parameters.weighting]
    every = verdict_columns("di un obiettivo", unit)
    of_verdict = parameters.used_columns((one for one in every if one.name in _OF_VERDICT), _FIELDS)
    return Table(
        "obiettivi",
        "Obiettivi",
        "Un obiettivo per riga, con chi ne risponde, le risorse e l'esito di ogni anno.",
        (
            *columns_of_part(
                attrgetter("objective"),
                parameters.used_columns(identity_columns(parameters.kinds), _FIELDS),
            ),
            *columns_of_part(attrgetter("objective.offices"), (office_column("id degli uffici"),)),
            *columns_of_part(
                attrgetter("objective"),
                parameters.used_columns((*note_columns(), *tree_columns()), _FIELDS),
            ),
            *(
                column
                for year in parameters.years
                for column in columns_of_part(
                    _of_year(year), (replace(one, name=f"{one.name}_{year}") for one in of_verdict)
                )
            ),
            *columns_of_part(attrgetter("objective.own"), own_columns(parameters, FieldOwner.OBJECTIVE)),
            Column("uri", "indirizzo permanente dell'obiettivo", lambda row: row.uri or None, Kind.ADDRESS),
        ),
        _records,
        ("codice",),
        by_objective=True,
        is_wide=True,
    )


def _of_year(year: int) -> Callable[[_Row], Verdict]:
    return lambda row: row.verdicts[year]


def _records(source: Source) -> Iterator[_Row]:
    assessment = source.assessment
    for objective in source.plan.objectives:
        verdicts = {
            year: verdict_on_group(assessment.of_objective(objective, year), assessment.policy)
            for year in source.plan.years
        }
        yield _Row(objective, verdicts, source.uris.objective(objective))
