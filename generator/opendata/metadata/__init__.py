"""Metadata of the open data: DCAT-AP_IT, schema.org, JSON Schema, Table Schema."""
