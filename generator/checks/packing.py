"""Indicators as bytes: what lies in memory, and goes from process to process, until somebody asks for them.

For one run only: what is kept for the next is read as data, never as a pickle.
"""

import pickle
from collections.abc import Sequence

from generator.plan.model import Indicator


def pack(indicators: Sequence[Indicator]) -> bytes:
    """The indicators of an objective as bytes."""
    return pickle.dumps(tuple(indicators), pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Sequence[Indicator]:
    """The indicators that were packed in this run."""
    indicators: Sequence[Indicator] = pickle.loads(packed)  # noqa: S301 - of this very run, never from a file
    return indicators
