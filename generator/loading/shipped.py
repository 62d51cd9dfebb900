"""Files of the repository that the program needs besides its own: in a wheel they lie inside the package."""

from pathlib import Path

import generator

_PACKAGE = Path(generator.__file__).parent


def shipped(name: str) -> Path:
    """A file or folder by its path in the repository ("theme"), also where only the wheel is installed.

    `pyproject.toml` lists what the wheel holds.
    """
    in_wheel = _PACKAGE / "shipped" / name
    return in_wheel if in_wheel.exists() else _PACKAGE.parent / name
