"""Schemas of the YAML files: the fields of each, their types, which are required, and what they are for.

Used by validation, by the messages, and by the JSON Schemas for editors' tools (`editor_schemas`).
"""

from enum import Enum
from functools import cached_property

from msgspec import Struct

from generator.plan.conditions import SYMBOLS, Condition, Direction
from generator.plan.identifiers import (
    CODE,
    FIELD_ID,
    ISO_DAY,
    REFERENCE,
    RULE_CODE,
    SHA256,
    SITE_ADDRESS,
    SLUG,
    WEIGHT,
    YEAR,
    Pattern,
)
from generator.plan.news import Subject
from generator.plan.own_fields import FieldKind, FieldOwner
from generator.plan.parts import BY_OFFICE, STEPS, Aggregation
from generator.plan.policy import MEASURED, Status, Trajectory
from generator.plan.units import SPELLINGS, UNIT_LIST
from generator.plan.weighting import Weighting


class FieldType(Enum):
    """The type of a field; the value is its Italian description, with an example."""

    TEXT = "un testo"
    TEXT_LIST = "un elenco di testi, come [a, b]"
    TABLE = "una tabella di testi"
    MAPPING = "un gruppo di campi, rientrato di due spazi"
    MAPPING_LIST = "un elenco di gruppi di campi, ciascuno aperto da «- »"
    #: Each text is the first field of the schema.
    REFERENCE_LIST = "un elenco di id, come [a, b], o di gruppi come {id: a, ruolo: capofila}"
    #: Not validated with the rest of the file: what it holds is declared in piano.yml.
    OWN_FIELDS = "un gruppo con i campi dichiarati in piano.yml"


class Field(Struct, frozen=True):
    """A field of a mapping. `schema` is that of a nested mapping, of each mapping in a list, or of the
    values of a table that are mappings and no texts.

    `pattern` is the written form of a text, of each text of a list, or of each key of a table; `choices` are
    the only texts allowed, or the usual ones (`is_open`). All are for the JSON Schemas only: the readers
    check them with fuller messages.
    `example` is a row of a table, for messages.
    A required field may be left out where one of the fields `unless` is there.
    `is_prose`: the text, the items of the list or the values of the table are free words, which may hold `#`.
    """

    name: str
    type: FieldType
    description: str
    required: bool = False
    schema: "Schema | None" = None
    pattern: Pattern | None = None
    choices: tuple[str, ...] = ()
    is_open: bool = False
    is_prose: bool = False
    example: str = ""
    unless: tuple[str, ...] = ()

    @property
    def wanted(self) -> str:
        """What the field holds, in Italian, with an example."""
        return f"righe come «{self.example}»" if self.example else self.type.value


