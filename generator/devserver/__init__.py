"""Live preview: builds at each save and serves the site on this computer."""
