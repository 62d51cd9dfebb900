"""The domain: the plan, its values, its assessment. No files, no YAML, no HTML."""
