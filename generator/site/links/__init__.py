"""The links of a built site: every address in its files is compared with what is there."""
