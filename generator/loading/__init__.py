"""Files to a plan with source locations: YAML, schemas, validation, readers, diagnostics."""
