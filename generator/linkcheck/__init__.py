"""Link checker of a built site: extraction and resolution of links, and unreachable pages."""
