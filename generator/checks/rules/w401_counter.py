"""Il totale dell'anno scende, o resta fermo.

Un indicatore con andamento «cumulato» conta dal 1° gennaio: tra due giorni dello stesso anno non può
scendere, e se resta fermo forse si è scritto il valore di un solo periodo. Se il valore non è un totale
dell'anno, nell'indicatore si scrive `andamento: livello`. Lo zero può restare zero.

Va bene, nel file rilevazioni/2025-12-31.yml, dopo 6 desk al 30/06/2025::

    01_01_OS01:
      desk: 9

Non va bene, nel file rilevazioni/2025-12-31.yml, dopo 6 desk al 30/06/2025::

    01_01_OS01:
      desk: 3
"""

from collections.abc import Iterator
from itertools import pairwise

from generator.checks.measured import MeasuredIndicator, Result
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import comparable, numeric_value, show

CODE = "W401"


def check_measured(measured: MeasuredIndicator) -> Iterator[Diagnostic]:
    """Compare each result with the one before it in the same year."""
    for before, result in pairwise(measured.results):
        same_year = before.day.year == result.day.year
        if same_year and measured.is_cumulative(result) and (message := _problem(before, result)):
            yield Diagnostic(result.location, CODE, message)


def _problem(before: Result, result: Result) -> str:
    earlier, later = numeric_value(before.value), numeric_value(result.value)
    if earlier is None or later is None or not comparable(before.value, result.value):
        return ""
    file, line = before.location.file, before.location.line
    was = f"«{show(before.value)}» al {before.day:%d/%m/%Y} ({file}, riga {line})"
    now = f"«{show(result.value)}» al {result.day:%d/%m/%Y}"
    level = "scrivere «andamento: livello» nell'indicatore se non è un totale dell'anno"
    if later < earlier:
        wrong = "ma un totale dell'anno non scende: correggere quello sbagliato"
        return f"{now} è meno di {was}, {wrong}, o {level}"
    if later == earlier != 0:
        period = "scrivere il totale dal 1° gennaio se è il valore di un solo periodo"
        return f"{now} è lo stesso di {was}: {period}, accettarlo in «eccezioni» se è giusto così, o {level}"
    return ""
