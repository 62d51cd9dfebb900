"""Speed, side by side with peers: the same plan through vetro, Hugo and mkdocs-material."""
