"""Files that may be published as they are: documents, images and data, which no browser runs."""

import re
from pathlib import Path, PurePosixPath
from xml.parsers.expat import ExpatError, ParserCreate

#: The documents that may be published, by the ending of their names: no SVG, which may hold a program.
DOCUMENT_ENDINGS = (
    ".pdf", ".p7m", ".odt", ".ods", ".odp", ".odg", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf",
    ".txt", ".csv", ".tsv", ".json", ".geojson", ".xml", ".ttl", ".zip", ".7z", ".epub", ".ics",
    ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".mp3", ".mp4",
)  # fmt: skip
PAGE_ENDING = ".md"
#: Files at the root of a site that are orders to crawlers, browsers and hosts.
_ORDER = re.compile(
    r"robots\.txt|(manifest|vercel|firebase|staticwebapp\.config)\.json|(crossdomain|clientaccesspolicy)\.xml",
    re.IGNORECASE,
)
_RUNNING = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg")


def refusal_of_name(name: str) -> str:
    """Why a document of that name is not published, and the remedy; empty if it may be."""
    ending = PurePosixPath(name).suffix
    if ending.lower() in DOCUMENT_ENDINGS:
        return ""
    kind = f"un file «{ending}»" if ending else "un file senza estensione"
    return f"{kind} non si pubblica: ammessi sono documenti, immagini e dati, come PDF, ODS, CSV, PNG"


def refusal_of_file(path: Path, name: str) -> str:
    """The same for a file of content/, whose `name` is relative to it: it may be a page as well."""
    if not path.is_file():
        return "non è un file: mettere qui un file vero, o toglierlo"
    if name.endswith(PAGE_ENDING):
        return ""
    if _ORDER.fullmatch(name):
        return (
            f"«{name}» comanda i motori di ricerca o il server, e lo decide chi gestisce il sito: toglierlo"
        )
    reason = refusal_of_name(name)
    if reason and PurePosixPath(name).suffix.lower() == PAGE_ENDING:
        return f"una pagina finisce in «{PAGE_ENDING}», in minuscolo: rinominarla"
    if not reason and name.lower().endswith(".xml"):
        return _refusal_of_xml(path)
    return f"{reason}; metterlo in uno di questi formati, o toglierlo" if reason else ""


class _RunningXmlError(Exception):
    """An XML document that a browser would run."""


def _refusal_of_xml(path: Path) -> str:
    """Why an XML file is not published: browsers run the programs of XHTML, SVG and style sheets in it."""
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _refuse_element
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.ProcessingInstructionHandler = _refuse_style_sheet
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except _RunningXmlError:
        return (
            "questo XML contiene parti di una pagina, un foglio di stile o un DOCTYPE: lasciare solo i dati"
        )
    except (ExpatError, ValueError, LookupError):
        return "non è un XML ben formato: scaricarlo di nuovo dal programma che lo ha prodotto"
    return ""


def _refuse_element(name: str, _attributes: object) -> None:
    if name.rpartition(" ")[0].lower() in _RUNNING:
        raise _RunningXmlError


def _refuse_doctype(*_: object) -> None:
    raise _RunningXmlError


def _refuse_style_sheet(target: str, _data: str) -> None:
    if target.lower() == "xml-stylesheet":
        raise _RunningXmlError
