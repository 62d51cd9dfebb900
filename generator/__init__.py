"""Casa di Vetro: transparency pages of a public body, from YAML to a static site."""

#: The version of the program, also that of the wheel; CHANGELOG.md says what its numbers mean.
__version__ = "0.2.0"
