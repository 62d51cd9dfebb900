"""Checks a plan and the content pages: rules, the registry that finds them, reporters."""
