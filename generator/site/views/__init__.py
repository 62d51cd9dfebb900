"""View models: the texts, numbers and links that templates show."""
