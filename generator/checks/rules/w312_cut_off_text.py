"""Il testo è tagliato.

Finisce con una preposizione, un articolo o una congiunzione, con una virgola o con una parentesi aperta: il
resto è rimasto nella pagina seguente del documento, o in un'altra casella.

Va bene, in un indicatore::

    formula: Numero di dipendenti / Numero totale di dipendenti

Non va bene, in un indicatore::

    formula: Numero di dipendenti / Numero totale di
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.checks.words import word_list
from generator.loading.diagnostics import Diagnostic
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar

CODE = "W312"

_OPENING_QUOTES = ('"', "“", "«")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Check the ends of titles, descriptions, names and formulas."""
    yield from _check(context.mapping, "titolo", "descrizione")
    for mapping in context.indicator_mappings():
        # A name may end in the middle of a sentence that the formula continues.
        names = ("formula",) if mapping.scalar("formula") else ("nome",)
        yield from _check(mapping, *names)


def _check(mapping: ValidatedMapping, *names: str) -> Iterator[Diagnostic]:
    for name in names:
        scalar = mapping.scalar(name)
        if scalar and (why := _why_cut(scalar)):
            yield Diagnostic(scalar.location, CODE, f"il testo di «{name}» sembra tagliato: {why}")


def _why_cut(scalar: Scalar) -> str:
    last = "".join(scalar.text.rsplit(maxsplit=1)[-1:])
    if last in word_list("linking_words"):
        return f"finisce con «{' '.join(scalar.text.split()[-3:])}»"
    if last.endswith((",", "(", "[", "/")) or last in _OPENING_QUOTES:
        return f"finisce con «{last[-1]}»"
    if scalar.text.count("(") > scalar.text.count(")"):
        return "c'è una parentesi che non si chiude"
    return ""
