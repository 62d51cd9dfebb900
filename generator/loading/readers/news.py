"""Reads novita.yml: the changes that editors declare, for the feed and for the date of the data.

    - id: prima-versione
      data: 20/01/2025
      titolo: Il piano 2025-2027
      testo: Approvato con deliberazione n. … del …
      riguarda: piano            # piano (se manca), rilevazioni, pagine
      pagina: note-legali/       # l'indirizzo da mostrare, se non è la pagina del piano

The file may be missing. Measurements and corrections are news without being declared.
"""

from collections.abc import Iterable

from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.patterns import SITE_ADDRESS
from generator.loading.readers.identifiers import read_id
from generator.loading.readers.values import value_of
from generator.loading.suggestions import suggestion
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.news import News, Subject
from generator.plan.units import Unit
from generator.plan.values import Day

_SUBJECTS = {subject.value: subject for subject in Subject}


def read_news(records: Iterable[ValidatedMapping], findings: Diagnostics) -> tuple[News, ...]:
    """The changes that could be read, in the order of the file."""
    first: dict[str, SourceLocation] = {}
    return tuple(news for record in records if (news := _read(record, first, findings)))


def _read(record: ValidatedMapping, first: dict[str, SourceLocation], findings: Diagnostics) -> News | None:
    identifier = read_id(record.filled("id"), first, "ogni novità ha il suo, per sempre", findings)
    written = record.filled("data")
    day = value_of(written, Unit.DATE, findings) if written else None
    if written and day is not None and not isinstance(day, Day):
        findings.add(written.place, "E304", f"«{written.text}» non è un giorno: scriverlo come 20/01/2025")
    subject = _read_subject(record.filled("riguarda"), findings)
    page = _read_page(record.filled("pagina"), findings)
    title = record.text("titolo").strip()
    if identifier is None or not isinstance(day, Day) or not title:
        return None
    return News(identifier, day.day, title, record.text("testo").strip(), subject, page)


def _read_subject(scalar: Scalar | None, findings: Diagnostics) -> Subject:
    if scalar is None:
        return Subject.PLAN
    if scalar.text not in _SUBJECTS:
        hint = suggestion(scalar.text, _SUBJECTS) or "scrivere " + ", ".join(
            f"«{word}»" for word in _SUBJECTS
        )
        findings.add(scalar.place, "E205", f"«{scalar.text}» non è ciò che una novità riguarda; {hint}")
    return _SUBJECTS.get(scalar.text, Subject.PLAN)


def _read_page(scalar: Scalar | None, findings: Diagnostics) -> str:
    if scalar is None:
        return ""
    if SITE_ADDRESS.match(scalar.text):
        return scalar.text
    findings.add(scalar.place, "E206", f"«{scalar.text}» non è {SITE_ADDRESS.advice}")
    return ""
