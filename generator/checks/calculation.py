"""Calculations of derived indicators: expressions over other indicators, evaluated with interval arithmetic.

The numbers of a plan are rounded, so each stands for a range: 12 people may be 11,7. The result of an
expression is a range too, and a written value follows from its parts if the two ranges overlap.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from generator.plan.errors import VetroError
from generator.plan.identifiers import SLUG_WORDS
from generator.plan.numerals import read_numeral

_TOKEN = re.compile(rf"\s*(?:(?=[a-z0-9-]*[a-z]){SLUG_WORDS}|[0-9]+(?:,[0-9]+)?|[-+−×*÷/()])")
_SIGNS = {"−": "-", "*": "×", "/": "÷"}
#: Limits of length, in characters, and of nested brackets.
_MAX_LENGTH = 300
_MAX_DEPTH = 10


class CalculationProblem(VetroError):
    """An expression that cannot be read; its text says why, in Italian."""


class Range(Struct, frozen=True):
    """All numbers from `low` to `high`."""

    low: Decimal
    high: Decimal

    @classmethod
    def rounded(cls, number: Decimal) -> "Range":
        """The numbers that are rounded to this one: half a unit of its last digit on either side."""
        exponent = number.as_tuple().exponent
        half = Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
        return cls(number - half, number + half)

    def overlaps(self, other: "Range") -> bool:
        """Whether the two overlap."""
        return self.low <= other.high and other.low <= self.high

    def shown(self) -> tuple[Decimal, Decimal]:
        """Its ends with as many decimals as are needed to tell them apart, at most two."""
        for decimals in (0, 1, 2):
            unit = Decimal(1).scaleb(-decimals)
            low, high = self.low.quantize(unit), self.high.quantize(unit)
            if high - low >= unit or abs(low) >= 100:
                break
        return low, high


class Calculation(Struct, frozen=True):
    """An expression in reverse Polish notation; `names` are the ids of its indicators, each once."""

    text: str
    steps: tuple[str | Decimal, ...]
    names: tuple[str, ...]

    def evaluate(self, values: Mapping[str, Range]) -> Range | None:
        """The range of the result; `None` if a divisor may be zero."""
        stack: list[Range] = []
        for step in self.steps:
            if isinstance(step, Decimal):
                stack.append(Range(step, step))
            elif step not in "+-×÷":
                stack.append(values[step])
            else:
                right, left = stack.pop(), stack.pop()
                if step == "÷" and right.low <= 0 <= right.high:
                    return None
                stack.append(_combine(step, left, right))
        return stack[0]


def _combine(sign: str, left: Range, right: Range) -> Range:
    if sign == "+":
        return Range(left.low + right.low, left.high + right.high)
    if sign == "-":
        return Range(left.low - right.high, left.high - right.low)
    ends = [
        one * other if sign == "×" else one / other
        for one in (left.low, left.high)
        for other in (right.low, right.high)
    ]
    return Range(min(ends), max(ends))


def parse_calculation(text: str) -> Calculation:
    """Parse an expression. Raises `CalculationProblem`."""
    if len(text) > _MAX_LENGTH:
        raise CalculationProblem(f"è più lungo di {_MAX_LENGTH} caratteri")
    parser = _Parser(_tokens(text))
    parser.sum()
    if parser.next:
        raise CalculationProblem(f"«{parser.next}» non va qui")
    names = dict.fromkeys(step for step in parser.steps if isinstance(step, str) and step not in "+-×÷")
    return Calculation(text, tuple(parser.steps), tuple(names))


def _tokens(text: str) -> list[str]:
    tokens = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise CalculationProblem(f"«{text[position:].strip()[:20]}» non è un id, un numero o un segno")
        token = match[0].strip()
        tokens.append(_SIGNS.get(token, token))
        position = match.end()
    return tokens


class _Parser:
    """Recursive descent parser: sums of products of ids, numbers and brackets."""

    def __init__(self, tokens: list[str]) -> None:
        self.steps: list[str | Decimal] = []
        self._tokens = tokens
        self._position = 0
        self._depth = 0

    @property
    def next(self) -> str:
        """The next token, empty at the end."""
        return self._tokens[self._position] if self._position < len(self._tokens) else ""

    def sum(self) -> None:
        self._product()
        while self.next in ("+", "-"):
            sign = self._take()
            self._product()
            self.steps.append(sign)

    def _product(self) -> None:
        self._part()
        while self.next in ("×", "÷"):
            sign = self._take()
            self._part()
            self.steps.append(sign)

    def _part(self) -> None:
        piece = self._take()
        if piece == "(":
            self._depth += 1
            if self._depth > _MAX_DEPTH:
                raise CalculationProblem(f"ha più di {_MAX_DEPTH} parentesi una dentro l'altra")
            self.sum()
            if self._take() != ")":
                raise CalculationProblem("manca una parentesi chiusa")
            self._depth -= 1
        elif piece[:1].isalnum():
            is_number = piece.replace(",", "").isdecimal()
            self.steps.append(read_numeral(piece).amount if is_number else piece)
        else:
            raise CalculationProblem(f"prima di «{piece}» manca un id" if piece else "manca l'ultimo id")

    def _take(self) -> str:
        token = self.next
        self._position += 1
        return token
