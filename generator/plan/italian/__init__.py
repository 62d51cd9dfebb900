"""Italian wording of values, targets and assessments."""
