"""`python -m generator` is the command `vetro`."""

from generator.cli import main

main()
