"""JSON Schema of `piano.json`, whose values are all texts."""

from collections.abc import Mapping, Sequence

from generator.opendata.metadata.json_schema import JsonSchema, document_schema
from generator.plan.identifiers import (
    CODE,
    CONTINUED_INDICATOR,
    CONTINUED_OBJECTIVE,
    FIELD_ID,
    ISO_DAY,
    REFERENCE,
    REVISION,
    SHA256,
    SLUG_WORDS,
    YEAR,
)
from generator.plan.own_fields import FieldKind, FieldOwner
from generator.plan.parts import BY_OFFICE, STEPS, Aggregation
from generator.plan.revisions import State
from generator.plan.weighting import Weighting

_TEXT: JsonSchema = {"type": "string"}
_TEXTS: JsonSchema = {"type": "array", "items": _TEXT}
_DAY = r"\d{2}/\d{2}/\d{4}"


def plan_schema(uri: str) -> JsonSchema:
    """The schema; `uri` is its permanent address."""
    properties = {
        "formato": _matching(r"\d+\.\d+", "la versione del formato"),
        "uri": _address("l'indirizzo permanente del piano"),
        "piano": _METADATA,
        "ambiti": _list(
            _group({"codice": _matching(CODE.expression), "nome": _TEXT}, {"altri_nomi": _TEXTS})
        ),
        "uffici": _group({"aree": _list(_REGISTERED), "uffici": _list(_REGISTERED)}),
        "missioni": _list(_MISSION),
        "obiettivi": _list(_OBJECTIVE),
        "rilevazioni": _by(ISO_DAY.expression, _by(CODE.expression, _by(SLUG_WORDS, _RESULT))),
        "novita": _list(_NEWS),
    }
    optional = {"revisioni": _by(REVISION.expression, _REVISION)}
    description = "Ogni valore è un testo, alla lettera come nel piano."
    return document_schema(uri, "Il piano intero", description, _group(properties, optional))


def _group(
    required: Mapping[str, JsonSchema], optional: Mapping[str, JsonSchema] | None = None
) -> JsonSchema:
    return {"type": "object", "properties": {**required, **(optional or {})}, "required": list(required)}


