"""From a plan to open data: the same rows as the pages, in formats for machines."""
