"""The rules, one module each, whose docstring is the documentation shown by `vetro check --rules`."""
