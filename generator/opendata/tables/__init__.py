"""Tables of the open data: columns, rows, keys, references."""
