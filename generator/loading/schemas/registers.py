"""Schemas of the registers: `ambiti.yml`, `uffici.yml`, `missioni.yml`."""

from generator.loading.schema import Field, FieldType, Schema, prose, text, texts
from generator.plan.identifiers import CODE, SLUG

_OTHER_NAMES = texts("altri_nomi", "come altro lo chiama il documento")

AREA = Schema(
    "ambito",
    (
        text("codice", "il codice dell'ambito, come nel documento: 01_01", required=True, pattern=CODE),
        prose("nome", "il nome dell'ambito", required=True),
        _OTHER_NAMES,
    ),
)

REGISTERED = Schema(
    "ufficio",
    (
        text("id", "nome breve e stabile, usato negli indirizzi", required=True, pattern=SLUG),
        prose("nome", "il nome, come nel documento", required=True),
        _OTHER_NAMES,
    ),
)

OFFICES = Schema(
    "uffici",
    (
        Field("aree", FieldType.MAPPING_LIST, "le aree di responsabilità", schema=REGISTERED),
        Field("uffici", FieldType.MAPPING_LIST, "gli uffici", schema=REGISTERED),
    ),
)

PROGRAMME = Schema(
    "programma",
    (
        text("codice", "il codice del programma, come 005", required=True, pattern=CODE),
        prose("nome", "il nome del programma", required=True),
    ),
)

MISSION = Schema(
    "missione",
    (
        text("codice", "il codice della missione, come 11", required=True, pattern=CODE),
        prose("nome", "il nome della missione", required=True),
        Field("programmi", FieldType.MAPPING_LIST, "i programmi della missione", schema=PROGRAMME),
    ),
)
