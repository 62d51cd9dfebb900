"""Parts of an indicator: how the results of several offices become one."""

from enum import Enum

#: The fields of the files that hold the parts of an indicator and their results.
STEPS, BY_OFFICE = "fasi", "per_ufficio"


class Aggregation(Enum):
    """How the offices of an indicator become one result; the value is the word of the files.

    Values and targets are added up, or the degrees of the offices are what counts: their mean, or the lowest.
    Degrees can be averaged where targets differ, which values cannot.
    """

    SUM = "somma"
    MEAN = "media"
    WORST = "peggiore"
