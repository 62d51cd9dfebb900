"""The reporters: what each writes, to the letter, and whether it follows its specification.

After a change that is meant, the golden files are those that `render` returns here.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema

from generator.checks.check import check
from generator.checks.reporters import Report, counted, default_format, format_names, render
from generator.checks.reporters.text import render as render_text
from generator.loading.characters import printable
from generator.loading.diagnostics import Severity

GOLDEN = Path(__file__).parent / "golden"
SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
EXTENSIONS = {"text": "txt", "github": "txt", "junit": "xml"}


@pytest.fixture
def report(project: Any) -> Report:
    """Errors, warnings, a suppressed warning, and all that needs escaping."""
    project.replace(
        "obiettivi/01_01_OS01.yml",
        {
            "condizione: almeno": "condizione: minimo",
            "tipologia: Efficienza": "tipologia: '<Volume> & \"co\": 100%'",
            '    stato: {2024: "4,20"}\n': "    eccezioni: {W315: non c'è nel <documento>}\n",
        },
    )
    project.replace("obiettivi/01_02_OP01.yml", {'unita: "%"': "unita: n."})
    project.write("obiettivi/copia, 50%: <è>.yaml", "codice: 1\n")
    return Report(check(project.root), project.root)


def test_all_formats_are_found() -> None:
    assert list(format_names()) == ["github", "gitlab", "json", "junit", "sarif", "text"]


@pytest.mark.parametrize(
    ("environment", "name"),
    [({}, "text"), ({"GITHUB_ACTIONS": "true"}, "github"), ({"GITHUB_ACTIONS": "false"}, "text")],
)
def test_the_format_by_itself(environment: dict[str, str], name: str) -> None:
    assert default_format(environment) == name


@pytest.mark.parametrize("name", format_names())
def test_golden(name: str, report: Report) -> None:
    golden = GOLDEN / f"{name}.{EXTENSIONS.get(name, 'json')}"
    written = render(name, report)
    if name == "sarif":
        # The rules are there, and would make every change of their words a change of this file.
        content = json.loads(written)
        content["runs"][0]["tool"]["driver"]["rules"] = []
        written = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    assert written == golden.read_text("utf-8")


@pytest.mark.parametrize("name", format_names())
def test_a_clean_project(name: str, project: Any) -> None:
    report = Report(check(project.root), project.root)
    written = render(name, report)
    if name == "text":
        assert written == "7 file controllati: nessun errore, nessun avviso\n"
    if name == "github":
        assert written == ""
    if name == "gitlab":
        assert json.loads(written) == []


def test_sarif_is_what_its_schema_says(report: Report) -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8"))
    log = json.loads(render("sarif", report))
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(log)
    run = log["runs"][0]
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert {result["ruleId"] for result in run["results"]} <= set(codes)
    broken = {**log, "runs": [{**run, "results": [{"ruleId": 5}]}]}
    assert not validator.is_valid(broken)


@pytest.mark.parametrize("strict", [False, True])
def test_junit_is_what_its_schema_says(report: Report, strict: bool) -> None:
    schema = xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")
    written = render("junit", Report(report.result, report.root, strict=strict))
    schema.validate(written)
    assert not schema.is_valid(written.replace(' tests="', ' prove="'))


def test_junit_counts_warnings_as_failures_only_if_strict(report: Report) -> None:
    lenient = render("junit", report)
    strict = render("junit", Report(report.result, report.root, strict=True))
    assert 'tests="8" failures="2"' in lenient
    assert 'tests="8" failures="3"' in strict


def test_gitlab_is_what_its_documentation_says(report: Report) -> None:
    issues = json.loads(render("gitlab", report))
    assert issues
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert isinstance(issue["description"], str)
        assert re.fullmatch(r"[EW]\d{3}", issue["check_name"])
        assert re.fullmatch(r"[0-9a-f]{64}", issue["fingerprint"])
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert set(issue["location"]) == {"path", "lines"}
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert set(issue["location"]["lines"]) == {"begin"}
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_gitlab_fingerprints_outlive_a_line_added_above(project: Any) -> None:
    project.replace(
        "obiettivi/01_01_OS01.yml", {"id: tempi": "id: desk", "condizione: almeno": "condizione: minimo"}
    )
    before = fingerprints(project)
    project.replace(
        "obiettivi/01_01_OS01.yml", {"codice: 01_01_OS01": "# una riga in più\ncodice: 01_01_OS01"}
    )
    assert fingerprints(project) == before
    assert len(before) == 2


def fingerprints(project: Any) -> list[str]:
    issues = json.loads(render("gitlab", Report(check(project.root), project.root)))
    return [issue["fingerprint"] for issue in issues]


def test_github_commands_read_back(report: Report) -> None:
    lines = render("github", report).splitlines()
    read = [read_command(line) for line in lines]
    expected = [
        (
            {"errore": "error", "avviso": "warning"}[diagnostic.severity.value],
            {
                "file": diagnostic.location.file,
                "line": str(diagnostic.location.line),
                "col": str(diagnostic.location.column),
                "title": diagnostic.code,
            },
            diagnostic.message,
        )
        for diagnostic in report.result.diagnostics
    ]
    assert sorted(map(repr, read)) == sorted(map(repr, expected))
    assert [command for command, _, _ in read] == ["error"] * 3 + ["warning"] * 3


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """As the runner of GitHub Actions reads a command."""
    match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert match
    properties = dict(one.split("=", 1) for one in match[2].split(","))
    return match[1], {key: unescaped(value) for key, value in properties.items()}, unescaped(match[3])


def unescaped(text: str) -> str:
    return re.sub("%(25|0D|0A|3A|2C)", lambda match: chr(int(match[1], 16)), text)


def test_colours_are_for_terminals_only(report: Report) -> None:
    plain = render_text(report)
    coloured = render_text(Report(report.result, report.root, colour=True))
    assert "\x1b" not in plain
    assert "\x1b[31merrore\x1b[0m E204" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


def test_of_a_long_line_only_the_surroundings_are_shown(project: Any) -> None:
    words = "parola " * 200
    project.replace("obiettivi/01_01_OS01.yml", {"titolo: Sportello": f"titolo: {words}impresе {words}"})
    lines = render_text(Report(check(project.root), project.root)).splitlines()
    quoted, mark = lines[1].removeprefix("    "), lines[2].removeprefix("    ")
    assert len(quoted) < 130
    assert quoted.startswith("…")
    assert quoted.endswith("…")
    assert quoted[mark.index("^")] == "е"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("città «è»", "città «è»"),
        ("a\u00a0b", "a\u00a0b"),
        ("a\x1b[31mb", "a\\u001b[31mb"),
        ("a\nb", "a\\u000ab"),
        ("\udce9", "\\udce9"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert shown.encode("utf-8")


def test_a_file_whose_name_is_not_utf8_can_be_reported(project: Any) -> None:
    (project.path("obiettivi") / os.fsdecode(b"\xe9.yaml")).touch()
    report = Report(check(project.root), project.root)
    for name in format_names():
        assert "\\udce9" in render(name, report).replace("\\\\", "\\").replace("%5C", "\\")


def test_counted() -> None:
    assert [counted(Severity.ERROR, number) for number in (0, 1, 2)] == [
        "nessun errore",
        "1 errore",
        "2 errori",
    ]
    assert [counted(Severity.WARNING, number) for number in (0, 1, 2)] == [
        "nessun avviso",
        "1 avviso",
        "2 avvisi",
    ]
