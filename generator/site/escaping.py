"""Texts for markup, where they are only to be joined to others."""

from markupsafe import Markup, escape

try:
    # What `escape` itself calls for a plain text. It answers with a plain text, which is all that joining
    # needs: no `Markup` is made of it.
    from markupsafe._speedups import _escape_inner
except ImportError:  # a release of MarkupSafe that does without

    def _escape_inner(s: str, /) -> str:
        return escape(s)


#: A plain text as text for markup.
escape_text = _escape_inner


def escaped(value: object) -> str:
    """A value as text for markup: what `markupsafe.escape` makes of it, not always of the type `Markup`."""
    if type(value) is str:
        return escape_text(value)
    if type(value) is Markup:
        return value
    if type(value) is int:
        return str(value)
    return escape(value)
