"""The dataset: a plan as it is published, with its tables, its names and its dates."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from generator.opendata.metadata.publisher import Publisher
from generator.opendata.parts import NO_PARTS, Parts
from generator.opendata.tables.monitoring import (
    measurement_columns,
    measurement_rows,
    policy_columns,
    policy_rows,
)
from generator.opendata.tables.plan_tables import (
    indicator_columns,
    indicators_by_objective,
    objective_columns,
    objectives_by_objective,
)
from generator.opendata.tables.register_tables import (
    areas_table,
    departments_table,
    offices_table,
    programmes_table,
)
from generator.opendata.tables.rows import Row
from generator.opendata.tables.table import Reference, RowsByObjective, Table
from generator.opendata.uris import Uris
from generator.plan.model import Objective, Plan
from generator.plan.news import changes_of, last_change
from generator.plan.scoring.assessment import PlanAssessment

LICENCE_NAME = "Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)"
LICENCE_CODE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

#: Gives what was made under a name on a basis before, or has it made.
Recall = Callable[[str, str, Callable[[], bytes]], bytes]


def make_anew(_name: str, _basis: str, make: Callable[[], bytes]) -> bytes:
    """For those who remember nothing."""
    return make()


#: How a format writes the rows of a table.
RowsWriter = Callable[[Iterable[Row]], str]


class Dataset(Struct, frozen=True, dict=True):
    """A plan, assessed on a day, published by somebody under some addresses.

    `document` is the content of the source document, `None` if the plan names none; `parts` are what its
    files are put together from, and `recall` remembers what is costly to make and seldom changes.
    """

    plan: Plan
    assessment: PlanAssessment
    publisher: Publisher
    uris: Uris
    document: bytes | None = None
    parts: Parts = NO_PARTS
    recall: Recall = make_anew
    _rows: dict[str, tuple[str, tuple[Row, ...]]] = field(default_factory=dict)
    _written: dict[tuple[str, RowsWriter], tuple[str, str]] = field(default_factory=dict)

    @property
    def identifier(self) -> str:
        """A name for machines, unique in the site."""
        return f"piano-{self.plan.period}"

    @property
    def title(self) -> str:
        """The name for people."""
        return f"{self.plan.title}: obiettivi, indicatori e risultati"

    @property
    def description(self) -> str:
        """What the dataset holds, in a sentence or two."""
        plan = self.plan
        years = f"{plan.years[0]}-{plan.years[-1]}" if len(plan.years) > 1 else str(plan.years[0])
        return (
            f"Gli obiettivi ({len(plan.objectives)}) e gli indicatori ({plan.indicator_count}) del piano di "
            f"{plan.body.name}, con il valore di partenza {plan.baseline_year}, i traguardi {years}, "
            "i valori rilevati e gli esiti. I valori sono quelli del documento approvato, alla lettera "
            "e come dati."
        )

    @property
    def keywords(self) -> tuple[str, ...]:
        """Words under which people look for it."""
        return ("piano della performance", "PIAO", "obiettivi", "indicatori", "amministrazione trasparente")

    @property
    def version(self) -> str:
        """The version of the data, told by the day of the latest change (`0` before any is known)."""
        return self.modified.isoformat() if self.modified else "0"

    @property
    def citation(self) -> str:
        """How to name the source, as the licence asks."""
        version = f", versione del {self.modified:%d/%m/%Y}" if self.modified else ""
        return f"{self.plan.body.name}, {self.title}{version}, {self.uris.dataset}, {LICENCE_CODE}"

    @cached_property
    def issued(self) -> date | None:
        """The day of the first change that is known."""
        return min((change.day for change in changes_of(self.plan)), default=None)

    @cached_property
    def modified(self) -> date | None:
        """The day of the latest change; `None` where nothing was declared or measured."""
        return last_change(self.plan)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables: the plan, the results, the registers."""
        plan, assessment, uris = self.plan, self.assessment, self.uris
        indicator = ("codice_obiettivo", "indicatore")
        return (
            Table(
                "obiettivi",
                "Obiettivi",
                "Un obiettivo per riga, con chi ne risponde, le risorse e l'esito di ogni anno.",
                objective_columns(plan),
                objectives_by_objective(plan, assessment, uris),
                ("codice",),
                (
                    Reference(("ambito",), "ambiti", ("codice",)),
                    Reference(("missione", "programma"), "missioni", ("missione", "programma")),
                    Reference(("area_responsabilita",), "aree", ("id",)),
                ),
            ),
            Table(
                "indicatori",
                "Indicatori",
                "Un indicatore per riga, con il valore di partenza, i traguardi, il peso e gli esiti.",
                indicator_columns(plan),
                indicators_by_objective(plan, assessment, uris),
                indicator,
                (Reference(("codice_obiettivo",), "obiettivi", ("codice",)),),
            ),
            Table(
                "rilevazioni",
                "Rilevazioni",
                "Un valore rilevato per riga, con le rettifiche; nessuna riga finché nulla è stato rilevato.",
                measurement_columns(),
                measurement_rows(plan),
                (*indicator, "data"),
                (Reference(indicator, "indicatori", indicator),),
            ),
            Table(
                "valutazione",
                "Valutazione",
                "Il metodo con cui si danno gli esiti, e il giorno a cui si riferiscono.",
                policy_columns(),
                policy_rows(assessment),
                ("voce",),
            ),
            areas_table(plan, uris),
            departments_table(plan),
            offices_table(plan, uris),
            programmes_table(plan),
        )

    @cached_property
    def tables_by_objective(self) -> tuple[Table, ...]:
        """The tables to which each objective adds its rows."""
        return tuple(table for table in self.tables if isinstance(table.rows, RowsByObjective))

    def rows_of(self, table: Table, objective: Objective) -> tuple[Row, ...]:
        """The rows that an objective adds to one of these; those of one objective are kept at hand."""
        if not isinstance(table.rows, RowsByObjective):
            raise TypeError(table.name)
        code, rows = self._rows.get(table.name, ("", ()))
        if code != objective.code:
            rows = table.rows.of(objective)
            self._rows[table.name] = (objective.code, rows)
        return rows

    def written_rows(self, table: Table, objective: Objective, write: RowsWriter) -> str:
        """The same rows as `write` writes them, once for all files of an objective that hold them."""
        code, written = self._written.get((table.name, write), ("", ""))
        if code != objective.code:
            written = write(self.rows_of(table, objective))
            self._written[table.name, write] = (objective.code, written)
        return written

    def table(self, name: str) -> Table:
        """The table of that name; `KeyError` if there is none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)
