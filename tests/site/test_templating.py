"""The environment of the plan pages writes what Jinja's own would write, whatever it is given."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from generator.site.escaping import escape_text, escaped
from generator.site.page import Link
from generator.site.templating import PageEnvironment


class _Marked:
    def __html__(self) -> str:
        return "<b>&</b>"


class _Text(str):
    __slots__ = ()


_ANYTHING = st.one_of(
    st.text(),
    st.text("<>&'\"a è"),
    st.text().map(Markup),
    st.text("<>&'\"").map(_Text),
    st.integers(),
    st.booleans(),
    st.none(),
    st.decimals(),
    st.fractions(),
    st.lists(st.text("<&"), max_size=2),
    st.just(_Marked()),
)


@given(_ANYTHING)
def test_escaping_is_that_of_markupsafe(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


@given(st.text() | st.text("<>&'\"a è"))
def test_escaping_a_text_is_that_of_markupsafe(text: str) -> None:
    assert str(escape_text(text)) == str(escape(text))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a < b & c > \"d\" 'e'", "a &lt; b &amp; c &gt; &#34;d&#34; &#39;e&#39;"),
        (Markup("<em>è</em>"), "<em>è</em>"),
        (_Text("<em>"), "&lt;em&gt;"),
        (_Marked(), "<b>&</b>"),
        (None, "None"),
        (True, "True"),
        (-7, "-7"),
        (Decimal("1.50"), "1.50"),
        (Fraction(1, 2), "1/2"),
        (["<"], "[&#39;&lt;&#39;]"),
    ],
)
def test_what_is_output(value: object, expected: str) -> None:
    assert PageEnvironment().from_string("[{{ value }}]").render(value=value) == f"[{expected}]"


_PIECES = """
{% macro link(item, to) -%}<a href="{{ to(item.address) }}">{{ item.label }}</a>{%- endmacro %}
{% macro box(label="&") %}<div title="{{ label }}">{{ caller() }}</div>{% endmacro %}
"""

_TEMPLATES = {
    "an attribute": "{{ item.label }}{{ item.current }}",
    "an attribute of an attribute": "{{ item.label.__class__.__name__ }}",
    "a call": "{{ to(item.address) }}",
    "a method": "{{ item.label.upper() }}{{ item.label.replace('<', '>') }}",
    "a call with a name": "{{ item.label.split(sep='<') }}",
    "items": "{% for name, value in things.items() %}{{ name }}={{ value }} {% endfor %}",
    "an item": "{{ things['<'] }}{{ row[1] }}{{ row[1:] }}",
    "a loop": "{% for one in row %}{{ loop.index }}{{ one }}{{ ', ' if not loop.last }}{% endfor %}",
    "a macro": "{% import 'pieces' as piece %}{{ piece.link(item, to) }}",
    "a block": "{% import 'pieces' as piece %}{% call piece.box() %}{{ item.label }}{% endcall %}",
    "a named block": "{% import 'pieces' as piece %}{% call piece.box(label='<') %}{{ row }}{% endcall %}",
    "filters": "{{ row | sum }}{{ [1, 2] | max - 1 }}{{ things | tojson }}",
    "joined": "{{ 'a <' ~ item.label ~ 1 }}",
    "a namespace": "{% set at = namespace(x=0) %}{% for n in row %}{% set at.x = n %}{% endfor %}{{ at.x }}",
    "set": "{% set word = item.label %}{{ word }}{% set block %}<{{ word }}>{% endset %}{{ block }}",
    "not escaped": "{% autoescape false %}{{ item.label }}{{ row }}{% endautoescape %}",
    "escaped or not": "{% autoescape item.current %}{{ item.label }}{% endautoescape %}",
    "a condition": "{{ item.label if item.current else '&' }}",
}
_VIEW = {
    "item": Link("<è>", "uffici/a&b/"),
    "row": (1, 2, 3),
    "things": {"<": "&", "b": "c"},
    "to": lambda address: f"../{address}",
}


@pytest.mark.parametrize("template", _TEMPLATES.values(), ids=_TEMPLATES)
def test_templates_give_what_those_of_jinja_give(template: str) -> None:
    loader = DictLoader({"pieces": _PIECES, "page": template})
    plain = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    shown = PageEnvironment(loader=loader).get_template("page").render(_VIEW)
    assert shown == plain.get_template("page").render(_VIEW)


@pytest.mark.parametrize("template", ["{{ nothing }}", "{{ nothing.label }}", "{{ nothing() }}"])
def test_what_is_not_there_is_never_passed_over(template: str) -> None:
    with pytest.raises(UndefinedError, match="'nothing' is undefined"):
        PageEnvironment().from_string(template).render()


def test_an_attribute_that_is_not_there_is_never_passed_over() -> None:
    with pytest.raises(AttributeError, match="'Link' object has no attribute 'labels'"):
        PageEnvironment().from_string("{{ item.labels }}").render(_VIEW)
