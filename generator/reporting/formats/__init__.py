"""Registry of the formats of a report: one module each, which holds `render`.

The name of a format is that of its module, of the ending of its files, and of the extra of the package that
brings its libraries, which are imported only when a document is made.
"""

import importlib
import pkgutil

from generator.reporting.report_document import ReportDocument, ReportError

#: The names of the formats.
FORMATS = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def render_report(name: str, document: ReportDocument) -> bytes:
    """The bytes of a report in a format. Raises `ReportError`."""
    try:
        content: bytes = importlib.import_module(f"{__name__}.{name}").render(document)
    except ImportError as error:
        raise ReportError(
            f"per scrivere un {name.upper()} manca {error.name}: installarlo con "
            f'«pip install "casa-di-vetro[{name}]"»'
        ) from error
    return content
