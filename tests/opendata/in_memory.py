"""Open data of a plan in memory, without a build of the site."""

from collections.abc import Mapping

from generator.opendata.dataset import Dataset
from generator.opendata.files import Fragments, KnownFile
from generator.opendata.formats import files_of_objective, formats_of_datasets, fragments_of, further_files
from generator.opendata.metadata.publisher import UNKNOWN_PUBLISHER
from generator.opendata.plan_document import objective_document, plan_document
from generator.opendata.source import Uris
from generator.opendata.tables.table import Row
from generator.plan.model import Plan
from generator.plan.scoring.assessment import PlanAssessment, assess_plan
from generator.site.addresses import uris_of
from generator.site.published_plan import PublishedPlan


def rows_of(plan: Plan, table: str, assessment: PlanAssessment | None = None) -> list[Row]:
    """The rows of a table of a plan."""
    uris = uris_of(plan, "https://sito.example/")
    dataset = Dataset(plan, assessment or assess_plan(plan), UNKNOWN_PUBLISHER, uris)
    return list(dataset.table(table).rows(dataset.source))


def dataset_files(published: PublishedPlan) -> tuple[KnownFile, ...]:
    """Every data file of a plan, by name."""
    plan, dataset = published.plan, published.dataset
    by_file: dict[str, dict[str, bytes]] = {}
    files: list[KnownFile] = []
    for objective in plan.objectives:
        one = published.only(objective, plan.measurements_by_objective.get(objective.code, ())).dataset
        fragments = fragments_of(one)
        for name, fragment in fragments.items():
            by_file.setdefault(name, {})[objective.code] = fragment
        files += files_of_objective(one, fragments)
    files += [file for each in formats_of_datasets() for file in each.files(dataset, Fragments(by_file))]
    return further_files(dataset, files)


def whole_document(plan: Plan, uris: Uris) -> Mapping[str, object]:
    """What piano.json holds."""
    objectives = [objective_document(plan, objective, uris) for objective in plan.objectives]
    return {**plan_document(plan, uris), "obiettivi": objectives}
