"""Il testo è tagliato.

Finisce con una preposizione, un articolo o una congiunzione, con una virgola o con una parentesi aperta: il
resto è rimasto nella pagina seguente del documento, o in un'altra casella.

Va bene, in un indicatore::

    formula: Numero di dipendenti / Numero totale di dipendenti

Non va bene, in un indicatore::

    formula: Numero di dipendenti / Numero totale di
"""

from collections.abc import Iterator

from generator.checks.rule_context import RuleContext
from generator.checks.word_lists import linking_words
from generator.loading.diagnostics import Diagnostic
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar

CODE = "W312"


_OPENING_QUOTES = ('"', "“", "«")


def check(material: RuleContext) -> Iterator[Diagnostic]:
    """Look at how titles, descriptions, names and formulas end."""
    yield from _check(material.record, "titolo", "descrizione")
    for record in material.indicator_records():
        # A name that the formula carries on may end as it likes.
        names = ("formula",) if record.filled("formula") else ("nome",)
        yield from _check(record, *names)


def _check(record: ValidatedMapping, *names: str) -> Iterator[Diagnostic]:
    for name in names:
        scalar = record.filled(name)
        if scalar and (why := _why_cut(scalar)):
            yield Diagnostic(scalar.place, CODE, f"il testo di «{name}» sembra tagliato: {why}")


def _why_cut(scalar: Scalar) -> str:
    last = "".join(scalar.text.rsplit(maxsplit=1)[-1:])
    if last in linking_words():
        return f"finisce con «{' '.join(scalar.text.split()[-3:])}»"
    if last.endswith((",", "(", "[", "/")) or last in _OPENING_QUOTES:
        return f"finisce con «{last[-1]}»"
    if scalar.text.count("(") > scalar.text.count(")"):
        return "c'è una parentesi che non si chiude"
    return ""
