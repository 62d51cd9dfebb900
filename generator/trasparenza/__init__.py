"""The statutory tree of «Amministrazione Trasparente»: as data, and as pages that an editor starts from."""
