"""What the repository of a new body begins with, and which of its files follow the version of the program."""
