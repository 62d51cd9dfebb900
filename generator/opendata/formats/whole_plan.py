"""`piano.json`: the whole plan as one document, from which its files can be written again."""

from collections.abc import Iterator

from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile, MediaType, Role
from generator.opendata.formats import Format
from generator.opendata.json_format import json_tree
from generator.opendata.metadata.json_schema import schema_text
from generator.opendata.metadata.plan_schema import plan_schema
from generator.opendata.plan_document import objective_document, plan_document
from generator.plan.model import Objective

NAME, SCHEMA_NAME = "piano.json", "piano.schema.json"
#: Stands where the objectives go; no text of a plan holds it.
_HERE = "\ue000"
#: How far from the edge they stand there.
_MARGIN = "  "
TITLE = "Il piano intero, con i campi dei file da cui nasce il sito"


def _files(dataset: Dataset) -> Iterator[DataFile]:
    document = plan_document(dataset.plan, dataset.uris, [_HERE] if dataset.plan.objectives else [])
    before, _, after = (json_tree(document) + "\n").partition(f'{_MARGIN}"{_HERE}"')
    around = (before.encode(), after.encode())
    content = dataset.parts.joined(NAME, dataset.plan.objectives, b",\n", around)
    yield DataFile(NAME, MediaType.JSON, TITLE, content)
    schema = schema_text(plan_schema(dataset.uris.file(SCHEMA_NAME)))
    yield DataFile(SCHEMA_NAME, MediaType.SCHEMA, "Il piano intero: schema", schema, Role.DESCRIPTION)


def _parts(dataset: Dataset, objective: Objective) -> Iterator[tuple[str, bytes]]:
    document = objective_document(dataset.plan, objective, dataset.uris)
    yield NAME, (_MARGIN + json_tree(document, _MARGIN)).encode()


FORMAT = Format(files=_files, parts=_parts)
