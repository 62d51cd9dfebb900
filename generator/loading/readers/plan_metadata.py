"""Reader of piano.yml: the body, the years, the document, and the kinds of objectives and indicators."""

from msgspec import Struct

from generator.loading.characters import other_digits_hint
from generator.loading.diagnostics import Diagnostics, suggestion
from generator.loading.readers.own_fields import OwnFields, read_own_fields
from generator.loading.readers.policy import read_policy
from generator.loading.schemas import DRAFT
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.body import Body
from generator.plan.code_forms import NO_FORMS, CodeForm, CodeFormError, CodeForms, read_form
from generator.plan.identifiers import CODE, SHA256, YEAR
from generator.plan.model import SourceDocument
from generator.plan.policy import Policy
from generator.plan.weighting import Weighting

#: What an approved plan says in fields of its own, and what is said of a draft without them.
_BEFORE_APPROVAL = {
    "atto_approvazione": (
        "manca l'atto che approva il piano: scrivere «atto_approvazione», e togliere «bozza»"
    ),
    "documento": "manca il documento del piano: metterlo in fonti/, e scrivere titolo e nome in «documento»",
}


class PlanMetadata(Struct, frozen=True):
    """The content of piano.yml. `years` is empty if they cannot be read.

    `baseline_year` is `None` if it is not declared (`declares_baseline_year`) or cannot be read. `weighting`
    is `None` where it is not said.
    """

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
    code_forms: CodeForms = NO_FORMS
    weighting: Weighting | None = None
    own_fields: OwnFields = OwnFields()
    declares_baseline_year: bool = True
    is_draft: bool = False

    @property
    def usual_baseline_year(self) -> int | None:
        """The declared year of the baselines, or else the one before the plan; `None` if unreadable."""
        if self.declares_baseline_year or not self.years:
            return self.baseline_year
        return self.years[0] - 1

    @property
    def period(self) -> str:
        """The years as in addresses: `2025-2027`, or the only year."""
        first, last = str(self.years[0]), str(self.years[-1])
        return first if first == last else f"{first}-{last}"


def read_metadata(mapping: ValidatedMapping, diagnostics: Diagnostics) -> PlanMetadata:
    """The content of piano.yml; errors are reported."""
    body = mapping.mapping("ente")
    document = mapping.mapping("documento")
    years = _read_years(mapping, diagnostics)
    first_kind = next((letters.text for letters, _ in mapping.table("tipi")), "")
    forms = _read_forms(mapping.mapping("codici"), first_kind, diagnostics)
    return PlanMetadata(
        body=Body(body.text("nome") if body else ""),
        title=mapping.text("titolo"),
        section=mapping.text("sezione"),
        years=years,
        baseline_year=_read_baseline_year(mapping.scalar("anno_base"), years, diagnostics),
        approving_act=mapping.text("atto_approvazione"),
        document=_read_document(document, diagnostics) if document else None,
        kinds=_read_kinds(mapping, forms.kind, diagnostics),
        # None if one is wrong, so that no indicator is said to be of an unknown type.
        types=()
        if "tipologie" in mapping.wrong_type
        else tuple(scalar.text for scalar in mapping.list("tipologie")),
        policy=read_policy(mapping.mapping("valutazione"), diagnostics),
        code_forms=forms,
        weighting=_read_weighting(mapping.scalar("pesi"), diagnostics),
        own_fields=read_own_fields(mapping, diagnostics),
        declares_baseline_year="anno_base" in mapping.texts or "anno_base" in mapping.wrong_type,
        is_draft=_read_draft(mapping, diagnostics),
    )


def _read_draft(mapping: ValidatedMapping, diagnostics: Diagnostics) -> bool:
    """Whether the plan is a draft; also reports what it still has to say before it is published."""
    scalar = mapping.scalar("bozza")
    if scalar is None:
        return False
    if scalar.text not in DRAFT:
        message = f"«{scalar.text}»: scrivere true finché il piano è una bozza, poi togliere la riga"
        diagnostics.add(scalar.location, "E203", message)
    is_draft = scalar.text != "false"
    for name, missing in _BEFORE_APPROVAL.items():
        if (
            is_draft
            and name not in mapping.wrong_type
            and not mapping.text(name)
            and not mapping.mapping(name)
        ):
            diagnostics.add((mapping.keys.get(name) or scalar).location, "W320", missing)
    return is_draft


