"""Forms of the codes of a document, where all its objectives have one: `{ambito}_{tipo}{numero:2}`."""

import re
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from generator.importing.yaml_text import Node
from generator.plan.code_forms import CodeFormError, read_form

_CODE = re.compile(
    r"(?P<area>.+?)(?P<first>[._/-])(?P<kind>[A-Z]{1,4})(?P<second>[._/-]?)(?P<number>\d{1,9})"
)
_RUN = re.compile(r"\d+|[A-Za-z]+|[^A-Za-z\d]+")
_KIND = "{lettere:1-4}"
_ARTICLES = ("gli ", "i ", "le ", "la ", "il ", "lo ", "l'")


class CodeForms(Struct, frozen=True):
    """The forms as piano.yml has them, empty where the codes have none, and the kind in each code."""

    declared: Mapping[str, Node] = {}
    kinds: Mapping[str, str] = {}


def find_code_forms(
    codes: Collection[str], areas: Collection[str], missions: Iterable[str], programmes: Iterable[str]
) -> CodeForms:
    """The forms of the codes of objectives, if these begin with an area and tell kinds that differ."""
    found = {code: match for code in codes if (match := _CODE.fullmatch(code))}
    signs = {(match["first"], match["second"], len(match["number"])) for match in found.values()}
    kinds = {code: match["kind"] for code, match in found.items()}
    if len(found) < len(codes) or len(signs) != 1 or len(set(kinds.values())) < 2:
        return CodeForms()
    if not {match["area"] for match in found.values()} <= set(areas):
        return CodeForms()
    first, second, length = next(iter(signs))
    area = _form_of(areas)
    objective = f"{{ambito}}{first}{{tipo}}{second}{{numero:{length}}}"
    if not area or not _fits(objective, area, codes):
        return CodeForms()
    declared: dict[str, Node] = {"obiettivo": objective, "ambito": area, "tipo": _KIND}
    for name, own in (("missione", list(missions)), ("programma", list(programmes))):
        if own and all(code.isdigit() for code in own):
            lengths = {len(code) for code in own}
            least = min(lengths) if len(lengths) == 1 and name == "programma" else 1
            most = max(lengths)
            declared[name] = f"{{numero:{most}}}" if least == most else f"{{numero:{least}-{most}}}"
    return CodeForms(declared, kinds)


def kind_names(kinds: Mapping[str, str], parts: Mapping[str, str]) -> dict[str, Node]:
    """The names of kinds: those of the parts of the document in which they first stand; both by code."""
    found: dict[str, Node] = {}
    for code, kind in kinds.items():
        found.setdefault(kind, _as_name(parts.get(code, "")) or kind)
    return found


def _as_name(title: str) -> str:
    """The title of a part as the name of a kind: without an article, and not in capitals."""
    name = title.lower() if title.isupper() else title
    for article in _ARTICLES:
        if name.lower().startswith(article):
            name = name[len(article) :]
            break
    return name[:1].upper() + name[1:]


def _form_of(codes: Iterable[str]) -> str:
    """The form that codes have in common; empty if they differ in more than their letters and figures."""
    forms = {"".join(map(_field, _RUN.findall(code))) for code in codes}
    return forms.pop() if len(forms) == 1 else ""


def _field(run: str) -> str:
    if run.isdigit():
        return f"{{numero:{len(run)}}}"
    return f"{{lettere:{len(run)}}}" if run.isalpha() else run


def _fits(objective: str, area: str, codes: Iterable[str]) -> bool:
    """Whether the plan reads the codes with these forms."""
    try:
        form = read_form(objective, read_form(area), read_form(_KIND))
    except CodeFormError:
        return False
    return all(form.match(code) for code in codes)
