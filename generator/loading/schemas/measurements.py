"""Schemas of the files of results: `rilevazioni/`."""

from generator.loading.schema import Field, FieldType, Schema, prose, table, text
from generator.loading.schemas.common import EXCEPTIONS
from generator.plan.identifiers import SLUG
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.policy import MEASURED, Status

_DECLARED = (
    text("grado_dichiarato", "il grado secondo chi valuta, come 80%: conta dove non si può calcolare"),
    text(
        "esito",
        "l'esito secondo chi valuta: conta dove non si può calcolare",
        choices=tuple(status.value for status in Status if status in MEASURED),
    ),
)

PART_RESULT = Schema(
    "risultato di una parte",
    (text("valore", "il valore rilevato, come nel piano", required=True), *_DECLARED),
)


def _part_results(schema: Schema | None = None) -> tuple[Field, ...]:
    """The results of the parts of an indicator; with a schema, also with a degree of their own."""
    return (
        table(
            STEPS,
            "il risultato di ogni fase, come {1: 15/06/2025, 2: non ancora}",
            SLUG,
            "1: 15/06/2025",
            schema=schema,
        ),
        table(
            BY_OFFICE,
            "il valore di ogni ufficio, come {anagrafe: 85%}",
            SLUG,
            "anagrafe: 85%",
            schema=schema,
        ),
    )


CORRECTION = Schema(
    "rettifica",
    (
        text("data", "il giorno della rettifica, come 15/09/2025", required=True),
        text("valore", "il valore giusto", required=True, unless=(STEPS, BY_OFFICE)),
        *_part_results(),
        prose("motivo", "perché il valore pubblicato non era giusto", required=True),
    ),
)

RESULT = Schema(
    "risultato",
    (
        text("valore", "il valore rilevato, come nel piano; «non ancora» per un fatto non avvenuto; n.d."),
        *_part_results(PART_RESULT),
        prose("nota", "una nota per chi legge"),
        prose("fonte", "da dove viene il valore, se non dalla fonte indicata in testa al file"),
        prose("motivo_scostamento", "perché il valore è lontano dal traguardo"),
        prose("non_valutabile", "perché l'indicatore non si può valutare, al posto del valore"),
        *_DECLARED,
        Field("rettifiche", FieldType.MAPPING_LIST, "le rettifiche, in ordine di data", schema=CORRECTION),
        EXCEPTIONS,
    ),
)

MEASUREMENTS = Schema("rilevazioni", (prose("fonte", "da dove vengono i valori di questo file"),))
