"""The pages of each invented body speak of that body: they were copied from one to the other once."""

from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

BODIES = sorted(path.parent for path in (ROOT / "tests" / "data").glob("*/site_config.yml"))


def front_matter(body: Path) -> dict[str, object]:
    text = (body / "content" / "index.md").read_text(encoding="utf-8")
    found: dict[str, object] = yaml.safe_load(text.split("---")[1])
    return found


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_the_examples_of_the_search_are_words_of_the_plan(body: Path) -> None:
    plan = " ".join(path.read_text(encoding="utf-8") for path in body.glob("plan_data/*/**/*.yml")).casefold()
    examples = front_matter(body)["esempi"]
    assert isinstance(examples, list)
    # The last letter may be that of the singular.
    assert [word for word in examples if word.casefold()[:-1] not in plan] == []


def test_no_two_homes_are_the_same() -> None:
    examples = [str(front_matter(body)["esempi"]) for body in BODIES]
    assert len(set(examples)) == len(BODIES)
