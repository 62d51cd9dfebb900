"""Placeholders of `vetro new`: what a person has to write, or to confirm; rule W317 reports those left."""

#: Stands for a text; before a colon, for what a note then names.
TO_COMPLETE = "«da completare»"
#: Before a colon: what has been taken from elsewhere, and may no longer be right.
TO_CONFIRM = "«da confermare»"