def _read_years(mapping: ValidatedMapping, diagnostics: Diagnostics) -> tuple[int, ...]:
    read = [_read_year(scalar, diagnostics) for scalar in mapping.list("anni")]
    years = tuple(year for year in read if year is not None)
    if list(years) != sorted(set(years)):
        diagnostics.add(
            mapping.location_of("anni"), "E210", "gli anni vanno in ordine, ciascuno una volta sola"
        )
    return tuple(sorted(set(years)))


def _read_baseline_year(
    scalar: Scalar | None, years: tuple[int, ...], diagnostics: Diagnostics
) -> int | None:
    year = _read_year(scalar, diagnostics) if scalar else None
    if scalar and year is not None and years and year >= years[0]:
        message = f"l'anno di partenza viene prima degli anni del piano, che cominciano nel {years[0]}"
        diagnostics.add(scalar.location, "E210", message)
        return None
    return year


def _read_year(scalar: Scalar, diagnostics: Diagnostics) -> int | None:
    if YEAR.match(scalar.text):
        return int(scalar.text)
    message = f"«{scalar.text}» non è un anno: scrivere {YEAR.advice}{other_digits_hint(scalar.text)}"
    diagnostics.add(scalar.location, "E210", message)
    return None


def _read_forms(mapping: ValidatedMapping | None, first_kind: str, diagnostics: Diagnostics) -> CodeForms:
    if mapping is None:
        return NO_FORMS

    def read(name: str, area: CodeForm | None = None, kind: CodeForm | None = None) -> CodeForm | None:
        scalar = mapping.scalar(name)
        if scalar is None:
            return None
        try:
            return read_form(scalar.text, area, kind, {"tipo": first_kind})
        except CodeFormError as error:
            diagnostics.add(scalar.location, "E206", f"«{scalar.text}» non è la forma di un codice: {error}")
            return None

    area, kind = read("ambito"), read("tipo")
    return CodeForms(read("obiettivo", area, kind), area, kind, read("missione"), read("programma"))


def _read_weighting(scalar: Scalar | None, diagnostics: Diagnostics) -> Weighting | None:
    if scalar is None:
        return None
    words = [weighting.value for weighting in Weighting]
    if scalar.text in words:
        return Weighting(scalar.text)
    hint = suggestion(scalar.text, words) or f"scrivere {', '.join(words[:-1])} o {words[-1]}"
    diagnostics.add(scalar.location, "E305", f"«{scalar.text}» non dice come sono i pesi; {hint}")
    return None


def _read_kinds(mapping: ValidatedMapping, form: CodeForm | None, diagnostics: Diagnostics) -> dict[str, str]:
    """The kinds by their letters; none if one is wrong: objectives may be of that one."""
    kinds = {}
    pattern = form or CODE
    complete = "tipi" not in mapping.wrong_type
    for letters, name in mapping.table("tipi"):
        if not name.text:
            message = f"manca il nome del tipo «{letters.text}»: scriverlo dopo i due punti"
            diagnostics.add(letters.location, "E202", message)
        if pattern.match(letters.text):
            kinds[letters.text] = name.text
        else:
            upper = letters.text.upper()
            remedy = f"scrivere «{upper}», maiuscolo" if pattern.match(upper) else pattern.advice
            message = f"«{letters.text}» non è la sigla di un tipo: {remedy}"
            diagnostics.add(letters.location, "E206", message)
            complete = False
    return kinds if complete else {}


def _read_document(mapping: ValidatedMapping, diagnostics: Diagnostics) -> SourceDocument | None:
    sha256 = mapping.scalar("sha256")
    if sha256 and not SHA256.match(sha256.text):
        diagnostics.add(sha256.location, "E206", f"l'impronta SHA-256 è di {SHA256.advice}")
        sha256 = None
    return SourceDocument(mapping.text("titolo"), mapping.text("file"), sha256.text if sha256 else "")
