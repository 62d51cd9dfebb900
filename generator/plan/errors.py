"""What can be wrong with a value of the plan. The types are the interface; the words are said elsewhere."""


class VetroError(Exception):
    """Anything that a user of the program can cause."""


class ValueProblem(VetroError):
    """A text that cannot be read as a value. `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NotANumber(ValueProblem):
    """Not a number in any spelling."""


class EnglishNumber(ValueProblem):
    """Dot and comma used the English way (`1.5`, `1,000.5`): an Italian reader would be misled."""


class ImpossibleDate(ValueProblem):
    """Written as a date, but the calendar has no such day."""


class NotADate(ValueProblem):
    """A date is wanted and this is none."""


class NotAnAnswer(ValueProblem):
    """Neither sì nor no."""


class NotATime(ValueProblem):
    """Neither hours nor `hh:mm`."""


class UnitMismatch(ValueProblem):
    """A good value of another kind than the unit admits. `kind` is the kind it is of."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__(text)
        self.kind = kind
