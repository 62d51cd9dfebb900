"""`vetro schema`."""

from pathlib import Path

import click

from generator.checks.rule_docs import RULES_FILE, rules_as_markdown, with_rules
from generator.cli._project import config_option, project_of, shown
from generator.loading.editor_schemas import editor_settings, write_schemas


@click.command(name="schema")
@config_option
def command(config: Path) -> None:
    """Scrive gli schemi JSON che aiutano gli editor mentre si scrive, e la pagina delle regole."""
    project = project_of(config)
    folder = project.plan_data
    for path in write_schemas(folder):
        click.echo(shown(path))
    guide = folder / "README.md"
    settings = project.root / ".vscode" / "settings.json"
    settings.parent.mkdir(exist_ok=True)
    texts = {folder / RULES_FILE: rules_as_markdown(), settings: editor_settings()}
    if guide.is_file():
        texts[guide] = with_rules(guide.read_text(encoding="utf-8"))
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
        click.echo(shown(path))
