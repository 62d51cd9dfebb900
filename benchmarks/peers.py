"""Sources of the same plan for Hugo and mkdocs-material."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

PEERS = Path(__file__).parent / "peers"


def write_hugo(folder: Path, project: Path) -> None:
    """Write a Hugo site: the plan's YAML files as data, and a content adapter for the pages of objectives."""
    shutil.copytree(PEERS / "hugo", folder)
    plan = project / "plan_data" / "2025-2027"
    (folder / "data").mkdir()
    shutil.copytree(plan / "obiettivi", folder / "data" / "obiettivi")
    for name in ("piano", "ambiti", "uffici", "missioni"):
        shutil.copy(plan / f"{name}.yml", folder / "data")
    for path in sorted((project / "content").rglob("*.md")):
        # In Hugo a section differs from a page by the name of its file.
        name = "_index.md" if path.name == "index.md" else path.name
        destination = folder / "content" / path.relative_to(project / "content").with_name(name)
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, destination)


def write_mkdocs(folder: Path, project: Path) -> None:
    """Write a site of stock mkdocs-material: every page as Markdown, with the default navigation."""
    docs = folder / "docs"
    shutil.copytree(project / "content", docs)
    # The template is of our theme; a stock site has none.
    home = docs / "index.md"
    home.write_text(re.sub(r"(?m)^template:.*\n", "", home.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copy(PEERS / "mkdocs.yml", folder)
    objectives = [
        yaml.load(path.read_bytes(), yaml.CBaseLoader)  # noqa: S506 - texts only
        for path in sorted((project / "plan_data" / "2025-2027" / "obiettivi").glob("*.yml"))
    ]
    (docs / "piano").mkdir()
    for objective in objectives:
        (docs / "piano" / f"{objective['codice']}.md").write_text(_page(objective), encoding="utf-8")
    areas = sorted({objective["ambito"] for objective in objectives})
    (docs / "piano" / "ambiti").mkdir()
    for area in areas:
        rows = _rows([objective for objective in objectives if objective["ambito"] == area], "../")
        (docs / "piano" / "ambiti" / f"{area}.md").write_text(f"# {area}\n\n{rows}", encoding="utf-8")
    (docs / "piano" / "index.md").write_text(f"# Piano\n\n{_rows(objectives, '')}", encoding="utf-8")
    (docs / "piano" / "indicatori.md").write_text(_indicators(objectives), encoding="utf-8")


def _page(objective: Mapping[str, Any]) -> str:
    table = "".join(
        f"| {i['nome']} {i['formula']} {{ #{i['id']} }} | {i['tipologia']} {i['unita']} | "
        f"{_cells(i['stato'])} | {_cells(i['target'], i['condizione'] + ' ')} | {i['peso']} |\n"
        for i in objective["indicatori"]
    )
    articles = "".join(
        f"### {i['nome']}\n\n{i['formula']}: {i['condizione']} {_cells(i['target'])}, "
        f"da {_cells(i['stato'])}.\n\n"
        for i in objective["indicatori"]
    )
    return (
        f"# {objective['codice']} {objective['titolo']}\n\n"
        f"- Missione: {objective['missione']}\n- Risorse: {objective['risorse']}\n"
        f"- Area: {objective['area_responsabilita']}\n- Uffici: {', '.join(objective['uffici'])}\n\n"
        f"## Descrizione\n\n{objective['descrizione']}\n## Indicatori e traguardi\n\n"
        "| Indicatore | Tipologia e unità | Stato 2024 | Traguardo 2025 | Traguardo 2026 | Traguardo 2027 "
        "| Peso |\n"
        f"|---|---|---|---|---|---|---|\n{table}\n{articles}"
    )


def _cells(values: Mapping[str, str], before: str = "") -> str:
    return " | ".join(before + value for value in values.values())


def _rows(objectives: list[Mapping[str, Any]], root: str) -> str:
    rows = "".join(
        f"| {o['codice']} | [{o['titolo']}]({root}{o['codice']}.md) | {o['area_responsabilita']} | "
        f"{o['risorse']} | {len(o['indicatori'])} |\n"
        for o in objectives
    )
    return f"| Codice | Obiettivo | Chi ne risponde | Risorse | Indicatori |\n|---|---|---|---|---|\n{rows}"


def _indicators(objectives: list[Mapping[str, Any]]) -> str:
    rows = "".join(
        f"| [{o['codice']}]({o['codice']}.md) | [{i['nome']}]({o['codice']}.md) | {i['tipologia']} | "
        f"{_cells(i['stato'])} | {i['target']['2025']} | {i['peso']} |\n"
        for o in objectives
        for i in o["indicatori"]
    )
    head = "| Obiettivo | Indicatore | Tipologia | Stato | Traguardo | Peso |\n|---|---|---|---|---|---|\n"
    return f"# Tutti gli indicatori\n\n{head}{rows}"
