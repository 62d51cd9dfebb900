"""Dataset: a published plan with its tables, descriptive metadata and dates."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache

from msgspec import Struct, field

from generator.opendata.files import CSV, KnownFile
from generator.opendata.metadata.publisher import Publisher
from generator.opendata.source import Source, Uris
from generator.opendata.tables.assigned_offices_table import assigned_offices_table
from generator.opendata.tables.corrections_table import corrections_table
from generator.opendata.tables.group_table import groups_table
from generator.opendata.tables.indicators_table import indicators_table
from generator.opendata.tables.measurements_table import measurements_table
from generator.opendata.tables.news_table import news_table
from generator.opendata.tables.objectives_table import objectives_table
from generator.opendata.tables.own_fields_table import own_fields_table
from generator.opendata.tables.parameters import ColumnParameters, parameters_of
from generator.opendata.tables.parts_table import parts_table
from generator.opendata.tables.plans_table import plans_table
from generator.opendata.tables.policy_table import policy_table
from generator.opendata.tables.register_tables import (
    areas_table,
    departments_table,
    offices_table,
    programmes_table,
)
from generator.opendata.tables.revisions_table import revisions_table
from generator.opendata.tables.table import Row, Table
from generator.opendata.tables.values_table import values_table
from generator.opendata.tables.verdicts_table import verdicts_table
from generator.opendata.tables.wide.indicators import indicators_sheet
from generator.opendata.tables.wide.objectives import objectives_sheet
from generator.plan.changes import changes_of, last_change
from generator.plan.model import Plan
from generator.plan.scoring.assessment import PlanAssessment

LICENCE_NAME = "Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)"
LICENCE_CODE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
#: What the data sets hold, in their titles.
_CONTENT = "obiettivi, indicatori e risultati"
#: Digits of the digest in the version of the data.
DIGEST_DIGITS = 12
#: Version of the published format (names and meaning of files and columns), in every schema and `piano.json`.
FORMAT_VERSION = "2.0"
#: Rule by which the version changes, shown on the data page.
FORMAT_RULE = (
    "Il secondo numero cresce quando si aggiunge qualcosa: una colonna dopo quelle che ci sono, un file, "
    "una parola nuova in un elenco di valori ammessi. Il primo cresce quando qualcosa sparisce, o cambia "
    "nome, posto o significato. Chi legge le colonne per nome e tralascia quelle che non conosce non deve "
    "fare nulla finché il primo numero è lo stesso; chi controlla un file con il suo schema usa quello "
    "pubblicato accanto."
)


class Dataset(Struct, frozen=True, dict=True):
    """An assessed plan with its publisher and its permanent addresses.

    `document` is the content of the source document, `None` if the plan names none; `origins` are those of
    the source of its rows.
    """

    plan: Plan
    assessment: PlanAssessment
    publisher: Publisher
    uris: Uris
    document: bytes | None = None
    origins: Mapping[str, str] = {}
    _rows: dict[tuple[str, bool], tuple[Row, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name, unique in the site; also that of its archive."""
        return f"piano-{self.plan.period}"

    @property
    def identifier(self) -> str:
        """Identifier, unique among all bodies if the code of this one is known: DCAT-AP_IT puts it first."""
        ipa = self.publisher.ipa
        return f"{ipa}:{self.name}" if ipa else self.name

    @property
    def title(self) -> str:
        """Title, in Italian, which begins with the period."""
        return f"{self.plan.titled(self.plan.title)}: {_CONTENT}"

    @property
    def description(self) -> str:
        """Description of the content, in Italian."""
        plan = self.plan
        years = f"{plan.years[0]}-{plan.years[-1]}" if len(plan.years) > 1 else str(plan.years[0])
        source = (
            "del documento approvato e delle sue revisioni" if plan.revisions else "del documento approvato"
        )
        if plan.is_draft:
            source = "di una bozza non approvata"
        return (
            f"{plan.body.name}: gli obiettivi ({len(plan.objectives)}) e gli indicatori "
            f"({plan.indicator_count}) del piano, con il valore di partenza {plan.baseline_year}, i "
            f"traguardi {years}, i valori rilevati e gli esiti. I valori sono quelli {source}, alla lettera "
            "e come dati."
        )

    @property
    def keywords(self) -> tuple[str, ...]:
        """Keywords for catalogues, in Italian."""
        return ("piano della performance", "PIAO", "obiettivi", "indicatori", "amministrazione trasparente")

    def version(self, files: Iterable[KnownFile]) -> str:
        """Version of the data in some files: the day of the latest change, and a digest of the data.

        Other data never have the same version, whatever their day.
        """
        # The tables hold all; the archive holds the version itself.
        data = sorted(
            f"{file.name} {file.sha256}" for file in files if file.media_type == CSV and file.subject
        )
        digest = hashlib.sha256("\n".join(data).encode()).hexdigest()[:DIGEST_DIGITS]
        return f"{self.modified.isoformat()}-{digest}" if self.modified else digest

    @property
    def citation(self) -> str:
        """Citation of the source, as required by the licence."""
        version = f", versione del {self.modified:%d/%m/%Y}" if self.modified else ""
        title = f"{self.plan.title}: {_CONTENT}"
        return f"{self.plan.body.name}, {title}{version}, {self.uris.dataset}, {LICENCE_CODE}"

    @cached_property
    def issued(self) -> date | None:
        """The day of the first known change."""
        return min((change.day for change in changes_of(self.plan)), default=None)

    @cached_property
    def modified(self) -> date | None:
        """The day of the latest change; `None` if nothing was declared or measured."""
        return last_change(self.plan)

    @property
    def source(self) -> Source:
        """Input of the rows of the tables."""
        return Source(self.plan, self.assessment, self.uris, self.publisher.ipa, self.origins)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All published tables, the same for every body and plan."""
        return _tables(parameters_of(self.plan))

    @cached_property
    def sheets(self) -> tuple[Table, ...]:
        """The sheets of the workbook: those of objectives and indicators have all years in one row."""
        return _sheets(parameters_of(self.plan))

    def rows(self, table: Table) -> tuple[Row, ...]:
        """The rows of a table, computed once for all formats."""
        key = table.name, table.is_wide
        if key not in self._rows:
            self._rows[key] = tuple(table.rows(self.source))
        return self._rows[key]

    def describe(self, file: KnownFile) -> str:
        """What a file of the dataset holds, in Italian."""
        if file.media_type == CSV and file.subject:
            return self.table(file.subject).description
        return f"{file.title}, in formato {file.media_type.label}."

    def table(self, name: str) -> Table:
        """The table with this name. Raises `KeyError`."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)


# Cached because the files of each objective are made from a dataset of that objective alone.
@lru_cache(maxsize=8)
def _tables(parameters: ColumnParameters) -> tuple[Table, ...]:
    return (
        plans_table(),
        objectives_table(parameters),
        indicators_table(parameters),
        parts_table(),
        assigned_offices_table(),
        own_fields_table(),
        values_table(),
        measurements_table(),
        corrections_table(),
        revisions_table(),
        verdicts_table(parameters.weighting),
        groups_table(),
        policy_table(),
        areas_table(),
        departments_table(),
        offices_table(),
        programmes_table(),
        news_table(),
    )


@lru_cache(maxsize=8)
def _sheets(parameters: ColumnParameters) -> tuple[Table, ...]:
    # The wide sheets say what these do; the file about the plan is its legend, the feed has the news.
    left_out = {"piani", "obiettivi", "indicatori", "uffici_obiettivi", "campi", "valori", "esiti", "novita"}
    others = [table for table in _tables(parameters) if table.name not in left_out]
    return (objectives_sheet(parameters), indicators_sheet(parameters), *others)
