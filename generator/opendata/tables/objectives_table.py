"""`obiettivi`: what the plan says of each objective, but for what depends on a year."""

from collections.abc import Iterator
from operator import attrgetter

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import POINTS, Cell, Column, Kind, cell_of, columns_of_part, paragraphs
from generator.opendata.tables.common import continued_column
from generator.opendata.tables.parameters import ColumnParameters
from generator.opendata.tables.table import Reference, Table
from generator.plan.identifiers import CODE, CONTINUED_OBJECTIVE, NOTHING, SLUG_WORDS
from generator.plan.model import Objective

#: Foreign keys of the columns of the plan.
REFERENCES = (
    Reference(("ambito",), "ambiti", ("codice",)),
    Reference(("missione", "programma"), "missioni", ("missione", "programma")),
    Reference(("area_responsabilita",), "aree", ("id",)),
)


class _Row(Struct, frozen=True):
    """An objective with its permanent address."""

    objective: Objective
    uri: str


def objectives_table(parameters: ColumnParameters) -> Table:
    """`obiettivi`."""
    return Table(
        "obiettivi",
        "Obiettivi",
        "Un obiettivo per riga: che cosa dice il piano, chi ne risponde, le risorse.",
        (
            *columns_of_part(
                attrgetter("objective"),
                (*identity_columns(parameters.kinds), *wording_columns(), *note_columns(), *tree_columns()),
            ),
            Column("uri", "indirizzo permanente dell'obiettivo", lambda row: row.uri or None, Kind.ADDRESS),
            *columns_of_part(
                attrgetter("objective"),
                (
                    continued_column(
                        "l'obiettivo di un piano di prima che continua: periodo e codice; vuoto: quello "
                        f"dello stesso codice, se c'è; {NOTHING}: nessuno",
                        CONTINUED_OBJECTIVE,
                    ),
                ),
            ),
        ),
        _records,
        ("codice",),
        REFERENCES,
        by_objective=True,
    )


def _records(source: Source) -> Iterator[_Row]:
    for objective in source.plan.objectives:
        yield _Row(objective, source.uris.objective(objective))


def identity_columns(kinds: tuple[tuple[str, str], ...]) -> tuple[Column[Objective], ...]:
    """Code, title, and what the registers say of an objective."""
    names = "".join(f"{', ' if index else ': '}{key} = {name}" for index, (key, name) in enumerate(kinds))
    return (
        Column("codice", "codice dell'obiettivo", _code, required=True, pattern=CODE.expression),
        Column(
            "tipo",
            f"sigla del tipo di obiettivo{names}",
            lambda objective: objective.kind or None,
            values=tuple(key for key, _ in kinds),
        ),
        Column("titolo", "titolo dell'obiettivo", lambda objective: objective.title, required=True),
        Column("descrizione", "descrizione, in Markdown", lambda objective: objective.description or None),
        Column(
            "ambito",
            "codice dell'ambito strategico",
            lambda objective: objective.area.code if objective.area else None,
            pattern=CODE.expression,
        ),
        Column("missione", "codice della missione di bilancio", _mission, pattern=CODE.expression),
        Column("programma", "codice del programma di bilancio", _programme, pattern=CODE.expression),
        Column("risorse", "risorse economiche, dove sono un importo", _resources, Kind.NUMBER, unit="euro"),
        Column("risorse_testo", "risorse economiche, con le parole del piano", _resources_text),
        Column("area_responsabilita", "id dell'area di responsabilità", _department, pattern=SLUG_WORDS),
    )


def wording_columns() -> tuple[Column[Objective], ...]:
    """The cells of the document's header tables."""
    return (
        Column(
            "ambito_testo",
            "ambito o obiettivo strategico, alla lettera",
            lambda objective: objective.wording.area or None,
        ),
        Column(
            "missione_testo", "missione, alla lettera", lambda objective: objective.wording.mission or None
        ),
        Column(
            "programma_testo",
            "programma, alla lettera",
            lambda objective: objective.wording.programme or None,
        ),
        Column(
            "area_responsabilita_testo",
            "area, alla lettera",
            lambda objective: objective.wording.department or None,
        ),
        Column("uffici_testo", "uffici, alla lettera", lambda objective: objective.wording.offices or None),
    )


def note_columns() -> tuple[Column[Objective], ...]:
    """The notes of the document and of who transcribed it."""
    return (
        Column("note", "note del documento, una per riga", lambda objective: paragraphs(objective.notes)),
        Column(
            "note_redazionali",
            "dubbi di chi ha trascritto il piano, uno per riga",
            lambda objective: paragraphs(objective.editorial_notes),
        ),
    )


def tree_columns() -> tuple[Column[Objective], ...]:
    """Where an objective stands in the tree."""
    return (
        Column(
            "padre",
            "codice dell'obiettivo di cui fa parte",
            lambda objective: objective.parent or None,
            pattern=CODE.expression,
        ),
        Column(
            "peso_nel_padre",
            "peso nell'obiettivo di cui fa parte; vuoto se i figli contano tutti allo stesso modo",
            lambda objective: objective.weight_in_parent.points if objective.weight_in_parent else None,
            Kind.NUMBER,
            POINTS,
            minimum=0,
            maximum=100,
        ),
        Column(
            "contribuisce_a",
            "codici degli altri obiettivi a cui contribuisce, uno per riga",
            lambda objective: paragraphs(objective.contributes_to),
        ),
    )


def _code(objective: Objective) -> Cell:
    return objective.code


def _mission(objective: Objective) -> Cell:
    return objective.programme.mission_code if objective.programme else None


def _programme(objective: Objective) -> Cell:
    return objective.programme.code or None if objective.programme else None


def _resources(objective: Objective) -> Cell:
    return cell_of(objective.resources.amount) if objective.resources else None


def _resources_text(objective: Objective) -> Cell:
    return objective.resources.text if objective.resources else None


def _department(objective: Objective) -> Cell:
    return objective.department.id if objective.department else None
