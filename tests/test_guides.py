"""The guides say what the program does: fields and file types of pages, options, configuration."""

import re

import pytest

from generator.loading import schemas
from generator.loading.file_types import DOCUMENT_ENDINGS
from generator.loading.front_matter import PAGE
from generator.loading.schema import Schema
from tests.conftest import ROOT


def section(title: str) -> str:
    """A section of the editors' guide, from its title to the next one."""
    guide = (ROOT / "plan_data" / "README.md").read_text("utf-8")
    assert guide.count(f"\n## {title}") == 1
    return guide.partition(f"\n## {title}")[2].partition("\n## ")[0]


def test_the_guide_names_the_fields_of_a_page() -> None:
    rows = re.findall(r"(?m)^\| `(\w+)` \| (.+) \|$", section("Le pagine"))
    choices = {field.name: "".join(f": `{choice}`" for choice in field.choices) for field in PAGE.fields}
    assert rows == [(field.name, field.description + choices[field.name]) for field in PAGE.fields]


@pytest.mark.parametrize(
    "schema",
    [
        schemas.OBJECTIVE,
        schemas.ASSIGNED_OFFICE,
        schemas.INDICATOR,
        schemas.TARGET,
        schemas.OWN_FIELD,
        schemas.RESULT,
        schemas.CORRECTION,
        schemas.REVISION,
        schemas.REVISED_INDICATOR,
        schemas.REVISED_OFFICE,
        schemas.REVISED_STEP,
        schemas.POLICY,
        schemas.NEWS,
    ],
    ids=lambda schema: schema.name,
)
def test_the_guide_names_every_field_of_what_editors_write(schema: Schema) -> None:
    guide = (ROOT / "plan_data" / "README.md").read_text("utf-8")
    missing = [
        field.name
        for field in schema.fields
        if not re.search(rf"`{field.name}[`:]|(?m:^[ {{-]*{field.name}:)|[{{ ]{field.name}: ", guide)
    ]
    assert missing == []


def test_the_guide_names_the_files_that_may_be_published() -> None:
    paragraph = section("Le pagine").partition("si pubblicano documenti")[2].partition("\n\n")[0]
    assert re.findall(r"`(\.\w+)`", paragraph) == [*DOCUMENT_ENDINGS]


def test_the_guide_links_its_own_sections() -> None:
    guide = (ROOT / "plan_data" / "README.md").read_text("utf-8")
    titles = re.findall(r"(?m)^##+ (.+)$", guide)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    links = re.findall(r"\]\(#([^)]+)\)", guide)
    assert len(links) >= 8
    assert [link for link in links if link not in anchors] == []
