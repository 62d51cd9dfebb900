"""Errors of the domain. Callers tell them apart by type and write the message."""


class VetroError(Exception):
    """Base class of all errors that a user of the program can cause."""


class ValueProblem(VetroError):
    """A text that cannot be read as a value. `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NotANumber(ValueProblem):
    """Not a number in any spelling."""


class EnglishNumber(ValueProblem):
    """Dot and comma used the English way (`1.5`, `1,000.5`): ambiguous for an Italian reader."""


class ImpossibleDate(ValueProblem):
    """Written as a date that is not in the calendar, or in an implausible year."""


class UnreadableValue(ValueProblem):
    """Not a value of a unit whose values are not plain numbers: dates, answers, hours."""


class UnitMismatch(ValueProblem):
    """A valid value of a kind that the unit does not admit. `kind` names that kind."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__(text)
        self.kind = kind
