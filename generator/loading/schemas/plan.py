"""Schemas of what a plan says as a whole: `piano.yml` and `novita.yml`."""

from generator.loading.schema import Field, FieldType, Schema, prose, table, text, texts
from generator.loading.schemas.common import EXCEPTIONS
from generator.plan.identifiers import CODE, FIELD_ID, SHA256, SITE_ADDRESS, SLUG, SUBJECT, YEAR
from generator.plan.news import Subject
from generator.plan.own_fields import FieldKind, FieldOwner
from generator.plan.weighting import Weighting

#: What `bozza` may say.
DRAFT = ("true", "false")

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
