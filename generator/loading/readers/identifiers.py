"""Reads the ids that stay for ever: of indicators, of news. They are in addresses and in the feed."""

from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.patterns import SLUG
from generator.loading.yaml.parser import Scalar


def read_id(
    scalar: Scalar | None, first: dict[str, SourceLocation], rule: str, findings: Diagnostics
) -> str | None:
    """The id, if it is one and nobody has it yet; `rule` says who has one."""
    if scalar is None:
        return None
    if not SLUG.match(scalar.text):
        findings.add(scalar.place, "E206", f"«{scalar.text}» non è un id valido: {SLUG.advice}")
        return None
    if earlier := first.get(scalar.text):
        message = f"l'id «{scalar.text}» c'è già alla riga {earlier.line}: {rule}"
        findings.add(scalar.place, "E207", message)
        return None
    first[scalar.text] = scalar.place
    return scalar.text
