"""The statutory tree of «Amministrazione Trasparente»: sections, obligations, and their initial pages."""
