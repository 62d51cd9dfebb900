"""`piano.json`: the whole plan as one document, from which its files can be written again."""

import json
from collections.abc import Iterator

from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile, MediaType, Role
from generator.opendata.formats import Format
from generator.opendata.json_schema import schema_text
from generator.opendata.plan_document import plan_document
from generator.opendata.plan_schema import plan_schema

NAME, SCHEMA_NAME = "piano.json", "piano.schema.json"
TITLE = "Il piano intero, con i campi dei file da cui nasce il sito"


def _files(dataset: Dataset) -> Iterator[DataFile]:
    document = plan_document(dataset.plan, dataset.uris)
    content = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    yield DataFile(NAME, MediaType.JSON, TITLE, content.encode())
    schema = schema_text(plan_schema(dataset.uris.file(SCHEMA_NAME)))
    yield DataFile(SCHEMA_NAME, MediaType.SCHEMA, "Il piano intero: schema", schema, Role.DESCRIPTION)


FORMAT = Format(files=_files)
