"""Characters that nobody sees and that change what everybody sees, as ranges for a regular expression."""

#: They turn the direction of what follows: a text reads otherwise than it is written (Unicode, UAX 9).
DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"

#: Control characters, apart from tabs and line breaks.
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
