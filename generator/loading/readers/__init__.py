"""Readers: validated mappings to the parts of the plan, one module for each part."""
