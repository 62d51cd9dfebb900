"""Texts that would take minutes to render: each command refuses them with their place, or is done soon.

A command that takes a minute is stopped, and its test fails; what is refused is told by its rule.
"""

from pathlib import Path

import pytest

from generator.checks.markdown_limits import excesses
from tests.robustness.conftest import PLAN, copy_project, vetro
from tests.robustness.test_hostile import OBJECTIVE, describe

TEN_THOUSAND = 10_000
#: By what it is: the text, and the rules that refuse it in a page and in a description; empty if none does.
TEXTS = {
    "brackets": ("[" * 20_000, "E610", "E610"),
    "brackets of images": ("![" * TEN_THOUSAND, "E610", "E610"),
    "nested brackets": ("[" * TEN_THOUSAND + "]" * TEN_THOUSAND, "E610", "E610"),
    "nested brackets of images": ("![" * 7_000 + "]" * 7_000, "E610", "E610"),
    "nested links": ("[" * 5_000 + "](x)" * 5_000, "E610", "E610"),
    "links without end": ("[a](" * 7_000, "E610", "E610"),
    "brackets after a backslash": ("\\[" * TEN_THOUSAND, "E610", "E610"),
    "a hundred open brackets in each paragraph": (("[" * 101 + "\n\n") * 50, "E610", "E610"),
    "combining marks": ("a" + "\u0301" * 125_000, "E114", "E114"),
    "combining marks to be put in order": ("a" + "\u0301\u0323" * 62_000, "E114", "E114"),
    "lists in one line": ("- " * TEN_THOUSAND + "a", "E610", "E610"),
    "numbered lists in one line": ("1. " * TEN_THOUSAND + "a", "E610", "E610"),
    "lists in many lines": ("\n".join("    " * n + "- a" for n in range(300)), "E610", "E610"),
    "quotations": ("> " * TEN_THOUSAND + "a", "E610", "E610"),
    "quotations without spaces": (">" * TEN_THOUSAND + "a", "E610", "E610"),
    "elements": ("<sub>" * TEN_THOUSAND, "E607", "E610"),
    "nested elements": ("<sub>" * TEN_THOUSAND + "</sub>" * TEN_THOUSAND, "E607", "E610"),
    "a hundred and one nested elements": ("<sub>" * 101 + "a" + "</sub>" * 101, "E607", ""),
    "elements that do not end": ("<a " * TEN_THOUSAND, "E607", "E610"),
    "addresses that do not end": ("<http://a" * 3_000, "E610", "E610"),
    "asterisks": ("*" * TEN_THOUSAND, "E610", "E610"),
    "underscores": ("_a " * TEN_THOUSAND, "E610", "E610"),
    "backticks": ("`a " * TEN_THOUSAND, "E610", "E610"),
    "headings of the same name": ("## a\n\n" * 5_000, "E610", "E610"),
    "underlined headings": ("a\n=\n" * 5_000, "E610", "E610"),
    "rules": ("- - -\n" * 5_000, "E610", "E610"),
    "columns": ("|" + "a|" * TEN_THOUSAND + "\n|" + "-|" * TEN_THOUSAND, "E610", "E610"),
    "rows of a wide table": ("a|" * 100 + "b\n" + "-|" * 100 + "-\n" + "1\n" * 20_000, "E610", "E610"),
    "a long title used often": ("[1] " * 3_000 + "\n\n[1]: b\n  '" + "a " * 50_000 + "'", "E610", "E610"),
    "a line of a megabyte": ("a" * 1_000_000, "E104", "E104"),
    "a line of half a megabyte": ("a " * 250_000, "E610", "E610"),
    "blanks": ("a" + " " * 150_000 + "b", "", ""),
    "blank lines": ("\n" * 150_000 + "a", "", ""),
    "a long paragraph": ("Parole, altre parole. " * 8_000, "", ""),
    "many paragraphs": ("Parole, altre parole.\n\n" * 8_000, "", ""),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("tempo") / "progetto")


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_text_that_takes_long(shared: Path, name: str, command: str) -> None:
    """It stands in a page and in a description at once."""
    text, in_page, in_description = TEXTS[name]
    page, file = shared / "content" / "prova.md", shared / OBJECTIVE
    page.write_text(f"# Prova\n\n{text}\n", encoding="utf-8")
    describe(shared, text)
    done = vetro(shared, command)
    output = done.stdout + done.stderr
    assert "Traceback" not in output
    assert done.returncode == (1 if in_page or in_description else 0), output[:1_000]
    assert_refused(output, "content/prova.md:", in_page)
    assert_refused(output, f"{file.relative_to(shared).as_posix()}:", in_description)


