"""Import of measurements: the results of an office in a spreadsheet to a file of `rilevazioni/`."""
