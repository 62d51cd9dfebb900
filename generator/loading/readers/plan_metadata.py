"""Reads piano.yml: whose plan it is, for which years, and what the objectives may be."""

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics
from generator.loading.patterns import KIND, SHA256, YEAR
from generator.loading.readers.policy import read_policy
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.model import Body, SourceDocument
from generator.plan.policy import Policy


class PlanMetadata(Struct, frozen=True):
    """What piano.yml holds. `years` is empty and `baseline_year` is `None` where they cannot be read."""

    body: Body
    title: str
    section: str
    years: tuple[int, ...]
    baseline_year: int | None
    approving_act: str
    document: SourceDocument | None
    kinds: dict[str, str]
    types: tuple[str, ...]
    policy: Policy

    @property
    def period(self) -> str:
        """The years as they stand in addresses: `2025-2027`, or the one year."""
        first, last = str(self.years[0]), str(self.years[-1])
        return first if first == last else f"{first}-{last}"


def read_metadata(record: ValidatedMapping, findings: Diagnostics) -> PlanMetadata:
    """Read the record of piano.yml."""
    body = record.group("ente")
    document = record.group("documento")
    years = _read_years(record, findings)
    return PlanMetadata(
        body=Body(body.text("nome") if body else ""),
        title=record.text("titolo"),
        section=record.text("sezione"),
        years=years,
        baseline_year=_read_baseline_year(record.filled("anno_base"), years, findings),
        approving_act=record.text("atto_approvazione"),
        document=_read_document(document, findings) if document else None,
        kinds=_read_kinds(record, findings),
        types=tuple(scalar.text for scalar in record.list("tipologie")),
        policy=read_policy(record.group("valutazione"), findings),
    )


def _read_years(record: ValidatedMapping, findings: Diagnostics) -> tuple[int, ...]:
    read = [_read_year(scalar, findings) for scalar in record.list("anni")]
    years = tuple(year for year in read if year is not None)
    if list(years) != sorted(set(years)):
        findings.add(record.place_of("anni"), "E210", "gli anni vanno in ordine, ciascuno una volta sola")
    return tuple(sorted(set(years)))


def _read_baseline_year(scalar: Scalar | None, years: tuple[int, ...], findings: Diagnostics) -> int | None:
    year = _read_year(scalar, findings) if scalar else None
    if scalar and year is not None and years and year >= years[0]:
        message = f"l'anno di partenza viene prima degli anni del piano, che cominciano nel {years[0]}"
        findings.add(scalar.place, "E210", message)
        return None
    return year


def _read_year(scalar: Scalar, findings: Diagnostics) -> int | None:
    if YEAR.match(scalar.text):
        return int(scalar.text)
    findings.add(scalar.place, "E210", f"«{scalar.text}» non è un anno: scrivere {YEAR.advice}")
    return None


def _read_kinds(record: ValidatedMapping, findings: Diagnostics) -> dict[str, str]:
    kinds = {}
    for letters, name in record.table("tipi"):
        if not name.text:
            message = f"manca il nome del tipo «{letters.text}»: scriverlo dopo i due punti"
            findings.add(letters.place, "E202", message)
        if KIND.match(letters.text):
            kinds[letters.text] = name.text
        else:
            message = f"«{letters.text}» non è la sigla di un tipo: {KIND.advice}"
            findings.add(letters.place, "E206", message)
    return kinds


def _read_document(record: ValidatedMapping, findings: Diagnostics) -> SourceDocument | None:
    sha256 = record.filled("sha256")
    if sha256 and not SHA256.match(sha256.text):
        findings.add(sha256.place, "E206", f"l'impronta SHA-256 è di {SHA256.advice}")
        sha256 = None
    return SourceDocument(record.text("titolo"), record.text("file"), sha256.text if sha256 else "")
