"""Publishing: manifest, output folder, permanent addresses, redirects, production checks."""
