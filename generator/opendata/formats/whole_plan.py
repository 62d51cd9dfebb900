"""`piano.json`: the whole plan as one document, from which the YAML files can be written again."""

from collections.abc import Iterator

from generator.opendata.dataset import Dataset
from generator.opendata.files import JSON, JSON_SCHEMA, DataFile, Fragments, Role
from generator.opendata.formats import Format
from generator.opendata.json_format import SEPARATOR, json_line
from generator.opendata.metadata.json_schema import schema_text
from generator.opendata.metadata.plan_schema import plan_schema
from generator.opendata.plan_document import objective_document, plan_document

NAME, SCHEMA_NAME = "piano.json", "piano.schema.json"
TITLE = "Il piano intero, con i campi dei file da cui nasce il sito"


def _files(dataset: Dataset, fragments: Fragments) -> Iterator[DataFile]:
    objectives = fragments.join(NAME, dataset.plan.by_code, SEPARATOR)
    parts = plan_document(dataset.plan, dataset.uris)
    members = [json_line({name: part}).strip()[1:-1] for name, part in parts.items()]
    members.append(b'"obiettivi":[\n' + objectives + b"\n]")
    content = b"{\n" + SEPARATOR.join(members) + b"\n}\n"
    yield DataFile(NAME, JSON, TITLE, content)
    schema = schema_text(plan_schema(dataset.uris.file(SCHEMA_NAME)))
    yield DataFile(SCHEMA_NAME, JSON_SCHEMA, "Il piano intero: schema", schema, Role.DESCRIPTION)


def _fragments(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    (objective,) = dataset.plan.objectives
    document = objective_document(dataset.plan, objective, dataset.uris)
    yield NAME, json_line(document).strip()


FORMAT = Format(files=_files, fragments=_fragments)
