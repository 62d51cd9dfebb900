"""Schemas of the files of acts that change the plan: `revisioni/`."""

from generator.loading.schema import Schema, prose, table, text
from generator.loading.schemas.common import CONDITIONS, EXCEPTIONS, PART_CONDITION, TARGET
from generator.plan.identifiers import ISO_DAY, REFERENCE, SLUG, WEIGHT, YEAR
from generator.plan.parts import BY_OFFICE, STEPS

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

REVISED_OFFICE = Schema("traguardo di un ufficio", (_REVISED_TARGETS, PART_CONDITION))

REVISED_STEP = Schema(
    "fase rivista",
    (
        text("entro", "il nuovo giorno entro cui la fase va conclusa, come 30/09/2025"),
        _REVISED_TARGETS,
        PART_CONDITION,
        text("peso", "il nuovo peso della fase nell'indicatore", pattern=WEIGHT),
    ),
)

REVISED_INDICATOR = Schema(
    "indicatore rivisto",
    (
        prose("nome", "il nuovo nome"),
        prose("formula", "che cosa si misura ora, e in che modo"),
        _REVISED_TARGETS,
        text("condizione", "la nuova condizione, per gli anni che non ne hanno una loro", choices=CONDITIONS),
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
