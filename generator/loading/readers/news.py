"""Reader of novita.yml: the changes that editors declare, for the feed and for the date of the data.

    - id: prima-versione
      data: 20/01/2025
      titolo: Il piano 2025-2027
      testo: Approvato con deliberazione n. … del …
      riguarda: piano            # piano (se manca), rilevazioni, pagine
      pagina: note-legali/       # l'indirizzo da mostrare, se non è la pagina del piano
      corregge: [OS01#prestiti]  # ciò che era trascritto male

The file may be missing. Measurements and corrections become news by themselves.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.loading.diagnostics import Diagnostics, SourceLocation, suggestion
from generator.loading.readers.fields import check_not_in_future, day_of, read_id
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.identifiers import SITE_ADDRESS, SUBJECT
from generator.plan.news import News, Subject

_SUBJECTS = {subject.value: subject for subject in Subject}


def read_news(
    mappings: Iterable[ValidatedMapping], today: date | None, diagnostics: Diagnostics
) -> tuple[News, ...]:
    """The changes that could be read, in the order of the file; others are reported, and future days.

    Without `today` nothing is known of the future.
    """
    first: dict[str, SourceLocation] = {}
    return tuple(news for mapping in mappings if (news := _read(mapping, first, today, diagnostics)))


def _read(
    mapping: ValidatedMapping,
    first: dict[str, SourceLocation],
    today: date | None,
    diagnostics: Diagnostics,
) -> News | None:
    identifier = read_id(mapping.scalar("id"), first, "ogni novità ha il suo, per sempre", diagnostics)
    written = mapping.scalar("data")
    day = day_of(written, diagnostics)
    if written:
        remedy = "una novità ha il giorno in cui c'è stata; controllare la data"
        check_not_in_future(day, today, written.location, remedy, diagnostics)
    subject = _read_subject(mapping.scalar("riguarda"), diagnostics)
    corrects = tuple(_read_subjects(mapping.list("corregge"), diagnostics))
    page = _read_page(mapping.scalar("pagina"), diagnostics)
    title = mapping.text("titolo").strip()
    if identifier is None or day is None or not title:
        return None
    return News(identifier, day, title, mapping.text("testo").strip(), subject, page, corrects)


def _read_subject(scalar: Scalar | None, diagnostics: Diagnostics) -> Subject:
    if scalar is None:
        return Subject.PLAN
    if scalar.text not in _SUBJECTS:
        hint = suggestion(scalar.text, _SUBJECTS) or "scrivere " + ", ".join(
            f"«{word}»" for word in _SUBJECTS
        )
        diagnostics.add(scalar.location, "E205", f"«{scalar.text}» non è ciò che una novità riguarda; {hint}")
    return _SUBJECTS.get(scalar.text, Subject.PLAN)


def _read_subjects(scalars: Iterable[Scalar], diagnostics: Diagnostics) -> Iterator[str]:
    for scalar in scalars:
        if SUBJECT.match(scalar.text):
            yield scalar.text
        else:
            diagnostics.add(scalar.location, "E206", f"«{scalar.text}» non è {SUBJECT.advice}")


def _read_page(scalar: Scalar | None, diagnostics: Diagnostics) -> str:
    if scalar is None:
        return ""
    if SITE_ADDRESS.match(scalar.text):
        return scalar.text
    diagnostics.add(scalar.location, "E206", f"«{scalar.text}» non è {SITE_ADDRESS.advice}")
    return ""
