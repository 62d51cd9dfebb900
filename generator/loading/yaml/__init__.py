"""YAML to a tree of nodes with line and column, and its errors in Italian."""
