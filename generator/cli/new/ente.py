"""`vetro new ente`."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from generator import __version__
from generator.checks.clock import today_in_rome
from generator.cli._program import program_option
from generator.cli._project import shown
from generator.publishing.publication import IPA_FORM, SITE_FORM, Form
from generator.scaffold.files import new_files, recorded_files
from generator.scaffold.following import RECORD, record_of, write
from generator.scaffold.new_body import NewBody, Program, kinds, read_kind, read_period

#: What a folder may hold that is to become the repository of a body.
_GIT = ".git"


@click.command(name="ente")
@click.argument("folder", metavar="[CARTELLA]", type=click.Path(path_type=Path), default=".")
@click.option("--nome", "name", metavar="NOME", help="Il nome dell'ente.")
@click.option("--tipo", "kind", metavar="TIPO", help="Il tipo di ente, come comune o universita.")
@click.option("--ipa", metavar="CODICE", help="Il codice dell'ente su indicepa.gov.it.")
@click.option("--sito", "site_url", metavar="INDIRIZZO", help="L'indirizzo pubblico che il sito avrà.")
@click.option("--periodo", "period", metavar="ANNI", help="Gli anni del piano, come 2026-2028.")
@program_option
def command(
    folder: Path,
    name: str | None,
    kind: str | None,
    ipa: str | None,
    site_url: str | None,
    period: str | None,
    program: Program | None,
) -> None:
    """Prepara il sito di un ente in una cartella vuota: configurazione, piano di esempio, pagine, guida.

    Su un terminale chiede ciò che le opzioni non dicono; quello che non si sa può restare vuoto.
    """
    _require_empty(folder)
    asks = sys.stdin.isatty()
    if not asks and not (name and period):
        raise click.UsageError("servono almeno --nome e --periodo, come --periodo 2026-2028")
    unknown = "(invio se non si sa)"
    body = NewBody(
        name=_value(name, "Nome dell'ente", _name),
        kind=_value(kind, f"Tipo: {', '.join(kinds())}, o un altro {unknown}", _kind, ""),
        ipa=_value(ipa, f"Codice IPA {unknown}", partial(_in_form, "--ipa", IPA_FORM), ""),
        site_url=_value(
            site_url, f"Indirizzo che il sito avrà {unknown}", partial(_in_form, "--sito", SITE_FORM), ""
        ),
        years=read_period(_value(period, "Anni del piano", _period, _next_period() if asks else None)),
        program=program,
    )
    files = new_files(body)
    for path, content in files.items():
        write(folder / path, content)
    write(folder / RECORD, record_of(__version__, recorded_files(body), program))
    click.echo(f"{shown(folder.absolute())}: {len(files) + 1} file")
    click.echo("ora, in quella cartella: vetro check, e vetro serve; README.md dice il resto")


def _require_empty(folder: Path) -> None:
    """Raise `UsageError` for a folder that holds something."""
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"«{folder}» non è una cartella")
    if folder.is_dir() and any(path.name != _GIT for path in folder.iterdir()):
        raise click.UsageError(f"la cartella «{folder}» non è vuota: sceglierne una vuota, o che non c'è")


def _value(given: str | None, question: str, read: Callable[[str], str], default: str | None = None) -> str:
    """A value from an option, or from who sits at the terminal, who is asked again until it is sound."""
    if given is None and sys.stdin.isatty():
        answer: str = click.prompt(question, default=default, value_proc=read, show_default=bool(default))
        return answer
    return read(given or "")


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise click.UsageError("--nome: ci vuole il nome dell'ente, in una riga")
    return name


def _kind(text: str) -> str:
    kind = read_kind(text)
    if text.strip() and not kind:
        raise click.UsageError(f"--tipo: «{text}» non è un tipo: scriverlo in parole, come comune")
    return kind


def _in_form(option: str, form: Form, text: str) -> str:
    value = text.strip()
    if problem := form.problem(value):
        raise click.UsageError(f"{option}: {problem}")
    return value


def _period(text: str) -> str:
    try:
        read_period(text.strip())
    except ValueError as error:
        raise click.UsageError(f"--periodo: {error}") from error
    return text.strip()


def _next_period() -> str:
    """Three years from this one: what is proposed, and not assumed."""
    year = today_in_rome().year
    return f"{year}-{year + 2}"
