"""Live preview: builds on each save and serves the site on this computer."""
