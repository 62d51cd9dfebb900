"""Reader of novita.yml: the changes that editors declare, for the feed and for the date of the data.

    - id: prima-versione
      data: 20/01/2025
      titolo: Il piano 2025-2027
      testo: Approvato con deliberazione n. … del …
      riguarda: piano            # piano (se manca), rilevazioni, pagine
      pagina: note-legali/       # l'indirizzo da mostrare, se non è la pagina del piano

The file may be missing. Measurements and corrections become news by themselves.
"""

from collections.abc import Iterable

from generator.loading.diagnostics import Diagnostics, SourceLocation, suggestion
from generator.loading.readers.fields import read_id, value_of
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.identifiers import SITE_ADDRESS
from generator.plan.news import News, Subject
from generator.plan.units import Unit
from generator.plan.values import Day

_SUBJECTS = {subject.value: subject for subject in Subject}


def read_news(mappings: Iterable[ValidatedMapping], diagnostics: Diagnostics) -> tuple[News, ...]:
    """The changes that could be read, in the order of the file; others are reported."""
    first: dict[str, SourceLocation] = {}
    return tuple(news for mapping in mappings if (news := _read(mapping, first, diagnostics)))


def _read(
    mapping: ValidatedMapping, first: dict[str, SourceLocation], diagnostics: Diagnostics
) -> News | None:
    identifier = read_id(mapping.scalar("id"), first, "ogni novità ha il suo, per sempre", diagnostics)
    written = mapping.scalar("data")
    day = value_of(written, Unit.DATE, diagnostics) if written else None
    if written and day is not None and not isinstance(day, Day):
        diagnostics.add(
            written.location, "E304", f"«{written.text}» non è un giorno: scriverlo come 20/01/2025"
        )
    subject = _read_subject(mapping.scalar("riguarda"), diagnostics)
    page = _read_page(mapping.scalar("pagina"), diagnostics)
    title = mapping.text("titolo").strip()
    if identifier is None or not isinstance(day, Day) or not title:
        return None
    return News(identifier, day.day, title, mapping.text("testo").strip(), subject, page)


def _read_subject(scalar: Scalar | None, diagnostics: Diagnostics) -> Subject:
    if scalar is None:
        return Subject.PLAN
    if scalar.text not in _SUBJECTS:
        hint = suggestion(scalar.text, _SUBJECTS) or "scrivere " + ", ".join(
            f"«{word}»" for word in _SUBJECTS
        )
        diagnostics.add(scalar.location, "E205", f"«{scalar.text}» non è ciò che una novità riguarda; {hint}")
    return _SUBJECTS.get(scalar.text, Subject.PLAN)


def _read_page(scalar: Scalar | None, diagnostics: Diagnostics) -> str:
    if scalar is None:
        return ""
    if SITE_ADDRESS.match(scalar.text):
        return scalar.text
    diagnostics.add(scalar.location, "E206", f"«{scalar.text}» non è {SITE_ADDRESS.advice}")
    return ""
