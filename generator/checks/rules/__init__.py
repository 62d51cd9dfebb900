"""The rules, one a file: its docstring is its documentation, found and shown by `vetro check --rules`."""
