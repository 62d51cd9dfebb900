"""The domain: the plan, its values and what can be worked out from them. No files, no YAML, no HTML."""
