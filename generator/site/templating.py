"""Jinja as the templates of the plan pages need it: the same output, in a fraction of the time.

A page of an objective puts a thousand texts into markup. What Jinja does around each of them for the sake of
features that no template here uses costs several times what the text does.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape

try:
    # What `escape` itself calls for a plain text. It answers with a plain text, which is all that joining
    # needs: no `Markup` is made of it.
    from markupsafe._speedups import _escape_inner as _escape_text
except ImportError:  # a release of MarkupSafe that does without

    def _escape_text(s: str, /) -> str:
        return escape(s)


def escaped(value: object) -> str:
    """A value as text for markup: what `markupsafe.escape` makes of it, not always of the type `Markup`."""
    if type(value) is str:
        return _escape_text(value)
    if type(value) is Markup:
        return value
    if type(value) is int:
        return str(value)
    return escape(value)


class _Generator(CodeGenerator):
    """Writes plain Python for what is output, for attributes and for calls.

    So an attribute is never looked for among the items of a dictionary, and a function never gets the
    context: nothing here wants either.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"environment.escaped({finalize.src or ''}")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802 - Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class PageEnvironment(Environment):
    """The environment of the templates of `theme/pages/`: whatever they output is escaped."""

    code_generator_class = _Generator
    escaped = staticmethod(escaped)

    def __init__(self, **options: Any) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # Whoever builds anew makes another environment: no template changes while a site is made.
            auto_reload=False,
            **options,
        )
        self._templates = cache(self.get_template)

    def rendered(self, template: str, view: Mapping[str, object]) -> str:
        """What a template makes of a view.

        `Template.render` does the same, and looks through everything global several times each time.
        """
        found = self._templates(template)
        names = {**self.globals, **view}
        return "".join(found.root_render_func(Context(self, names, found.name, found.blocks)))
