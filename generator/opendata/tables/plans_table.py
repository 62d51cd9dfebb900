"""`piani`: the plan as a whole, in one row: its act, its document, the year it starts from."""

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Column, Kind
from generator.opendata.tables.table import Table
from generator.plan.model import Plan


class _Row(Struct, frozen=True):
    """A plan with its permanent address and that of its document."""

    plan: Plan
    uri: str
    document: str


def plans_table() -> Table:
    """`piani`."""
    columns: tuple[Column[_Row], ...] = (
        Column("ente_nome", "nome dell'ente", lambda row: row.plan.body.name, required=True),
        Column("titolo", "titolo del piano", lambda row: row.plan.title, required=True),
        Column(
            "atto",
            "l'atto che lo ha approvato; vuoto se non è noto",
            lambda row: row.plan.approving_act or None,
        ),
        Column(
            "bozza",
            "se il piano non è ancora approvato",
            lambda row: row.plan.is_draft,
            Kind.FLAG,
            required=True,
        ),
        Column(
            "primo_anno", "primo anno del piano", lambda row: row.plan.years[0], Kind.COUNT, required=True
        ),
        Column(
            "ultimo_anno", "ultimo anno del piano", lambda row: row.plan.years[-1], Kind.COUNT, required=True
        ),
        Column(
            "anno_partenza",
            "anno dei valori di partenza",
            lambda row: row.plan.baseline_year,
            Kind.COUNT,
            required=True,
        ),
        Column(
            "documento",
            "indirizzo del documento approvato",
            lambda row: row.document or None,
            Kind.ADDRESS,
        ),
        Column(
            "documento_sha256",
            "impronta del documento",
            lambda row: row.plan.document.sha256 if row.plan.document else None,
        ),
        Column("uri", "indirizzo permanente del piano", lambda row: row.uri or None, Kind.ADDRESS),
    )
    return Table("piani", "Piano", "Il piano, in una riga.", columns, _records, ())


def _records(source: Source) -> tuple[_Row, ...]:
    return (_Row(source.plan, source.uris.plan, source.uris.document),)
