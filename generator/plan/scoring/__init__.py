"""Scoring: from measurements to the assessment of indicators, objectives and groups."""
