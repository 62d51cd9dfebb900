"""Steps of an indicator: listed in the cell of its name, or in that of its target."""

import re
from collections.abc import Sequence

from generator.importing.recognition.cell_values import read_cell
from generator.importing.recognition.readings import Readings
from generator.importing.recognition.safe_texts import safe
from generator.importing.recognition.unit_choice import reads
from generator.importing.yaml_text import Node
from generator.plan import units

_DASH = re.compile(r"[-–—•·▪*]\s*(\S.*)")
_NUMBERED = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s*\S.*")
_ANNOUNCED = re.compile(r"(?:le )?(?:fasi|tappe|attività|azioni)(?: previste)?\s*:?", re.IGNORECASE)


def step_content(name: str, readings: Readings, years: Sequence[int]) -> tuple[list[Node] | None, str]:
    """The steps of an indicator, `None` if it has none that are clear, and its name without them."""
    measures = [one for part in readings.parts.values() for one in part.targets.values() if one.value.steps]
    title, listed = _listed(name)
    if not measures:
        return None, " ".join(name.split())
    first = measures[0]
    years_with = {
        year
        for part in readings.parts.values()
        for year, one in part.targets.items()
        if one.value.text or one.value.steps
    }
    values = first.value.steps
    names = [step for step, _ in values]
    clear = len({one.value.steps for one in measures}) == 1 and len(years_with) == 1
    if clear and not any(names) and len(listed) == len(values):
        names = listed
        text = "«" + " / ".join(name.split("\n")) + "»"
        readings.remark(first.place, f"le fasi sono divise così da {text}")
    if not clear or not all(names) or len(set(names)) < len(names):
        return None, " ".join(name.split())
    year = next(iter(years_with))
    steps: list[Node] = []
    for step, (_, value) in zip(names, values, strict=True):
        node = _step(step, value, year, years)
        if node is None:
            return None, " ".join(name.split())
        steps.append(node)
    return steps, title if names is listed else " ".join(name.split())


def _step(name: str, text: str, year: int, years: Sequence[int]) -> "Node | None":
    if reads(text, units.DATE):
        value = units.read_value(text, units.DATE)
        if value.numeric_value() is None or int(text[-4:] if text[-4:].isdigit() else 0) not in years:
            return None
        return {"nome": safe(name), "entro": text}
    value_found = read_cell(text, year, year - 1)
    if not value_found.text or value_found.is_text or value_found.reference:
        return None
    node: dict[str, Node] = {"nome": safe(name)}
    if value_found.condition:
        node["condizione"] = value_found.condition.value
    node["target"] = {str(year): value_found.text}
    return node


def _listed(name: str) -> tuple[str, list[str]]:
    """The title of a list of steps, and the steps; a numbered one keeps its number."""
    title: list[str] = []
    steps: list[str] = []
    for line in name.split("\n"):
        if match := _DASH.fullmatch(line):
            steps.append(match[1])
        elif _NUMBERED.fullmatch(line):
            steps.append(line)
        elif steps and line:
            steps[-1] += f" {line}"
        elif line and not _ANNOUNCED.fullmatch(line):
            title.append(line)
    return " ".join(title) or " ".join(name.split()), steps
