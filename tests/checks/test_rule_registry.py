"""Every code that can be emitted is documented, and the examples of the documentation do what they say."""

import re
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import generator
from generator.build.project import against_record
from generator.checks.check import check
from generator.checks.rule_registry import Example, Rule, rules
from tests.sample_project import TREE

ROOMS = [Path(generator.__file__).parent / room for room in ("loading", "checks", "publishing")]
OBJECTIVE = "obiettivi/01_01_OS01.yml"
PAGE_OF_TREE = f"{TREE}/personale/oiv.md"
TODAY = date(2026, 6, 30)
_EMITTED = re.compile(r'"([EW][0-9]{3})"')
_INDICATOR = {
    "nome": "Esempio",
    "tipologia": "Volume",
    "unita": "n.",
    "condizione": "almeno",
    "stato": "{2024: 7}",
    "target": "{2025: 8}",
    "peso": "100%",
}


def test_every_emitted_code_is_documented_and_every_rule_is_emitted() -> None:
    readers = [path for room in ROOMS for path in room.rglob("*.py") if path.parent.name != "rules"]
    emitted = {code for path in readers for code in _EMITTED.findall(path.read_text("utf-8"))}
    checked = {rule.code for rule in rules() if rule.has_check}
    assert emitted | checked == {rule.code for rule in rules()}
    assert not emitted & checked


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in rules()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_the_documentation_has_a_title_reasons_and_both_examples(rule: Rule) -> None:
    assert rule.title.endswith(".")
    assert len(rule.title) <= 100
    assert len(rule.reasons) > 40
    assert {example.passes for example in rule.examples} == {True, False}


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in rules() for example in rule.examples],
    ids=lambda one: one.code if isinstance(one, Rule) else ("passes" if one.passes else "fails"),
)
def test_example(rule: Rule, example: Example, project: Any) -> None:
    if PUBLISHED in example.where:
        put_before_and_after(project, example)
    else:
        put(project, example)
    further = partial(against_record, project.root)
    result = check(project.root, today=TODAY, further=further)
    codes = {diagnostic.code for diagnostic in result.diagnostics}
    if example.passes:
        assert codes == set()
    else:
        assert rule.code in codes


PUBLISHED = ", prima e dopo la pubblicazione"
#: What the indicator of the sample is like where an example is about its results.
DESKS = {
    "nel file rilevazioni/2025-12-31.yml, dove il traguardo di desk è un testo": """\
id: desk
unita: testo
stato: {2024: niente}
target: {2025: protocollo firmato}
condizione: pari a
""",
    "nel file rilevazioni/2025-12-31.yml, dove desk ha due fasi": """\
id: desk
fasi: [{nome: Avviso, entro: 31/03/2025}, {nome: Graduatoria, entro: 30/09/2025}]
""",
}
#: The file that is there already where an example comes after another one.
BEFORE = {
    "nel file rilevazioni/2025-12-31.yml, dopo 6 desk al 30/06/2025": (
        "rilevazioni/2025-06-30.yml",
        "01_01_OS01:\n  desk: 6\n",
    ),
    "nel file revisioni/2026-02-28.yml, dopo lo stralcio di 01_01_OS01 il 31/07/2025": (
        "revisioni/2025-07-31.yml",
        "atto: Delibera di prova\nmotivo: il bando è stato rinviato\n01_01_OS01: stralciato\n",
    ),
}


