"""Schemas of the files of objectives: `obiettivi/*.yml`."""

from generator.loading.schema import Field, FieldType, Schema, prose, table, text, texts
from generator.loading.schemas.common import (
    ASSIGNED_OFFICES,
    CONDITIONS,
    EDITORIAL_NOTES,
    EXCEPTIONS,
    OWN_VALUES,
    PART_CONDITION,
    TARGET,
)
from generator.plan.conditions import Condition, Direction
from generator.plan.identifiers import (
    CODE,
    CONTINUED_INDICATOR,
    CONTINUED_OBJECTIVE,
    ISO_DAY,
    REFERENCE,
    SLUG,
    WEIGHT,
    YEAR,
)
from generator.plan.parts import BY_OFFICE, STEPS, Aggregation
from generator.plan.policy import Trajectory
from generator.plan.units import SPELLINGS, UNIT_LIST

STEP = Schema(
    "fase",
    (
        text("id", "nome breve e stabile; se manca, il numero della fase: 1, 2, 3", pattern=SLUG),
        prose("nome", "che cosa si fa, come nel documento", required=True),
        text("entro", "il giorno entro cui la fase va conclusa, come 30/06/2025"),
        text("peso", "quanto conta, come 40%; se manca a tutte, contano allo stesso modo", pattern=WEIGHT),
        text("condizione", "quando è raggiunta, se ha un valore e non un giorno", choices=CONDITIONS),
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
        PART_CONDITION,
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
        ASSIGNED_OFFICES,
        text("tipologia", "una di quelle elencate in piano.yml, se ce ne sono"),
        text(
            "unita",
            f"l'unità di misura: {UNIT_LIST}, o un'altra come kWh; se manca la dicono i valori",
            choices=tuple(SPELLINGS),
            is_open=True,
        ),
        text("condizione", ", ".join(condition.value for condition in Condition), choices=CONDITIONS),
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
        OWN_VALUES,
        EDITORIAL_NOTES,
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
        ASSIGNED_OFFICES,
        prose("descrizione", "la descrizione, in Markdown"),
        Field(
            "testo_documento",
            FieldType.MAPPING,
            "le caselle del documento, alla lettera",
            schema=DOCUMENT_WORDING,
        ),
        OWN_VALUES,
        texts("note", "le note a piè di tabella del documento, alla lettera"),
        EDITORIAL_NOTES,
        EXCEPTIONS,
        Field(
            "indicatori",
            FieldType.MAPPING_LIST,
            "gli indicatori; può non averne solo il padre di altri obiettivi",
            schema=INDICATOR,
        ),
    ),
)
