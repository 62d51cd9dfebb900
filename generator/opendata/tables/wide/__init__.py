"""The wide tables, a row for each objective and indicator with all its years: for people, in the workbook."""
