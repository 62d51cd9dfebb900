"""The front matter of a Markdown page: YAML between two «---», with the location of every field."""

import re

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics
from generator.loading.schema import Field, FieldType, Schema
from generator.loading.schemas import EXCEPTIONS
from generator.loading.validation import ValidatedMapping, validate_mapping
from generator.loading.yaml.parser import parse

#: The front matter as MkDocs recognises it (`mkdocs.utils.meta`), any line breaks; the group is its YAML.
FRONT_MATTER = re.compile(
    r"\A---[ \t]*(?:\r\n|\r|\n)(.*?[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n)", re.DOTALL
)

_SEARCH = "search"

#: All fields that a page may have. MkDocs and its theme know others, which choose templates and addresses.
PAGE = Schema(
    "pagina",
    (
        Field(
            "title",
            FieldType.TEXT,
            "il titolo; in Amministrazione Trasparente, l'etichetta di legge",
            is_prose=True,
        ),
        Field("description", FieldType.TEXT, "una riga per i motori di ricerca", is_prose=True),
        Field("riferimento", FieldType.TEXT, "la norma che vuole la pagina", is_prose=True),
        Field("aggiornamento", FieldType.TEXT, "ogni quanto va aggiornata", is_prose=True),
        Field("ufficio", FieldType.TEXT, "l'ufficio che ne risponde", is_prose=True),
        Field("stato", FieldType.TEXT, "se c'è già quello che va pubblicato"),
        Field("verificato", FieldType.TEXT, "il giorno dell'ultima verifica, come 2025-06-30"),
        Field(
            "motivo",
            FieldType.TEXT,
            "perché l'obbligo non si applica all'ente, o perché l'ente ha aggiunto la voce",
            is_prose=True,
        ),
        Field("template", FieldType.TEXT, "il modello, se non è quello comune", choices=("home.html",)),
        Field("elenco", FieldType.TEXT, "un elenco da aggiungere in fondo alla pagina", choices=("albero",)),
        Field("domanda", FieldType.TEXT, "il titolo della pagina iniziale", is_prose=True),
        Field("occhiello", FieldType.TEXT, "il testo sotto il titolo della pagina iniziale", is_prose=True),
        Field("esempi", FieldType.TEXT_LIST, "parole da cercare, per esempio", is_prose=True),
        Field(
            _SEARCH,
            FieldType.TABLE,
            "come la pagina sta nella ricerca, come {exclude: true}",
            example="exclude: true",
        ),
        Field("bozza", FieldType.TEXT, "true se la pagina non è ancora da pubblicare"),
        Field("draft", FieldType.TEXT, "come «bozza»"),
        EXCEPTIONS,
    ),
)


class FrontMatter(Struct, frozen=True):
    """The front matter of a page. `mapping` is `None` if there is none, or if it `is_invalid` (reported)."""

    mapping: ValidatedMapping | None = None
    is_invalid: bool = False


def front_matter_text(text: str) -> str:
    """The YAML of a page's front matter; empty if there is none."""
    match = FRONT_MATTER.match(text)
    return match[1] if match else ""


def end_of_front_matter(text: str) -> int:
    """The offset at which the Markdown of a page begins."""
    match = FRONT_MATTER.match(text)
    return match.end() if match else 0


def read_front_matter(name: str, text: str, diagnostics: Diagnostics) -> FrontMatter:
    """The front matter of a page, validated."""
    yaml_text = front_matter_text(text)
    if not yaml_text.strip():
        return FrontMatter()
    # A line break in place of the first «---», so that lines count from the top of the page.
    node = parse(f"\n{yaml_text}".encode(), name, diagnostics)
    mapping = validate_mapping(node, PAGE, diagnostics) if node else None
    if mapping:
        _check_choices(mapping, diagnostics)
    return FrontMatter(mapping, is_invalid=mapping is None)


def values_of(front_matter: FrontMatter) -> dict[str, object]:
    """The values of a front matter for a template: texts, lists of texts, and `search` as MkDocs wants it.

    Without those that are not among the choices of their field.
    """
    mapping = front_matter.mapping
    if mapping is None:
        return {}
    lists = {name: [item.text for item in items] for name, items in mapping.lists.items()}
    values: dict[str, object] = {
        field.name: text
        for field in PAGE.fields
        if (text := mapping.text(field.name)) and (not field.choices or text in field.choices)
    }
    search = {key.text: value.text == "true" for key, value in mapping.table(_SEARCH)}
    return {**values, **lists, **({_SEARCH: search} if search else {})}


def _check_choices(mapping: ValidatedMapping, diagnostics: Diagnostics) -> None:
    """Report the values that mean nothing to the site, and those that choose a template of another page."""
    for field in PAGE.fields:
        key, value = mapping.keys.get(field.name), mapping.text(field.name)
        if not field.choices or key is None or field.name in mapping.wrong_type or value in field.choices:
            continue
        known = ", ".join(f"«{choice}»" for choice in field.choices)
        said = f"«{value}» non va bene" if value else "il campo è vuoto"
        message = f"{said}: in «{field.name}» si può scrivere solo {known}; se non serve, togliere la riga"
        location = mapping.texts[field.name].location if value else key.location
        diagnostics.add(location, "E608", message)
    for setting, scalar in mapping.table(_SEARCH):
        if setting.text != "exclude" or scalar.text not in ("true", "false"):
            message = f"in «{_SEARCH}» si può scrivere solo «exclude: true» o «exclude: false»"
            diagnostics.add(setting.location, "E608", message)
