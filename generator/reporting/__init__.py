"""The report of a closed year as a document: PDF to be published, DOCX to be completed by the office."""
