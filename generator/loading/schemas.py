"""Schemas of the YAML files: the fields of each, their types, which are required, and what they are for.

Used by validation, by the messages, and by the JSON Schemas for editors' tools (`editor_schemas`).
"""

from generator.loading.schema import (
    Field,
    FieldType,
    Schema,
    prose,
    table,
    text,
    texts,
)
from generator.plan.conditions import SYMBOLS, Condition, Direction
from generator.plan.identifiers import (
    CODE,
    CONTINUED_INDICATOR,
    CONTINUED_OBJECTIVE,
    FIELD_ID,
    ISO_DAY,
    REFERENCE,
    RULE_CODE,
    SHA256,
    SITE_ADDRESS,
    SLUG,
    SUBJECT,
    WEIGHT,
    YEAR,
)
from generator.plan.news import Subject
from generator.plan.own_fields import FieldKind, FieldOwner
from generator.plan.parts import BY_OFFICE, STEPS, Aggregation
from generator.plan.policy import MEASURED, Status, Trajectory
from generator.plan.units import SPELLINGS, UNIT_LIST
from generator.plan.weighting import Weighting

#: What `bozza` may say.
DRAFT = ("true", "false")
_CONDITIONS = (*(condition.value for condition in Condition), *SYMBOLS)


_EDITORIAL_NOTES = texts(
    "note_redazionali", "dubbi e avvertenze di chi ha trascritto il piano, non del documento"
)
EXCEPTIONS = table(
    "eccezioni",
    "gli avvisi già guardati e accettati, ciascuno con il motivo, come {W312: così nel documento}",
    RULE_CODE,
    "W312: il motivo",
    is_prose=True,
)
_OTHER_NAMES = texts("altri_nomi", "come altro lo chiama il documento")

