"""Tagged PDF (PDF/UA-1) by WeasyPrint, from the template `_report_document.html` of the theme."""

from typing import Any

from generator.reporting.report_document import ReportDocument, ReportError
from generator.site.rendering import Renderer

_NO_SYSTEM_LIBRARIES = (
    "per scrivere un PDF mancano librerie del sistema ({error}): in Debian e Ubuntu si installano con "
    "«apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0»"
)


def render(document: ReportDocument) -> bytes:
    """The bytes of the PDF, the same for the same data, theme, and versions of WeasyPrint and Pango."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        # Not the package is missing, but what it loads.
        raise ReportError(_NO_SYSTEM_LIBRARIES.format(error=str(error).partition(":")[0])) from error
    renderer = Renderer(document.templates, document.site_url)
    context = {"document": document, "report": document.report, "to": document.link}
    html = HTML(
        string=renderer.fragment("_report_document.html", context),
        base_url=document.templates[-1].absolute().as_uri() + "/",
        # Styles and fonts of the theme, and nothing of the network.
        url_fetcher=URLFetcher(allowed_protocols={"file"}, fail_on_errors=True),
    )
    content: bytes = html.write_pdf(pdf_variant="pdf/ua-1", finisher=_with_scopes)
    return content


def _with_scopes(_: Any, pdf: Any) -> None:
    """Add the scope of header cells, which WeasyPrint leaves to the ids of the headers of each cell."""
    from pydyf import Dictionary

    elements = {one.number: one for one in pdf.objects if isinstance(one, Dictionary) and "S" in one}
    for cell in elements.values():
        if cell["S"] == "/TH":
            row = elements[_number(cell["P"])]
            in_head = elements[_number(row["P"])]["S"] == "/THead"
            cell["A"]["Scope"] = "/Column" if in_head else "/Row"


def _number(reference: bytes) -> int:
    """The number of the object that a reference such as `12 0 R` leads to."""
    return int(reference.split()[0])
