"""Registry of the formats of a report: one module each, which holds `FORMAT`; its name is the file's ending.

Their libraries are imported only when a document is made: they are extras of the package.
"""

import importlib
import pkgutil

from generator.reporting.report_document import ReportDocument, ReportError, ReportFormat

#: The names of the formats.
FORMATS = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def render_report(name: str, document: ReportDocument) -> bytes:
    """The bytes of a report in a format. Raises `ReportError`."""
    found: ReportFormat = importlib.import_module(f"{__name__}.{name}").FORMAT
    try:
        return found.render(document)
    except ImportError as error:
        raise ReportError(
            f"per scrivere {found.label} manca {error.name}: installarlo con "
            f'«pip install "casa-di-vetro[{found.extra}]"»'
        ) from error
