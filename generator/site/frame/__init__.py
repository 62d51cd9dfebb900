"""The frame: content pages and page shells, made by MkDocs. Only this room imports mkdocs."""