class Schema(Struct, frozen=True, dict=True):
    """The fields of a file or of a mapping within one. `name`, in Italian, is for messages."""

    name: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field of that name, `None` if there is none."""
        return self._by_name.get(name)

    @cached_property
    def required(self) -> tuple[Field, ...]:
        """The required fields."""
        return tuple(field for field in self.fields if field.required)

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}


def _text(
    name: str,
    description: str,
    *,
    required: bool = False,
    pattern: Pattern | None = None,
    choices: tuple[str, ...] = (),
    is_open: bool = False,
    unless: tuple[str, ...] = (),
) -> Field:
    return Field(
        name,
        FieldType.TEXT,
        description,
        required,
        pattern=pattern,
        choices=choices,
        is_open=is_open,
        unless=unless,
    )


def _prose(name: str, description: str, *, required: bool = False) -> Field:
    return Field(name, FieldType.TEXT, description, required, is_prose=True)


def _texts(name: str, description: str, *, required: bool = False, pattern: Pattern | None = None) -> Field:
    return Field(name, FieldType.TEXT_LIST, description, required, pattern=pattern, is_prose=pattern is None)


def _table(
    name: str,
    description: str,
    pattern: Pattern,
    example: str,
    *,
    required: bool = False,
    is_prose: bool = False,
    schema: Schema | None = None,
    unless: tuple[str, ...] = (),
) -> Field:
    return Field(
        name,
        FieldType.TABLE,
        description,
        required,
        schema,
        pattern,
        is_prose=is_prose,
        example=example,
        unless=unless,
    )


_CONDITIONS = (*(condition.value for condition in Condition), *SYMBOLS)


_EDITORIAL_NOTES = _texts(
    "note_redazionali", "dubbi e avvertenze di chi ha trascritto il piano, non del documento"
)
EXCEPTIONS = _table(
    "eccezioni",
    "gli avvisi già guardati e accettati, ciascuno con il motivo, come {W312: così nel documento}",
    RULE_CODE,
    "W312: il motivo",
    is_prose=True,
)
_OTHER_NAMES = _texts("altri_nomi", "come altro lo chiama il documento")

ASSIGNED_OFFICE = Schema(
    "ufficio",
    (
        _text("id", "l'id di un ufficio di uffici.yml", required=True, pattern=SLUG),
        _prose("ruolo", "che cosa fa qui, come nel documento: capofila, di supporto"),
        _text("quota", "la sua parte del lavoro, come 60%"),
    ),
)
_OFFICES = Field(
    "uffici",
    FieldType.REFERENCE_LIST,
    "gli id degli uffici di uffici.yml, anche con il ruolo e la quota",
    schema=ASSIGNED_OFFICE,
)
_OWN_VALUES = Field("campi", FieldType.OWN_FIELDS, "i campi che l'ente ha dichiarato in piano.yml")
TARGET = Schema(
    "traguardo",
    (
        _text("valore", "il valore del traguardo", required=True),
        _text(
            "condizione", "la condizione di quest'anno, se non è quella dell'indicatore", choices=_CONDITIONS
        ),
        _text(
            "rispetto_a",
            "se il valore è una differenza (+5, -10%), da che cosa: un anno, o anno precedente",
            pattern=REFERENCE,
        ),
        _text("entro", "il giorno del traguardo, se è prima della fine dell'anno, come 30/06/2026"),
        _text(
            "unita",
            "l'unità di quest'anno, se non è quella dell'indicatore, come testo",
            choices=tuple(SPELLINGS),
            is_open=True,
        ),
    ),
)

_PART_CONDITION = _text("condizione", "la condizione, se non è quella dell'indicatore", choices=_CONDITIONS)
STEP = Schema(
    "fase",
    (
        _text("id", "nome breve e stabile; se manca, il numero della fase: 1, 2, 3", pattern=SLUG),
        _prose("nome", "che cosa si fa, come nel documento", required=True),
        _text("entro", "il giorno entro cui la fase va conclusa, come 30/06/2025"),
        _text("peso", "quanto conta, come 40%; se manca a tutte, contano allo stesso modo", pattern=WEIGHT),
        _text("condizione", "quando è raggiunta, se ha un valore e non un giorno", choices=_CONDITIONS),
        _text("unita", "l'unità del suo valore; se manca la dice il valore"),
        _table(
            "target",
            "il valore da raggiungere, se la fase non ha un giorno, come {2025: 95%}",
            YEAR,
            "2025: 95%",
            schema=TARGET,
        ),
    ),
)
OFFICE_TARGET = Schema(
    "traguardo di un ufficio",
    (
        _table("target", "i traguardi dell'ufficio, come {2025: 90%}", YEAR, "2025: 90%", schema=TARGET),
        _table("stato", "i valori dell'ufficio prima del piano, come {2024: 80%}", YEAR, "2024: 80%"),
        _PART_CONDITION,
    ),
)

INDICATOR = Schema(
    "indicatore",
    (
        _text(
            "id",
            "nome breve e stabile, usato negli indirizzi: lettere minuscole, cifre e trattini",
            required=True,
            pattern=SLUG,
        ),
        _prose("nome", "il nome dell'indicatore, come nel documento", required=True),
        _prose("formula", "che cosa si misura e come, come nel documento"),
        _prose("fonte", "da dove vengono i valori, come nel documento"),
        _prose("verifica", "come si dimostra il risultato, come nel documento"),
        _OFFICES,
        _text("tipologia", "una di quelle elencate in piano.yml, se ce ne sono"),
        _text(
            "unita",
            f"l'unità di misura: {UNIT_LIST}, o un'altra come kWh; se manca la dicono i valori",
            choices=tuple(SPELLINGS),
            is_open=True,
        ),
        _text("condizione", ", ".join(condition.value for condition in Condition), choices=_CONDITIONS),
        _texts("scala", "le parole di un giudizio, dalla più bassa alla più alta, come [basso, medio, alto]"),
        _text(
            "verso",
            "dove deve andare il valore, se il documento lo dice senza una condizione",
            choices=tuple(direction.value for direction in Direction),
        ),
        _table(
            "stato",
            "il valore di partenza, e quelli degli anni prima: anno e valore, come {2023: 5, 2024: 7}",
            YEAR,
            "2024: 7",
        ),
        _table(
            "target",
            "i traguardi: anno e valore, come {2025: 4, 2026: n.d.}, o anche "
            "{2026: {condizione: almeno, valore: 5}}",
            YEAR,
            "2025: 4",
            required=True,
            schema=TARGET,
            unless=(STEPS, BY_OFFICE),
        ),
        Field(
            STEPS,
            FieldType.MAPPING_LIST,
            "le fasi in cui si arriva al risultato, ciascuna con il suo giorno",
            schema=STEP,
        ),
        _table(
            BY_OFFICE,
            "gli uffici che hanno ciascuno il suo traguardo, come {anagrafe: {target: {2025: 90%}}}",
            SLUG,
            "anagrafe: {target: {2025: 90%}}",
            schema=OFFICE_TARGET,
        ),
        _text(
            "aggregazione",
            "come dagli uffici si arriva all'indicatore; se manca, la media dei gradi",
            choices=tuple(aggregation.value for aggregation in Aggregation),
        ),
        _text(
            "rispetto_a",
            "se i traguardi sono differenze (+5, -10%), da che cosa: un anno, o anno precedente",
            pattern=REFERENCE,
        ),
        _table(
            "traguardi_intermedi",
            "i traguardi dentro l'anno: giorno e valore, come {2026-06-30: 40%}",
            ISO_DAY,
            "2026-06-30: 40%",
        ),
        _text(
            "peso",
            "il peso nell'obiettivo, come dice «pesi» in piano.yml: 16,7%, o 3 se è in punti, o niente",
            pattern=WEIGHT,
        ),
        _text(
            "andamento",
            "come procede nell'anno: cumulato (da zero), livello, lineare (dalla partenza)",
            choices=tuple(trajectory.value for trajectory in Trajectory),
        ),
        _text("tolleranza", "per «pari a»: di quanto il valore può scostarsi, nell'unità dell'indicatore"),
        _table(
            "non_valutabile",
            "anno e motivo, come {2025: la legge è stata abrogata}",
            YEAR,
            "2025: la legge è stata abrogata",
            is_prose=True,
        ),
        _text("calcolo", "per un indicatore derivato, gli id da cui si ricava: verbali ÷ personale"),
        _OWN_VALUES,
        _EDITORIAL_NOTES,
        EXCEPTIONS,
    ),
)

DOCUMENT_WORDING = Schema(
    "testo_documento",
    (
        _prose("ambito", "la casella dell'ambito o dell'obiettivo strategico, alla lettera"),
        _prose("missione", "la casella della missione, alla lettera"),
        _prose("programma", "la casella del programma, alla lettera"),
        _prose("area_responsabilita", "la casella dell'area di responsabilità, alla lettera"),
        _prose("uffici", "la casella degli uffici, alla lettera"),
    ),
)

OBJECTIVE = Schema(
    "obiettivo",
    (
        _text(
            "codice",
            "il codice dell'obiettivo, come nel documento: OB.1.2 (il file è OB-1-2.yml)",
            required=True,
            pattern=CODE,
        ),
        _prose("titolo", "il titolo, come nel documento", required=True),
        _text("tipo", "una delle sigle di «tipi» in piano.yml, se non sta nel codice", pattern=CODE),
        _text("ambito", "il codice di un ambito di ambiti.yml, se non sta nel codice", pattern=CODE),
        _text("padre", "il codice dell'obiettivo di cui questo fa parte", pattern=CODE),
        _texts("contribuisce_a", "i codici di altri obiettivi a cui questo contribuisce", pattern=CODE),
        _text("peso", "quanto conta nel padre, in percentuale; se manca, come ogni figlio", pattern=WEIGHT),
        _text("missione", "missione e programma di missioni.yml, come 11/005, o la sola missione"),
        _text("risorse", "l'importo (27.300,00 €) o le parole del documento"),
        _text("area_responsabilita", "l'id di un'area di uffici.yml", pattern=SLUG),
        _OFFICES,
        _prose("descrizione", "la descrizione, in Markdown"),
        Field(
            "testo_documento",
            FieldType.MAPPING,
            "le caselle del documento, alla lettera",
            schema=DOCUMENT_WORDING,
        ),
        _OWN_VALUES,
        _texts("note", "le note a piè di tabella del documento, alla lettera"),
        _EDITORIAL_NOTES,
        EXCEPTIONS,
        Field(
            "indicatori",
            FieldType.MAPPING_LIST,
            "gli indicatori; può non averne solo il padre di altri obiettivi",
            schema=INDICATOR,
        ),
    ),
)

BODY = Schema("ente", (_prose("nome", "il nome dell'ente, per esteso", required=True),))

DOCUMENT = Schema(
    "documento",
    (
        _prose("titolo", "il titolo del documento approvato", required=True),
        _text("file", "il file nella cartella del piano, come fonti/piano.pdf", required=True),
        _text("sha256", "l'impronta SHA-256 del file, 64 cifre esadecimali", required=True, pattern=SHA256),
    ),
)

POLICY = Schema(
    "valutazione",
    (
        _prose("smvp", "l'atto con il sistema di misurazione e valutazione della performance dell'ente"),
        Field(
            "soglie",
            FieldType.TABLE,
            "le soglie, come {raggiunto: 100%, parzialmente raggiunto: 70%}",
            example="raggiunto: 100%",
        ),
        _text("tetto", "il grado massimo: 100%, o di più se fare meglio del traguardo conta di più"),
        _text("tolleranza", "per «pari a»: di quanto il valore può scostarsi, in percentuale del traguardo"),
        Field(
            "andamento",
            FieldType.TABLE,
            "l'andamento per tipologia, come {Volume: cumulato}",
            example="Volume: cumulato",
        ),
        Field(
            "etichette",
            FieldType.TABLE,
            "altre parole per gli esiti, come {raggiunto: conseguito}",
            is_prose=True,
            example="raggiunto: conseguito",
        ),
    ),
)

OWN_FIELD = Schema(
    "campo",
    (
        _text("id", "il nome del campo nei file, come valore_pubblico", required=True, pattern=FIELD_ID),
        _prose("etichetta", "il nome del campo nelle pagine", required=True),
        _text(
            "di",
            "di che cosa è: obiettivo o indicatore",
            required=True,
            choices=tuple(owner.value for owner in FieldOwner),
        ),
        _text(
            "tipo",
            "che cosa contiene: testo, elenco, numero, importo, data, collegamento",
            required=True,
            choices=tuple(kind.value for kind in FieldKind),
        ),
        _text("per_anno", "sì, se ha un valore per ogni anno del piano", choices=("sì", "no")),
    ),
)

_PART_RESULTS = (
    _table(STEPS, "il risultato di ogni fase, come {1: 15/06/2025, 2: non ancora}", SLUG, "1: 15/06/2025"),
    _table(BY_OFFICE, "il valore di ogni ufficio, come {anagrafe: 85%}", SLUG, "anagrafe: 85%"),
)

CORRECTION = Schema(
    "rettifica",
    (
        _text("data", "il giorno della rettifica, come 15/09/2025", required=True),
        _text("valore", "il valore giusto", required=True, unless=(STEPS, BY_OFFICE)),
        *_PART_RESULTS,
        _prose("motivo", "perché il valore pubblicato non era giusto", required=True),
    ),
)

RESULT = Schema(
    "risultato",
    (
        _text("valore", "il valore rilevato, come nel piano; «non ancora» per un fatto non avvenuto; n.d."),
        *_PART_RESULTS,
        _prose("nota", "una nota per chi legge"),
        _prose("fonte", "da dove viene il valore, se non dalla fonte indicata in testa al file"),
        _prose("non_valutabile", "perché l'indicatore non si può valutare, al posto del valore"),
        _text("grado_dichiarato", "di un testo o di una scala, il grado secondo chi valuta, come 80%"),
        _text(
            "esito",
            "di un testo o di una scala, l'esito secondo chi valuta",
            choices=tuple(status.value for status in Status if status in MEASURED),
        ),
        Field("rettifiche", FieldType.MAPPING_LIST, "le rettifiche, in ordine di data", schema=CORRECTION),
        EXCEPTIONS,
    ),
)

CODE_FORMS = Schema(
    "codici",
    (
        _text("obiettivo", "la forma dei codici degli obiettivi, come {ambito}_{tipo}{numero:2}"),
        _text("ambito", "la forma dei codici degli ambiti, come {numero:2}_{numero:2}"),
        _text("tipo", "la forma delle sigle dei tipi, come {lettere:1-4}"),
        _text("missione", "la forma dei codici delle missioni, come {numero:1-2}"),
        _text("programma", "la forma dei codici dei programmi, come {numero:3}"),
    ),
)

PLAN = Schema(
    "piano",
    (
        Field("ente", FieldType.MAPPING, "di chi è il piano", required=True, schema=BODY),
        _prose("titolo", "il titolo del piano", required=True),
        _prose("sezione", "la parte del piano da cui vengono gli obiettivi"),
        _texts("anni", "gli anni del piano, come [2025, 2026, 2027]", required=True, pattern=YEAR),
        _text(
            "anno_base",
            "l'anno dei valori di partenza; se manca, l'ultimo che c'è prima del piano",
            pattern=YEAR,
        ),
        _prose("atto_approvazione", "l'atto che ha approvato il piano; vuoto se non è noto"),
        _table(
            "tipi",
            "i tipi di obiettivo: la sigla e che cosa vuol dire",
            CODE,
            "OS: Obiettivi strategici",
            is_prose=True,
        ),
        Field("codici", FieldType.MAPPING, "come sono fatti i codici dell'ente", schema=CODE_FORMS),
        _texts("tipologie", "le tipologie di indicatore ammesse"),
        _text(
            "pesi",
            "come sono i pesi degli indicatori: percentuale (sommano a 100), punti, uguali (nessun peso)",
            choices=tuple(weighting.value for weighting in Weighting),
        ),
        Field(
            "campi",
            FieldType.MAPPING_LIST,
            "i campi che ha solo questo ente: portatori di interesse, risorse umane…",
            schema=OWN_FIELD,
        ),
        Field("documento", FieldType.MAPPING, "il documento approvato", schema=DOCUMENT),
        Field("valutazione", FieldType.MAPPING, "come l'ente valuta i risultati (SMVP)", schema=POLICY),
        EXCEPTIONS,
    ),
)

NEWS = Schema(
    "novità",
    (
        _text("id", "nome breve della novità, che non cambia più", required=True, pattern=SLUG),
        _text("data", "il giorno del cambiamento, come 20/01/2025", required=True),
        _prose("titolo", "che cosa è cambiato, in una riga", required=True),
        _prose("testo", "qualche parola in più"),
        _text(
            "riguarda",
            "piano (se manca), rilevazioni o pagine",
            choices=tuple(subject.value for subject in Subject),
        ),
        _text("pagina", "l'indirizzo della pagina cambiata, come note-legali/", pattern=SITE_ADDRESS),
    ),
)

AREA = Schema(
    "ambito",
    (
        _text("codice", "il codice dell'ambito, come nel documento: 01_01", required=True, pattern=CODE),
        _prose("nome", "il nome dell'ambito", required=True),
        _OTHER_NAMES,
    ),
)

REGISTERED = Schema(
    "ufficio",
    (
        _text("id", "nome breve e stabile, usato negli indirizzi", required=True, pattern=SLUG),
        _prose("nome", "il nome, come nel documento", required=True),
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
        _text("codice", "il codice del programma, come 005", required=True, pattern=CODE),
        _prose("nome", "il nome del programma", required=True),
    ),
)

MISSION = Schema(
    "missione",
    (
        _text("codice", "il codice della missione, come 11", required=True, pattern=CODE),
        _prose("nome", "il nome della missione", required=True),
        Field("programmi", FieldType.MAPPING_LIST, "i programmi della missione", schema=PROGRAMME),
    ),
)
