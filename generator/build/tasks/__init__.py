"""Tasks: the units of work whose results the action cache keeps, one module each."""
