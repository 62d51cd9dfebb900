"""Casa di Vetro: transparency pages of a public body, from YAML to a static site."""