def assert_refused(output: str, file: str, code: str) -> None:
    """There are errors of a file, and one of them is of that rule; or there are none, without a code."""
    errors = [line for line in output.splitlines() if line.startswith(file) and ": errore " in line]
    assert any(f": errore {code}: " in line for line in errors) == bool(code), output[:1_000]
    assert bool(errors) == bool(code), output[:1_000]


def rows(number: int) -> str:
    row = "| [Atto {0}](index.md) | Il *dirigente* | 12.000,00 € | {0}/2025 | **sì** | a | b | c |\n"
    return row.format("n.") + "|---|---|---|---|---|---|---|---|\n" + "".join(map(row.format, range(number)))


@pytest.mark.parametrize(
    "text",
    [
        "Art. 1, comma 2 (a), lett. b): [l'atto](index.md) & *altro*. " * 60 + "\n\n" + rows(300),
        "\n".join(f"- [Atto {n}](index.md), del 1° gennaio (allegato A)" for n in range(600)),
        "\n".join(" " * 4 * n + "- voce" for n in range(10)),
        ("## Titolo\n\n" + "Il comma 1 dell'articolo 2 si applica. " * 25 + "\n\n") * 100,
        "```json\n" + '{"a": [1, {"b": "<c>"}]},\n' * 300 + "```\n",
        "- - -\n\n***\n\n---\n\n" + "-" * 80 + "\n\n" + "- " * 20 + "\n",
    ],
    ids=["table of 300 rows", "600 links", "ten levels", "100 KB of law", "code", "rules"],
)
def test_what_people_write_is_within_the_limits(text: str) -> None:
    assert [*excesses(text)] == []


#: Mappings that hold the one before them ten times, by merge keys.
BOMB = "a0: &a0 {k: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join(f'*a{n - 1}' for _ in range(10))}]}}\n" for n in range(1, 9)
)
NESTED = "[" * 10_000 + "]" * 10_000


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("name", [OBJECTIVE, PLAN / "piano.yml", Path("content/prova.md")], ids=str)
@pytest.mark.parametrize(("text", "code"), [(BOMB, "E105"), (f"title: {NESTED}\n", "E104")])
def test_yaml_that_grows_or_nests(project: Path, command: str, name: Path, text: str, code: str) -> None:
    is_page = name.suffix == ".md"
    (project / name).write_text(f"---\n{text}---\n\nParole.\n" if is_page else text, encoding="utf-8")
    done = vetro(project, command)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert_refused(done.stdout + done.stderr, f"{name.as_posix()}:", code)


@pytest.mark.parametrize("text", [BOMB, f"site_name: {NESTED}\n"], ids=["merge keys", "lists"])
def test_a_configuration_that_grows_or_nests(project: Path, text: str) -> None:
    (project / "site_config.yml").write_text(text, encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "site_config.yml:" in done.stderr
    assert "Traceback" not in done.stderr


def test_thousands_of_words_that_are_not_known(project: Path) -> None:
    """Each has a message; the nearest known word is not looked for among all of them."""
    offices = "".join(f"  - {{id: ufficio-{number}, nome: Ufficio {number}}}\n" for number in range(5_000))
    register = project / PLAN / "uffici.yml"
    register.write_text(register.read_text(encoding="utf-8") + offices, encoding="utf-8")
    file = project / OBJECTIVE
    wrong = ", ".join(f"uficio-{number}x" for number in range(3_000))
    text = file.read_text(encoding="utf-8").replace("uffici: [biblioteca]", f"uffici: [biblioteca, {wrong}]")
    file.write_text(text, encoding="utf-8")
    done = vetro(project, "check")
    assert done.returncode == 1
    assert done.stdout.count(": errore E205: «uficio-") == 3_000