ASSIGNED_OFFICE = Schema(
    "ufficio",
    (
        text("id", "l'id di un ufficio di uffici.yml", required=True, pattern=SLUG),
        prose("ruolo", "che cosa fa qui, come nel documento: capofila, di supporto"),
        text("quota", "la sua parte del lavoro, come 60%"),
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
        text("valore", "il valore del traguardo", required=True),
        text(
            "condizione", "la condizione di quest'anno, se non è quella dell'indicatore", choices=_CONDITIONS
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

_PART_CONDITION = text("condizione", "la condizione, se non è quella dell'indicatore", choices=_CONDITIONS)
STEP = Schema(
    "fase",
    (
        text("id", "nome breve e stabile; se manca, il numero della fase: 1, 2, 3", pattern=SLUG),
        prose("nome", "che cosa si fa, come nel documento", required=True),
        text("entro", "il giorno entro cui la fase va conclusa, come 30/06/2025"),
        text("peso", "quanto conta, come 40%; se manca a tutte, contano allo stesso modo", pattern=WEIGHT),
        text("condizione", "quando è raggiunta, se ha un valore e non un giorno", choices=_CONDITIONS),
        text("unita", "l'unità del suo valore; se manca la dice il valore"),
        table(
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
        table("target", "i traguardi dell'ufficio, come {2025: 90%}", YEAR, "2025: 90%", schema=TARGET),
        table("stato", "i valori dell'ufficio prima del piano, come {2024: 80%}", YEAR, "2024: 80%"),
        _PART_CONDITION,
    ),
)

INDICATOR = Schema(
    "indicatore",
    (
        text(
            "id",
            "nome breve e stabile, usato negli indirizzi: lettere minuscole, cifre e trattini",
            required=True,
            pattern=SLUG,
        ),
        prose("nome", "il nome dell'indicatore, come nel documento", required=True),
        prose("formula", "che cosa si misura e come, come nel documento"),
        prose("fonte", "da dove vengono i valori, come nel documento"),
        prose("verifica", "come si dimostra il risultato, come nel documento"),
        _OFFICES,
        text("tipologia", "una di quelle elencate in piano.yml, se ce ne sono"),
        text(
            "unita",
            f"l'unità di misura: {UNIT_LIST}, o un'altra come kWh; se manca la dicono i valori",
            choices=tuple(SPELLINGS),
            is_open=True,
        ),
        text("condizione", ", ".join(condition.value for condition in Condition), choices=_CONDITIONS),
        texts("scala", "le parole di un giudizio, dalla più bassa alla più alta, come [basso, medio, alto]"),
        text(
            "verso",
            "dove deve andare il valore, se il documento lo dice senza una condizione",
            choices=tuple(direction.value for direction in Direction),
        ),
        table(
            "stato",
            "il valore di partenza, e quelli degli anni prima: anno e valore, come {2023: 5, 2024: 7}",
            YEAR,
            "2024: 7",
        ),
        table(
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
        table(
            BY_OFFICE,
            "gli uffici che hanno ciascuno il suo traguardo, come {anagrafe: {target: {2025: 90%}}}",
            SLUG,
            "anagrafe: {target: {2025: 90%}}",
            schema=OFFICE_TARGET,
        ),
        text(
            "aggregazione",
            "come dagli uffici si arriva all'indicatore; se manca, la media dei gradi",
            choices=tuple(aggregation.value for aggregation in Aggregation),
        ),
        text(
            "rispetto_a",
            "se i traguardi sono differenze (+5, -10%), da che cosa: un anno, o anno precedente",
            pattern=REFERENCE,
        ),
        table(
            "traguardi_intermedi",
            "i traguardi dentro l'anno: giorno e valore, come {2026-06-30: 40%}",
            ISO_DAY,
            "2026-06-30: 40%",
        ),
        text(
            "peso",
            "il peso nell'obiettivo, come dice «pesi» in piano.yml: 16,7%, o 3 se è in punti, o niente",
            pattern=WEIGHT,
        ),
        text(
            "andamento",
            "come procede nell'anno: cumulato (da zero), livello, lineare (dalla partenza)",
            choices=tuple(trajectory.value for trajectory in Trajectory),
        ),
        text("tolleranza", "per «pari a»: di quanto il valore può scostarsi, nell'unità dell'indicatore"),
        table(
            "non_valutabile",
            "anno e motivo, come {2025: la legge è stata abrogata}",
            YEAR,
            "2025: la legge è stata abrogata",
            is_prose=True,
        ),
        text("calcolo", "per un indicatore derivato, gli id da cui si ricava: verbali ÷ personale"),
        text(
            "continua",
            "l'indicatore del piano di prima che continua; se manca, quello con lo stesso id",
            pattern=CONTINUED_INDICATOR,
        ),
        _OWN_VALUES,
        _EDITORIAL_NOTES,
        EXCEPTIONS,
    ),
)

DOCUMENT_WORDING = Schema(
    "testo_documento",
    (
        prose("ambito", "la casella dell'ambito o dell'obiettivo strategico, alla lettera"),
        prose("missione", "la casella della missione, alla lettera"),
        prose("programma", "la casella del programma, alla lettera"),
        prose("area_responsabilita", "la casella dell'area di responsabilità, alla lettera"),
        prose("uffici", "la casella degli uffici, alla lettera"),
    ),
)

OBJECTIVE = Schema(
    "obiettivo",
    (
        text(
            "codice",
            "il codice dell'obiettivo, come nel documento: OB.1.2 (il file è OB-1-2.yml)",
            required=True,
            pattern=CODE,
        ),
        prose("titolo", "il titolo, come nel documento", required=True),
        text("tipo", "una delle sigle di «tipi» in piano.yml, se non sta nel codice", pattern=CODE),
        text("ambito", "il codice di un ambito di ambiti.yml, se non sta nel codice", pattern=CODE),
        text("padre", "il codice dell'obiettivo di cui questo fa parte", pattern=CODE),
        texts("contribuisce_a", "i codici di altri obiettivi a cui questo contribuisce", pattern=CODE),
        text("peso", "quanto conta nel padre, in percentuale; se manca, come ogni figlio", pattern=WEIGHT),
        text(
            "continua",
            "l'obiettivo del piano di prima che continua; se manca, quello con lo stesso codice",
            pattern=CONTINUED_OBJECTIVE,
        ),
        text("missione", "missione e programma di missioni.yml, come 11/005, o la sola missione"),
        text("risorse", "l'importo (27.300,00 €) o le parole del documento"),
        text("area_responsabilita", "l'id di un'area di uffici.yml", pattern=SLUG),
        _OFFICES,
        prose("descrizione", "la descrizione, in Markdown"),
        Field(
            "testo_documento",
            FieldType.MAPPING,
            "le caselle del documento, alla lettera",
            schema=DOCUMENT_WORDING,
        ),
        _OWN_VALUES,
        texts("note", "le note a piè di tabella del documento, alla lettera"),
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

BODY = Schema("ente", (prose("nome", "il nome dell'ente, per esteso", required=True),))

DOCUMENT = Schema(
    "documento",
    (
        prose("titolo", "il titolo del documento approvato", required=True),
        text("file", "il file nella cartella del piano, come fonti/piano.pdf", required=True),
        text("sha256", "l'impronta SHA-256 del file, 64 cifre esadecimali", required=True, pattern=SHA256),
    ),
)

POLICY = Schema(
    "valutazione",
    (
        prose("smvp", "l'atto con il sistema di misurazione e valutazione della performance dell'ente"),
        Field(
            "soglie",
            FieldType.TABLE,
            "le soglie, come {raggiunto: 100%, parzialmente raggiunto: 70%}",
            example="raggiunto: 100%",
        ),
        text("tetto", "il grado massimo: 100%, o di più se fare meglio del traguardo conta di più"),
        text("tolleranza", "per «pari a»: di quanto il valore può scostarsi, in percentuale del traguardo"),
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
        text("id", "il nome del campo nei file, come valore_pubblico", required=True, pattern=FIELD_ID),
        prose("etichetta", "il nome del campo nelle pagine", required=True),
        text(
            "di",
            "di che cosa è: obiettivo o indicatore",
            required=True,
            choices=tuple(owner.value for owner in FieldOwner),
        ),
        text(
            "tipo",
            "che cosa contiene: testo, elenco, numero, importo, data, collegamento",
            required=True,
            choices=tuple(kind.value for kind in FieldKind),
        ),
        text("per_anno", "sì, se ha un valore per ogni anno del piano", choices=("sì", "no")),
    ),
)

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
_REVISED_TARGETS = table(
    "target",
    "i nuovi traguardi, anno e valore, al posto di quelli di prima; gli altri anni restano",
    YEAR,
    "2026: 9",
    schema=TARGET,
)
REVISION = Schema(
    "revisione",
    (
        prose("atto", "l'atto che cambia il piano, come Deliberazione n. 12 del 31/07/2025", required=True),
        prose("motivo", "perché il piano è cambiato, come lo dice l'atto", required=True),
        EXCEPTIONS,
    ),
)
REVISED_OFFICE = Schema("traguardo di un ufficio", (_REVISED_TARGETS, _PART_CONDITION))
REVISED_STEP = Schema(
    "fase rivista",
    (
        text("entro", "il nuovo giorno entro cui la fase va conclusa, come 30/09/2025"),
        _REVISED_TARGETS,
        _PART_CONDITION,
        text("peso", "il nuovo peso della fase nell'indicatore", pattern=WEIGHT),
    ),
)
REVISED_INDICATOR = Schema(
    "indicatore rivisto",
    (
        prose("nome", "il nuovo nome"),
        prose("formula", "che cosa si misura ora, e in che modo"),
        _REVISED_TARGETS,
        text(
            "condizione", "la nuova condizione, per gli anni che non ne hanno una loro", choices=_CONDITIONS
        ),
        text("tolleranza", "la nuova tolleranza, per «pari a»: di quanto il valore può scostarsi"),
        text("peso", "il nuovo peso nell'obiettivo", pattern=WEIGHT),
        text(
            "rispetto_a",
            "se i nuovi traguardi sono differenze, da che cosa: un anno, o anno precedente",
            pattern=REFERENCE,
        ),
        table(
            "traguardi_intermedi",
            "i nuovi traguardi dentro l'anno: giorno e valore, come {2026-06-30: 40%}",
            ISO_DAY,
            "2026-06-30: 40%",
        ),
        table(
            STEPS,
            "ciò che cambia delle fasi, per id o numero, come {1: {entro: 30/09/2025, peso: 40%}}",
            SLUG,
            "1: {entro: 30/09/2025}",
            schema=REVISED_STEP,
        ),
        table(
            BY_OFFICE,
            "i nuovi traguardi degli uffici, come {anagrafe: {target: {2026: 90%}}}",
            SLUG,
            "anagrafe: {target: {2026: 90%}}",
            schema=REVISED_OFFICE,
        ),
    ),
)

CODE_FORMS = Schema(
    "codici",
    (
        text("obiettivo", "la forma dei codici degli obiettivi, come {ambito}_{tipo}{numero:2}"),
        text("ambito", "la forma dei codici degli ambiti, come {numero:2}_{numero:2}"),
        text("tipo", "la forma delle sigle dei tipi, come {lettere:1-4}"),
        text("missione", "la forma dei codici delle missioni, come {numero:1-2}"),
        text("programma", "la forma dei codici dei programmi, come {numero:3}"),
    ),
)

PLAN = Schema(
    "piano",
    (
        Field("ente", FieldType.MAPPING, "di chi è il piano", required=True, schema=BODY),
        prose("titolo", "il titolo del piano", required=True),
        prose("sezione", "la parte del piano da cui vengono gli obiettivi"),
        texts("anni", "gli anni del piano, come [2025, 2026, 2027]", required=True, pattern=YEAR),
        text(
            "anno_base",
            "l'anno dei valori di partenza; se manca, l'ultimo che c'è prima del piano",
            pattern=YEAR,
        ),
        prose("atto_approvazione", "l'atto che ha approvato il piano; vuoto se non è noto"),
        text("bozza", "true finché il piano non è approvato: si vede, e non si pubblica", choices=DRAFT),
        table(
            "tipi",
            "i tipi di obiettivo: la sigla e che cosa vuol dire",
            CODE,
            "OS: Obiettivi strategici",
            is_prose=True,
        ),
        Field("codici", FieldType.MAPPING, "come sono fatti i codici dell'ente", schema=CODE_FORMS),
        texts("tipologie", "le tipologie di indicatore ammesse"),
        text(
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
        text("id", "nome breve della novità, che non cambia più", required=True, pattern=SLUG),
        text("data", "il giorno del cambiamento, come 20/01/2025", required=True),
        prose("titolo", "che cosa è cambiato, in una riga", required=True),
        prose("testo", "qualche parola in più"),
        text(
            "riguarda",
            "piano (se manca), rilevazioni o pagine",
            choices=tuple(subject.value for subject in Subject),
        ),
        text("pagina", "l'indirizzo della pagina cambiata, come note-legali/", pattern=SITE_ADDRESS),
        Field(
            "corregge",
            FieldType.TEXT_LIST,
            "ciò che era trascritto male ed è corretto: piano, codici di obiettivi, OS01#indicatore",
            pattern=SUBJECT,
        ),
    ),
)

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
