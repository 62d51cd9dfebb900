"""What can go wrong with an import as a whole; what is only doubtful is a `Doubt`."""

from generator.plan.errors import VetroError


class ImportingError(VetroError):
    """The document cannot be imported, or the files cannot be written; the message says why, in Italian."""
