"""The public body, and its registers: areas, departments, offices, budget programmes.

Texts are those of the document; what it leaves out is empty.
"""

from msgspec import Struct

from generator.plan.identifiers import slug_of
from generator.plan.values import Percentage


class Body(Struct, frozen=True):
    """The public body (ente)."""

    name: str


class Area(Struct, frozen=True):
    """A strategic area (ambito strategico), with the other names that the document gives it."""

    code: str
    name: str
    other_names: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The part of its address."""
        return slug_of(self.code)


class Department(Struct, frozen=True):
    """A responsible area (area di responsabilità), which answers for an objective."""

    id: str
    name: str
    other_names: tuple[str, ...] = ()


class Office(Struct, frozen=True):
    """An office (ufficio) that works on an objective."""

    id: str
    name: str
    other_names: tuple[str, ...] = ()


class AssignedOffice(Office, frozen=True):
    """An office with its part in an objective or an indicator: its role in the act's words, its share."""

    role: str = ""
    share: Percentage | None = None


class Programme(Struct, frozen=True):
    """A budget programme within a mission; code and name are empty where only the mission is given.

    D.M. 27/03/2013 for bodies of the State, D.Lgs. 118/2011 for local ones.
    """

    mission_code: str
    mission_name: str
    code: str
    name: str
