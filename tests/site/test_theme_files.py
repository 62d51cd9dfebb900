"""MkDocs looks through a theme without what is hidden in it."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from generator.site.frame.theme_files import without_hidden_files


def test_what_is_hidden_is_not_listed_but_can_be_loaded(tmp_path: Path) -> None:
    names = ("main.html", "partials/nav.html", ".icons/a/b.svg", "partials/.x/y.svg")
    for folder, chosen in (("own", names[:1]), ("base", names)):
        for name in chosen:
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{folder} {name}", encoding="utf-8")
    loader = FileSystemLoader([tmp_path / "own", tmp_path / "base"])
    environment = without_hidden_files(lambda: Environment(loader=loader, autoescape=True))
    assert environment.list_templates() == ["main.html", "partials/nav.html"]
    assert environment.get_template("main.html").render() == "own main.html"
    assert environment.get_template(".icons/a/b.svg").render() == "base .icons/a/b.svg"
