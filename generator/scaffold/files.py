"""The files of a new body's repository, from the templates beside this module."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import __version__
from generator.checks.rule_docs import RULES_FILE, rules_as_markdown, with_rules
from generator.loading.editor_schemas import FOLDER, editor_settings, json_schemas
from generator.loading.file_system import visible_files
from generator.loading.shipped import shipped
from generator.opendata.metadata.publisher import LOCAL_SITE
from generator.scaffold.new_body import NewBody, Program, areas_of
from generator.scaffold.tree import tree_files

TEMPLATES = Path(__file__).parent / "templates"
#: What stands for the dot of a hidden file in the name of its template, and for the period of the plan.
_HIDDEN, _PERIOD = "dot-", "PERIODO"
#: The file that names the version of the program.
REQUIREMENTS = "requirements.txt"
#: Templates without anything of a body, which follow the program.
_FOLLOWING = (".gitattributes", ".gitignore", ".vscode/")
#: What publishes, by its host: the file of a body, and the whole of it in this repository, to be called.
_GITHUB, _GITLAB = ".github/workflows/sito.yml", ".gitlab-ci.yml"
_CALLED = {_GITHUB: ".github/workflows/ente.yml", _GITLAB: "templates/sito.yml"}
#: When the workflow of GitHub runs: as it is called, and by itself.
_ON_CALL, _ON_CHANGES = "\n  workflow_call:\n", "\n  pull_request:\n  push:\n    branches: [main]\n"
#: Files and folders of this repository that a body has too: what its workflows run, the pages for adopters
#: with the examples for a server, and the pictures of the editors' guide.
_SHARED = (".ci/commit-record", ".ci/is-newest", "docs/guida", "plan_data/immagini")


def new_files(body: NewBody) -> Mapping[str, bytes]:
    """Every file of a new body, by its path in the repository."""
    own = {path: text.encode() for path, text in _rendered(body).items()}
    return dict(sorted({**own, **recorded_files(body)}.items()))


def recorded_files(body: NewBody) -> Mapping[str, bytes]:
    """The files of a new body that are brought up to date later, while nobody has edited them."""
    return {**following_files(body.program), **tree_files("content", body.kind)}


def following_files(program: Program | None = None) -> Mapping[str, bytes]:
    """The files that follow the version of the program until somebody edits them, by path.

    `program` is where the program is published: a workflow on that host is called from there.
    """
    texts = {
        path: (TEMPLATES / name).read_text(encoding="utf-8")
        for path, name in _template_names("").items()
        if path.startswith(_FOLLOWING)
    }
    schemas = {f"plan_data/{FOLDER}/{name}": text for name, text in json_schemas().items()}
    guide = with_rules(shipped("plan_data/README.md").read_text(encoding="utf-8"))
    written = {
        ".vscode/settings.json": editor_settings(),
        "plan_data/README.md": guide,
        f"plan_data/{RULES_FILE}": rules_as_markdown(),
    }
    made = {
        path: text.encode() for path, text in {**texts, **schemas, **written, **_workflows(program)}.items()
    }
    return dict(sorted({**made, **dict(_shared())}.items()))


def _shared() -> Iterator[tuple[str, bytes]]:
    """The shared files by path."""
    for name in _SHARED:
        path = shipped(name)
        root = path.parents[name.count("/")]
        for file in visible_files(path) if path.is_dir() else [path]:
            yield file.relative_to(root).as_posix(), file.read_bytes()


def _workflows(program: Program | None) -> Mapping[str, str]:
    """What publishes, on both hosts: a call of the program's where it is published, or else the whole."""
    whole = {path: shipped(name).read_text(encoding="utf-8") for path, name in _CALLED.items()}
    whole[_GITHUB] = whole[_GITHUB].replace(_ON_CALL, _ON_CHANGES)
    if program is None:
        return whole
    called = _GITHUB if program.is_on_github else _GITLAB
    template = _environment().get_template(_template_names("")[called])
    return {**whole, called: template.render(program=program, version=__version__)}


def _environment() -> Environment:
    # Not the usual signs, which mean something else in workflows and in YAML.
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - YAML and Markdown, no HTML
    )
    environment.filters["yaml"] = _yaml
    return environment


def _rendered(body: NewBody) -> Mapping[str, str]:
    environment = _environment()
    values = {
        "body": body,
        "areas": areas_of(body.kind),
        "local_site": LOCAL_SITE,
        "version": __version__,
    }
    names = _template_names(body.period)
    return {
        path: environment.get_template(name).render(values)
        for path, name in names.items()
        if not path.startswith(_FOLLOWING) and path not in _CALLED
    }


def _template_names(period: str) -> Mapping[str, str]:
    """The names of the templates, by the path of the file that each becomes."""
    names = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file())
    return {_path_of(name, period): name for name in sorted(names)}


def _path_of(name: str, period: str) -> str:
    parts = name.replace(_PERIOD, period).split("/")
    return "/".join(f".{part.removeprefix(_HIDDEN)}" if part.startswith(_HIDDEN) else part for part in parts)


def _yaml(value: str) -> str:
    """A value in YAML, quoted only where it has to be; an empty one shows that something goes there."""
    if not value:
        return '""'
    text: str = yaml.safe_dump(value, allow_unicode=True, width=10_000)
    return text.removesuffix("...\n").rstrip("\n")
