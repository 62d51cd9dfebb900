"""The links that the law requires in the footer of every page, under `extra.vetro.legale`."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.publishing.publication import EMAIL, group_of, text_of
from generator.site.frame.sources import FrameProblem

DECLARATION, _PRIVACY, _CORRECTIONS, _PAGES = (
    "dichiarazione_accessibilita",
    "informativa_privacy",
    "segnalazioni",
    "pagine",
)
_DESCRIPTIONS = {
    DECLARATION: "l'indirizzo della dichiarazione di accessibilità",
    _PRIVACY: "l'indirizzo dell'informativa sui dati personali",
    _CORRECTIONS: "a chi si segnala un errore del sito",
}
#: AgID publishes every declaration of accessibility (art. 3-quater, L. 4/2004) at an address of its own.
_AT_AGID = re.compile(r"https://form\.agid\.gov\.it/view/[A-Za-z0-9-]+/?")
#: An address of another site. It has no name of a user, which could pass for that of the host.
HTTPS = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#][^\s<>\"\\]*)?")
_MAILBOX = re.compile(rf"mailto:{EMAIL.pattern}(?:\?[^\s<>\"\\]*)?")


def legal_links(settings: Mapping[str, Any]) -> Mapping[str, str]:
    """The links by the name of their setting; empty where none is given."""
    legal = _legal(settings)
    return {key: text_of(legal, key) for key in _DESCRIPTIONS}


def legal_problems(
    name: str, text: str, settings: Mapping[str, Any], content: Collection[str]
) -> Iterator[FrameProblem]:
    """Yield the problems of the links that are missing, or that must not go public.

    `name` and `text` are those of the configuration; `content` are the files of content/, to one of which a
    link may lead.
    """
    for key, address in legal_links(settings).items():
        if not address:
            yield _problem(name, text, key, "", f"manca {_DESCRIPTIONS[key]} («{key}»)")
        elif not _is_sound(key, address, content):
            yield _problem(name, text, key, address, f"«{key}» è «{address}»: qui ci vuole {_wanted(key)}")
    pages = _legal(settings).get(_PAGES)
    for page in pages if isinstance(pages, list) else ():
        address = text_of(page, "indirizzo") if isinstance(page, Mapping) else ""
        if not _is_sound(_PAGES, address, content):
            message = f"in «{_PAGES}» c'è «{address}»: qui ci vuole {_wanted(_PAGES)}"
            yield _problem(name, text, _PAGES, address, message)


def _is_sound(key: str, address: str, content: Collection[str]) -> bool:
    if key == DECLARATION:
        return _AT_AGID.fullmatch(address) is not None
    if key == _CORRECTIONS and _MAILBOX.fullmatch(address):
        return True
    return HTTPS.fullmatch(address) is not None or _is_in_content(address, content)


def _is_in_content(address: str, content: Collection[str]) -> bool:
    """Whether a page or a document of content/ has this address."""
    path = address.partition("#")[0]
    if not path.endswith("/"):
        return path in content
    return f"{path}index.md" in content or f"{path.removesuffix('/')}.md" in content


def _wanted(key: str) -> str:
    if key == DECLARATION:
        return "l'indirizzo della dichiarazione pubblicata da AgID, come https://form.agid.gov.it/view/…"
    mailbox = ", o una casella, come mailto:ufficio@ente.example" if key == _CORRECTIONS else ""
    return f"un indirizzo che comincia con https://, o una pagina di content/, come privacy/{mailbox}"


def _problem(name: str, text: str, key: str, address: str, message: str) -> FrameProblem:
    """A problem at an address after its key, or at the key if there is none."""
    found = re.search(rf"^\s*{key}:(?s:.*?)({re.escape(address)})" if address else rf"^\s*{key}:", text, re.M)
    if not found:
        return FrameProblem(name, 1, 1, message)
    start = found.start(1) if address else found.end() - len(f"{key}:")
    return FrameProblem(name, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), message)


def _legal(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    return group_of(settings, "extra", "vetro", "legale")