def _list(items: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": items}


def _by(key: str, value: JsonSchema) -> JsonSchema:
    """Schema of an object whose keys match `key` and whose values match `value`."""
    return {"type": "object", "propertyNames": {"pattern": f"^(?:{key})$"}, "additionalProperties": value}


def _matching(pattern: str, description: str = "") -> JsonSchema:
    annotations = {"description": description} if description else {}
    return {**annotations, "type": "string", "pattern": f"^(?:{pattern})$"}


def _one_of(words: Sequence[str]) -> JsonSchema:
    return {"type": "string", "enum": list(words)}


def _address(description: str) -> JsonSchema:
    return {"description": description, "type": "string", "format": "uri"}


_OWN_FIELD = _group(
    {
        "id": _matching(FIELD_ID.expression),
        "etichetta": _TEXT,
        "di": _one_of([owner.value for owner in FieldOwner]),
        "tipo": _one_of([kind.value for kind in FieldKind]),
    },
    {"per_anno": _TEXT},
)
_OWN_VALUES = _by(FIELD_ID.expression, {"anyOf": [_TEXT, _TEXTS, _by(YEAR.expression, _TEXT)]})

_METADATA = _group(
    {
        "ente": _group({"nome": _TEXT}),
        "titolo": _TEXT,
        "anni": _list(_matching(YEAR.expression)),
        "anno_base": _matching(YEAR.expression),
    },
    {
        "tipi": _by(CODE.expression, _TEXT),
        "codici": _by(r"[a-z]+", _TEXT),
        "sezione": _TEXT,
        "atto_approvazione": _TEXT,
        "bozza": _one_of(["true"]),
        "tipologie": _TEXTS,
        "campi": _list(_OWN_FIELD),
        "pesi": _one_of([weighting.value for weighting in Weighting]),
        "documento": _group({"titolo": _TEXT, "file": _TEXT, "sha256": _matching(SHA256.expression)}),
        "valutazione": _group(
            {},
            {
                "smvp": _TEXT,
                "soglie": _by(".+", _TEXT),
                "tetto": _TEXT,
                "tolleranza": _TEXT,
                "andamento": _by(".+", _TEXT),
                "etichette": _by(".+", _TEXT),
            },
        ),
    },
)

_REGISTERED = _group({"id": _matching(SLUG_WORDS), "nome": _TEXT}, {"altri_nomi": _TEXTS})

_MISSION = _group(
    {
        "codice": _matching(CODE.expression),
        "nome": _TEXT,
    },
    {"programmi": _list(_group({"codice": _matching(CODE.expression), "nome": _TEXT}))},
)

_ASSIGNED_OFFICE: JsonSchema = {
    "anyOf": [
        _matching(SLUG_WORDS),
        _group({"id": _matching(SLUG_WORDS)}, {"ruolo": _TEXT, "quota": _TEXT}),
    ]
}

_TARGET = _group(
    {"valore": _TEXT},
    {
        "condizione": _TEXT,
        "unita": _TEXT,
        "rispetto_a": _matching(REFERENCE.expression),
        "entro": _matching(_DAY),
    },
)
_TARGETS = _by(YEAR.expression, {"anyOf": [_TEXT, _TARGET]})
_PART_RESULT: JsonSchema = {
    "anyOf": [_TEXT, _group({"valore": _TEXT}, {"grado_dichiarato": _TEXT, "esito": _TEXT})]
}
_PART_RESULTS = {STEPS: _by(SLUG_WORDS, _PART_RESULT), BY_OFFICE: _by(SLUG_WORDS, _PART_RESULT)}

_INDICATOR = _group(
    {
        "uri": _address("l'indirizzo permanente dell'indicatore"),
        "id": _matching(SLUG_WORDS),
        "nome": _TEXT,
    },
    {
        "target": _TARGETS,
        STEPS: _list(
            _group(
                {"nome": _TEXT},
                {
                    "id": _matching(SLUG_WORDS),
                    "entro": _TEXT,
                    "peso": _TEXT,
                    "condizione": _TEXT,
                    "unita": _TEXT,
                    "target": _TARGETS,
                },
            )
        ),
        BY_OFFICE: _by(
            SLUG_WORDS,
            _group({}, {"target": _TARGETS, "stato": _by(YEAR.expression, _TEXT), "condizione": _TEXT}),
        ),
        "aggregazione": _one_of([aggregation.value for aggregation in Aggregation]),
        "peso": _TEXT,
        "formula": _TEXT,
        "tipologia": _TEXT,
        "fonte": _TEXT,
        "verifica": _TEXT,
        "uffici": _list(_ASSIGNED_OFFICE),
        "unita": _TEXT,
        "condizione": _TEXT,
        "scala": _TEXTS,
        "verso": _TEXT,
        "stato": _by(YEAR.expression, _TEXT),
        "rispetto_a": _matching(REFERENCE.expression),
        "traguardi_intermedi": _by(ISO_DAY.expression, _TEXT),
        "andamento": _TEXT,
        "tolleranza": _TEXT,
        "non_valutabile": _by(YEAR.expression, _TEXT),
        "continua": _matching(CONTINUED_INDICATOR.expression),
        "campi": _OWN_VALUES,
        "note_redazionali": _TEXTS,
    },
)

_REVISED_INDICATOR = _group(
    {},
    {
        "nome": _TEXT,
        "formula": _TEXT,
        "tolleranza": _TEXT,
        "target": _TARGETS,
        "traguardi_intermedi": _by(ISO_DAY.expression, _TEXT),
        BY_OFFICE: _by(SLUG_WORDS, _group({}, {"target": _TARGETS, "condizione": _TEXT})),
        STEPS: _by(
            SLUG_WORDS, _group({}, {"entro": _TEXT, "target": _TARGETS, "condizione": _TEXT, "peso": _TEXT})
        ),
        "condizione": _TEXT,
        "peso": _TEXT,
    },
)
_REPLACED = {
    "type": "object",
    "properties": {State.REPLACED.value: _list(_matching(CODE.expression))},
    "required": [State.REPLACED.value],
    "additionalProperties": False,
}
_STATE = _one_of([state.value for state in State if state is not State.REPLACED])
_REVISION: JsonSchema = {
    "type": "object",
    "properties": {"atto": _TEXT, "motivo": _TEXT},
    "required": ["atto", "motivo"],
    "additionalProperties": {
        "anyOf": [_STATE, _REPLACED, _by(SLUG_WORDS, {"anyOf": [_STATE, _REVISED_INDICATOR]})]
    },
}

_OBJECTIVE = _group(
    {
        "uri": _address("l'indirizzo permanente dell'obiettivo"),
        "codice": _matching(CODE.expression),
        "titolo": _TEXT,
    },
    {
        "indicatori": _list(_INDICATOR),
        "padre": _matching(CODE.expression),
        "contribuisce_a": _list(_matching(CODE.expression)),
        "peso": _TEXT,
        "continua": _matching(CONTINUED_OBJECTIVE.expression),
        "tipo": _matching(CODE.expression),
        "ambito": _matching(CODE.expression),
        "missione": _TEXT,
        "risorse": _TEXT,
        "area_responsabilita": _matching(SLUG_WORDS),
        "uffici": _list(_ASSIGNED_OFFICE),
        "descrizione": _TEXT,
        "testo_documento": _group(
            {},
            {
                "ambito": _TEXT,
                "missione": _TEXT,
                "programma": _TEXT,
                "area_responsabilita": _TEXT,
                "uffici": _TEXT,
            },
        ),
        "campi": _OWN_VALUES,
        "note": _TEXTS,
        "note_redazionali": _TEXTS,
    },
)

_RESULT = _group(
    {},
    {
        "valore": _TEXT,
        **_PART_RESULTS,
        "nota": _TEXT,
        "fonte": _TEXT,
        "motivo_scostamento": _TEXT,
        "non_valutabile": _TEXT,
        "grado_dichiarato": _TEXT,
        "esito": _TEXT,
        "rettifiche": _list(
            _group({"data": _matching(_DAY), "motivo": _TEXT}, {"valore": _TEXT, **_PART_RESULTS})
        ),
    },
)

_NEWS = _group(
    {"id": _matching(SLUG_WORDS), "data": _matching(_DAY), "titolo": _TEXT, "riguarda": _TEXT},
    {"testo": _TEXT, "pagina": _TEXT, "corregge": _TEXTS},
)
