"""The C parser of PyYAML. The one in Python takes eight times as long, and never stands in for it."""

import yaml

from generator.plan.errors import VetroError


class NoParserError(VetroError):
    """PyYAML was installed without its part in C."""


def require_c_parser() -> None:
    """Raise `NoParserError` where there is none."""
    if not yaml.__with_libyaml__:
        raise NoParserError(
            "PyYAML è installato senza la sua parte in C (libyaml), e leggere il piano durerebbe otto volte "
            "tanto: reinstallarlo con «pip install --force-reinstall --only-binary :all: pyyaml»"
        )
