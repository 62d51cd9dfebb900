"""Roles: what a column of a table, or a box of a card, says about an objective or an indicator."""

from datetime import date
from enum import Enum

from msgspec import Struct


class Role(Enum):
    """The meaning of a column; the value is the word of `headings.yml` and of the file of columns."""

    LEVEL = "livello"
    CODE = "codice"
    TITLE = "titolo"
    DESCRIPTION = "descrizione"
    AREA = "ambito"
    RESPONSIBLE_AREA = "area responsabilita"
    OFFICE = "ufficio"
    STRUCTURE = "struttura"
    DEPARTMENT = "dipartimento"
    PARENT = "padre"
    OBJECTIVE_WEIGHT = "peso obiettivo"
    RESOURCES = "risorse"
    MISSION = "missione"
    PROGRAMME = "programma"
    NAME = "indicatore"
    INDICATOR_CODE = "codice indicatore"
    FORMULA = "formula"
    UNIT = "unita"
    TYPE = "tipologia"
    CONDITION = "condizione"
    DIRECTION = "verso"
    WEIGHT = "peso"
    BASELINE = "partenza"
    TARGET = "traguardo"
    RESULT = "risultato"
    DEGREE = "grado"
    SOURCE = "fonte"
    VERIFICATION = "verifica"
    QUALITATIVE = "traguardo in parole"
    QUARTER = "trimestre"
    TARGET_YEAR = "anno del traguardo"
    BASELINE_YEAR = "anno di partenza"
    YEAR = "anno"
    PERIOD = "periodo"
    DUE = "scadenza"
    ORDINAL = "numero d'ordine"
    BODY = "ente"
    NOTE = "nota"
    OTHER = "altro"
    HIDDEN = "nascosta"
    UNKNOWN = ""


#: Roles of an objective; in a table their cells may be merged down over its indicators.
OBJECTIVE_ROLES = frozenset(
    {
        Role.LEVEL,
        Role.CODE,
        Role.TITLE,
        Role.DESCRIPTION,
        Role.AREA,
        Role.RESPONSIBLE_AREA,
        Role.PARENT,
        Role.OBJECTIVE_WEIGHT,
        Role.RESOURCES,
        Role.MISSION,
        Role.PROGRAMME,
        Role.BODY,
        Role.NOTE,
    }
)
#: Roles whose cells hold a value of the indicator.
VALUE_ROLES = frozenset({Role.BASELINE, Role.TARGET, Role.RESULT})


class Heading(Struct, frozen=True):
    """What a heading says: a role, of which level, and of which year or day.

    `year` is a year, or 0; `plan_year` counts the years of the plan from 1, 0 being the year before it and -1
    that the heading does not count. `is_certain` is false where only a part of the words was understood.
    """

    text: str
    role: Role = Role.UNKNOWN
    level: str = ""
    year: int = 0
    plan_year: int = -1
    day: date | None = None
    is_certain: bool = True
