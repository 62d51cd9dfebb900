"""«Forse …?»: the known word that an editor most likely meant."""

from collections.abc import Iterable


def suggestion(written: str, known: Iterable[str]) -> str:
    """A phrase that proposes the nearest known word, empty when none is near."""
    # Only for those who make a mistake.
    from difflib import get_close_matches

    folded = {word.casefold(): word for word in known}
    close = get_close_matches(written.casefold(), folded, n=1, cutoff=0.6)
    return f"forse «{folded[close[0]]}»?" if close else ""
