"""Export: a plan as spreadsheets, for the offices that report results and for whoever edits the plan."""
