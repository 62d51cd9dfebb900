"""What several files have: exceptions, conditions, offices, a target."""

from generator.loading.schema import Field, FieldType, Schema, prose, table, text, texts
from generator.plan.conditions import SYMBOLS, Condition
from generator.plan.identifiers import REFERENCE, RULE_CODE, SLUG
from generator.plan.units import SPELLINGS

CONDITIONS = (*(condition.value for condition in Condition), *SYMBOLS)

EDITORIAL_NOTES = texts(
    "note_redazionali", "dubbi e avvertenze di chi ha trascritto il piano, non del documento"
)

EXCEPTIONS = table(
    "eccezioni",
    "gli avvisi già guardati e accettati, ciascuno con il motivo, come {W312: così nel documento}",
    RULE_CODE,
    "W312: il motivo",
    is_prose=True,
)

ASSIGNED_OFFICE = Schema(
    "ufficio",
    (
        text("id", "l'id di un ufficio di uffici.yml", required=True, pattern=SLUG),
        prose("ruolo", "che cosa fa qui, come nel documento: capofila, di supporto"),
        text("quota", "la sua parte del lavoro, come 60%"),
    ),
)

ASSIGNED_OFFICES = Field(
    "uffici",
    FieldType.REFERENCE_LIST,
    "gli id degli uffici di uffici.yml, anche con il ruolo e la quota",
    schema=ASSIGNED_OFFICE,
)

OWN_VALUES = Field("campi", FieldType.OWN_FIELDS, "i campi che l'ente ha dichiarato in piano.yml")

TARGET = Schema(
    "traguardo",
    (
        text("valore", "il valore del traguardo", required=True),
        text(
            "condizione", "la condizione di quest'anno, se non è quella dell'indicatore", choices=CONDITIONS
        ),
        text(
            "rispetto_a",
            "se il valore è una differenza (+5, -10%), da che cosa: un anno, o anno precedente",
            pattern=REFERENCE,
        ),
        text("entro", "il giorno del traguardo, se è prima della fine dell'anno, come 30/06/2026"),
        text(
            "unita",
            "l'unità di quest'anno, se non è quella dell'indicatore, come testo",
            choices=tuple(SPELLINGS),
            is_open=True,
        ),
    ),
)

PART_CONDITION = text("condizione", "la condizione, se non è quella dell'indicatore", choices=CONDITIONS)
