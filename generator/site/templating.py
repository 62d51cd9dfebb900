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

from generator.site.escaping import escape_text, escaped


class _Generator(CodeGenerator):
    """Writes plain Python for what is output, for attributes and for calls.

    So an attribute is never looked for among the items of a dictionary, and a function never gets the
    context: nothing here wants either.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            # As `escaped` does, without a call of it for each text.
            self.write("(environment.escape_text(text) if type(text := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(") is str else environment.escaped(text))")

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
    escape_text = staticmethod(escape_text)

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