def put(project: Any, example: Example) -> None:
    """Put an example where it says that it stands, with around it what it leaves out."""
    match example.where:
        case "in un indicatore":
            put_indicators(project, [example.text])
        case "negli indicatori":
            put_indicators(project, split_items(example.text))
        case "negli indicatori di due obiettivi":
            here, there = split_items(example.text)
            put_indicators(project, [here])
            put_indicators(project, [there], "obiettivi/01_02_OP01.yml")
        case "in un obiettivo":
            project.write(OBJECTIVE, merged(project.path(OBJECTIVE).read_text("utf-8"), example.text))
        case "in piano.yml":
            project.write("piano.yml", merged(project.path("piano.yml").read_text("utf-8"), example.text))
        case "in una pagina di Amministrazione Trasparente":
            project.plant()
            _, head, _ = project.path(PAGE_OF_TREE).read_text("utf-8").split("---\n")
            project.write(PAGE_OF_TREE, f"---\n{merged(head, example.text)}---\n")
        case (
            "in un obiettivo, dove «scheda» è un collegamento" | "in un obiettivo, salvato come Windows-1252"
        ):
            put_objective(project, example)
        case where if where in BEFORE:
            project.write(*BEFORE[where])
            put_file(project, where.partition(",")[0], example.text)
        case where if where in DESKS:
            put_indicators(project, [DESKS[where]])
            project.write("rilevazioni/2025-12-31.yml", example.text)
        case where:
            put_file(project, where, example.text)


def put_before_and_after(project: Any, example: Example) -> None:
    """Put the first half of an example, record that it is published, and put the second half."""
    where, _, measured = example.where.partition(PUBLISHED)
    if measured:
        project.write(
            "rilevazioni/2025-12-31.yml",
            "01_01_OS01:\n  desk: {valore: 6, motivo_scostamento: due sportelli chiusi}\n",
        )
    before, after = example.text.split("---\n")
    put(project, replace(example, where=where, text=before))
    project.record(TODAY)
    put(project, replace(example, where=where, text=after))


def put_objective(project: Any, example: Example) -> None:
    """Write the first objective, with what must be true for the example."""
    if "Windows-1252" in example.where:
        project.write(OBJECTIVE, example.text.encode("cp1252"))
        return
    field = "campi: [{id: scheda, etichetta: Scheda, di: obiettivo, tipo: collegamento}]\n"
    project.write("piano.yml", project.path("piano.yml").read_text("utf-8") + field)
    project.write(OBJECTIVE, merged(project.path(OBJECTIVE).read_text("utf-8"), example.text))


def put_file(project: Any, where: str, text: str) -> None:
    """Write a whole file, or take one away; a page of the tree has the others beside it."""
    match = re.fullmatch(r"(senza il file|nel file|nel collegamento) (.+)", where)
    assert match, f"nobody knows where «{where}» is"
    name = match[2]
    if name.startswith(TREE):
        project.plant()
    match match[1]:
        case "senza il file":
            project.remove(name)
        case "nel file":
            project.write(name, text)
        case "nel collegamento":
            project.link(name, text.strip())


def merged(text: str, changes: str) -> str:
    """The fields of a piece of YAML, with those that another changes or adds."""
    return "".join((fields_of(text) | fields_of(changes)).values())


def put_indicators(project: Any, items: list[str], file: str = OBJECTIVE) -> None:
    weights = {1: ["100%"], 2: ["50%", "50%"], 3: ["40%", "30%", "30%"]}[len(items)]
    text = "indicatori:\n"
    for number, (item, weight) in enumerate(zip(items, weights, strict=True)):
        defaults = {"id": f"esempio-{number}"} | _INDICATOR | {"peso": weight}
        lines = {name: f"{name}: {value}\n" for name, value in defaults.items()} | fields_of(item)
        block = "".join(lines.values()).splitlines(keepends=True)
        text += "".join(f"  {'-' if first == 0 else ' '} {line}" for first, line in enumerate(block))
    project.write(file, merged(project.path(file).read_text("utf-8"), text))


def split_items(text: str) -> list[str]:
    """The items of a list that is written with «- »."""
    items = re.split(r"^- ", text, flags=re.MULTILINE)[1:]
    return [re.sub(r"^  ", "", item, flags=re.MULTILINE) for item in items]


def fields_of(text: str) -> dict[str, str]:
    """The top-level fields of a piece of YAML as text, with the lines that belong to each."""
    fields: dict[str, str] = {}
    name = ""
    for line in text.splitlines(keepends=True):
        if not line.startswith((" ", "\n", "#")):
            name = line.partition(":")[0].strip()
            name = f"{name}#{len(fields)}" if name in fields else name
            fields[name] = ""
        fields[name] = fields.get(name, "") + line
    return fields
