"""Usage errors and help are in Italian, whatever language the system speaks, and the exit code is 2."""

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from generator.cli import main, vetro
from generator.cli._italian import DOMAIN, TRANSLATIONS
from tests.cli.test_readme import commands

FOLDER = TRANSLATIONS / "it" / "LC_MESSAGES"
#: Files of Click whose messages nobody of us can meet: they are about Windows, shells and pagers.
ELSEWHERE = {"_termui_impl.py", "_winconsole.py", "shell_completion.py"}
#: Messages for those who write a program with Click.
FOR_PROGRAMMERS = re.compile(
    "DeprecationWarning|.* defined twice|Boolean option|Could not determine name|No options defined"
    "|Arguments take exactly|Invalid start character|Unknown (color|standard stream)"
)


def messages_of_click() -> set[str]:
    found = extract_from_dir(str(Path(click.__file__).parent), method_map=[("**.py", "python")])
    texts = ((name, one) for name, _, message, _, _ in found for one in _forms(message))
    return {one for name, one in texts if name not in ELSEWHERE and not FOR_PROGRAMMERS.match(one)}


def _forms(message: str | Sequence[str]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


def test_the_catalogue_has_every_message_of_click_and_no_other() -> None:
    with (FOLDER / f"{DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file, locale="it")
    entries = [message for message in catalogue if message.id]
    assert {form for message in entries for form in _forms(message.id)} == messages_of_click()
    assert [message.id for message in entries if not all(_forms(message.string))] == []


def test_a_translation_has_no_placeholder_of_its_own() -> None:
    with (FOLDER / f"{DOMAIN}.po").open("rb") as file:
        for message in (one for one in read_po(file, locale="it") if one.id):
            known = set(re.findall(r"\{\w+(?:!r)?\}", " ".join(_forms(message.id))))
            assert set(re.findall(r"\{.*?\}", " ".join(_forms(message.string)))) <= known, message.id


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    with (FOLDER / f"{DOMAIN}.po").open("rb") as text, (FOLDER / f"{DOMAIN}.mo").open("rb") as compiled:
        wanted, found = (
            {_forms(message.id): _forms(message.string) for message in catalogue if message.id}
            for catalogue in (read_po(text, locale="it"), read_mo(compiled))
        )
    assert found == wanted, "pybabel compile (see the head of click.po)"


class Done(NamedTuple):
    returncode: object
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, on a system that speaks English, beside an empty configuration."""
    (tmp_path / "site_config.yml").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")

    def run(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["vetro", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        return Done(end.value.code, *capsys.readouterr())

    return run


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("pubblica", "Il comando 'pubblica' non esiste."),
        ("bild", "Il comando 'bild' non esiste. Forse 'build'?"),
        ("--forte", "L'opzione '--forte' non esiste."),
        ("new", None),
        (
            "new rilevazzione x",
            "Il comando 'rilevazzione' non esiste. Forse una di queste: 'revisione', 'rilevazione'?",
        ),
        ("new obiettivo", "Manca l'argomento 'CODICE'."),
        ("new rilevazione", "Manca l'argomento 'AAAA-MM-GG'."),
        ("new piano --da 2025-2027", "Manca l'argomento 'PERIODO'."),
        ("new obiettivo A B", "C'è un argomento di troppo (B)"),
        ("new albero A B", "Ci sono argomenti di troppo (A B)"),
        ("import", None),
        ("import document", "Manca l'argomento 'FILE'."),
        ("import document piano.txt", "Manca l'opzione '--out'."),
        ("import data piano.json --out", "L'opzione '--out' vuole un valore."),
        ("import data piano.json --ente X --out Y", "L'opzione '--ente' non esiste."),
        ("build sito", "C'è un argomento di troppo (sito)"),
        ("build --production=no", "L'opzione '--production' non vuole un valore."),
        ("build --al", "L'opzione '--al' vuole un valore."),
        ("build --al 30/06/2025", "--al: «30/06/2025» non è un giorno; scriverlo come 2025-06-30"),
        ("build --config manca.yml", "«manca.yml» non c'è: andare nella cartella del progetto, o usare "),
        (
            "build --keep a/b",
            "--keep: «a/b» non è il nome di un file o di una cartella dentro quella del sito",
        ),
        ("check --strikt", "L'opzione '--strikt' non esiste. Forse '--strict'?"),
        (
            "check --format xml",
            "Valore sbagliato per '--format': 'xml' non è fra i valori ammessi: 'github', 'gitlab', 'json', "
            "'junit', 'sarif', 'text'.",
        ),
        ("check manca.yml", "«manca.yml» non c'è"),
        ("schema x", "C'è un argomento di troppo (x)"),
        ("serve x", "C'è un argomento di troppo (x)"),
        *(
            (
                f"serve --port={port}",
                f"Valore sbagliato per '--port': '{port}' non è una porta: scrivere un numero da 1 a 65535",
            )
            for port in ("99999", "65536", "-1", "x", "8000.5", "")
        ),
        ("record --fuori", "L'opzione '--fuori' non esiste."),
        (
            "linkcheck --site site_config.yml",
            "Valore sbagliato per '--site': 'site_config.yml' è un file: ci vuole una cartella.",
        ),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_italian(
    run: Run, arguments: str, message: str | None
) -> None:
    done = run(*arguments.split())
    assert done.returncode == 2
    assert done.stdout == ""
    if message is None:
        # A group by itself explains itself.
        assert done.stderr.startswith(f"Uso: vetro {arguments} [OPZIONI] COMANDO [ARGOMENTI]...\n")
    else:
        assert done.stderr.splitlines()[-1].startswith(f"Errore: {message}")
    assert english(done.stderr) == []


#: Words of Click's own texts.
_ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Try|Error|Missing|Invalid|Show|Got|No such|help\.|exit\."
    r"|OPTIONS|COMMAND|ARGS|PATHS?|TEXT|INTEGER|DIRECTORY|BOOLEAN|default|required)\b"
)


def english(text: str) -> list[str]:
    return [match[0] for match in _ENGLISH.finditer(text)]


@pytest.mark.parametrize("command", ["", "new", "import", *commands(vetro)])
def test_the_help_of_every_command_is_in_italian(run: Run, command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Uso: {' '.join(('vetro', *command.split()))} [OPZIONI]")
    assert "-h, --help" in done.stdout
    assert english(done.stdout) == []
