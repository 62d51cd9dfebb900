"""Reader of a plan document: its text in UTF-8, with Markdown marks and tab separated tables.

The document has a sheet for each objective: labelled cells, a description, tables of indicators.
"""
