"""What a format makes a document of: the report of a year, and what its pages need besides."""

from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.plan.errors import VetroError
from generator.site.views.report import ReportView


class ReportError(VetroError):
    """A report cannot be written; the message says why, in Italian."""


class ReportDocument(Struct, frozen=True):
    """The report of a closed year. `templates` are the folders of those of the theme, ours last;
    `site_url` ends in a slash.

    `day` is that of the latest change of the plan's data, the date of the document.
    """

    report: ReportView
    templates: tuple[Path, ...]
    site_url: str
    day: date | None

    @property
    def title(self) -> str:
        """The title of the document in its metadata."""
        return f"{self.report.title}, {self.report.plan.body}"

    def link(self, address: str) -> str:
        """The absolute address of a page of the site."""
        return f"{self.site_url}{address}"
