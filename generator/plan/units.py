"""The units of measure of an indicator, with the spellings that plans use for them."""

from enum import Enum


class Unit(Enum):
    """A unit; its value is the canonical spelling, used in the open data."""

    NUMBER = "n."
    PERCENT = "%"
    EURO = "€"
    DATE = "data"
    YES_NO = "sì/no"
    HOURS = "h"
    DAYS = "gg"


#: Spelling in a plan → unit. «entro» is how some tables head a column of dates.
SPELLINGS: dict[str, Unit] = {
    "n.": Unit.NUMBER,
    "n": Unit.NUMBER,
    "num.": Unit.NUMBER,
    "numero": Unit.NUMBER,
    "%": Unit.PERCENT,
    "€": Unit.EURO,
    "euro": Unit.EURO,
    "data": Unit.DATE,
    "entro": Unit.DATE,
    "sì/no": Unit.YES_NO,
    "si/no": Unit.YES_NO,
    "h": Unit.HOURS,
    "hh": Unit.HOURS,
    "ore": Unit.HOURS,
    "gg": Unit.DAYS,
    "gg.": Unit.DAYS,
    "giorni": Unit.DAYS,
}


def read_unit(text: str) -> Unit | None:
    """The unit a spelling stands for, if any."""
    return SPELLINGS.get(text.casefold())
