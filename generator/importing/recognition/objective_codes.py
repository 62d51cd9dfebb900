"""Codes of objectives: the document's, where they can be codes of a plan; else provisional ones."""

import re
from collections import Counter
from collections.abc import Sequence

from generator.importing.recognition.safe_texts import safe
from generator.importing.recognition.tree import ObjectiveDraft, Remark
from generator.plan.identifiers import CODE, is_taken_slug, slug_of

_LONGEST = 60


def assign_codes(drafts: Sequence[ObjectiveDraft]) -> dict[str, str]:
    """The code of each objective by its key; what is not the document's is noted in the draft."""
    codes: dict[str, str] = {}
    slugs: set[str] = set()
    shapes = Counter(_shape(draft.code) for draft in drafts)
    for draft in sorted(drafts, key=lambda one: not one.code):
        wanted = safe(" ".join(draft.code.split()))
        closed = wanted.replace(" ", "")
        # «01_04_OS 01», where the others are «01_04_OS02».
        code = closed if closed != wanted and shapes[_shape(closed)] > shapes[_shape(wanted)] else wanted
        if not _is_valid(code):
            code = _mended(code) or _provisional(slugs)
        base, number = code, 1
        while slug_of(code).casefold() in slugs:
            number += 1
            code = f"{base[: _LONGEST - 4]}-{number}"
        if code != wanted:
            said = (
                f"il codice è scritto «{wanted}»"
                if code == closed
                else f"il codice «{wanted}» è stato scritto «{code}»"
                if wanted
                else f"l'obiettivo non ha un codice: «{code}» è provvisorio"
            )
            draft.remarks.append(Remark(draft.code_place or draft.cell.place, said))
        slugs.add(slug_of(code).casefold())
        codes[draft.key] = code
    return codes


def _shape(code: str) -> str:
    """The form of a code: its letters and figures as `A` and `9`."""
    return re.sub(r"\d", "9", re.sub(r"[^\W\d_]+", "A", code))


def _is_valid(code: str) -> bool:
    return bool(code) and CODE.match(code) is not None and not is_taken_slug(slug_of(code))


def _mended(code: str) -> str:
    """A code without what a code may not have; empty if none is left."""
    mended = " ".join(code.replace(";", " ").lstrip("-+=@ ").split())[:_LONGEST].strip()
    if mended and not _is_valid(mended):
        mended = f"OB {mended}"[:_LONGEST].strip()
    return mended if _is_valid(mended) else ""


def _provisional(slugs: set[str]) -> str:
    number = 1
    while f"ob-{number}" in slugs:
        number += 1
    return f"OB-{number}"
