"""The files of a new body's repository, from the templates beside this module."""

from collections.abc import Mapping
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import __version__
from generator.checks.rule_docs import RULES_FILE, rules_as_markdown, with_rules
from generator.loading.editor_schemas import FOLDER, editor_settings, json_schemas
from generator.loading.shipped import shipped
from generator.opendata.metadata.publisher import LOCAL_SITE
from generator.scaffold.new_body import NewBody, areas_of
from generator.scaffold.tree import tree_files

TEMPLATES = Path(__file__).parent / "templates"
#: What stands for the dot of a hidden file in the name of its template, and for the period of the plan.
_HIDDEN, _PERIOD = "dot-", "PERIODO"
#: The file that names the version of the program.
REQUIREMENTS = "requirements.txt"
#: Templates without anything of a body, which follow the program.
_FOLLOWING = (".gitattributes", ".gitignore", ".gitlab-ci.yml", ".vscode/", ".github/")
#: Files of this repository that a body has too: what its workflows run, and the pictures of the guide.
_SHARED = (
    ".ci/commit-record",
    ".ci/is-newest",
    "plan_data/immagini/foglio-piano.png",
    "plan_data/immagini/foglio-ufficio.png",
)


def new_files(body: NewBody) -> Mapping[str, bytes]:
    """Every file of a new body, by its path in the repository."""
    own = {path: text.encode() for path, text in _rendered(body).items()}
    return dict(sorted({**own, **recorded_files(body.kind)}.items()))


def recorded_files(body_kind: str) -> Mapping[str, bytes]:
    """The files of a new body that are brought up to date later, while nobody has edited them."""
    return {**following_files(), **tree_files("content", body_kind)}


def following_files() -> Mapping[str, bytes]:
    """The files that follow the version of the program until somebody edits them, by path."""
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
    made = {path: text.encode() for path, text in {**texts, **schemas, **written}.items()}
    return dict(sorted({**made, **{name: shipped(name).read_bytes() for name in _SHARED}}.items()))


def _rendered(body: NewBody) -> Mapping[str, str]:
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
        if not path.startswith(_FOLLOWING)
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
