"""Generated plans of an invented body, for the benchmarks: the same size gives the same bytes.

Texts have the length and values the variety of a real plan. There are no measurements, as in a plan that has
just been approved.
"""

import math
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

INDICATORS = 9
YEARS = (2025, 2026, 2027)
BASELINE_YEAR = 2024

_NOUNS = (
    "servizio sportello progetto bando corso registro archivio incontro rapporto accordo percorso "
    "laboratorio catalogo cantiere contributo portale concorso programma controllo parere"
)
_ADJECTIVES = (
    "digitale territoriale condiviso annuale pubblico interno europeo ambientale scolastico "
    "sanitario turistico agricolo urbano montano sociale culturale economico telematico integrato "
    "semplice"
)
_VERBS = "sostenere migliorare avviare completare estendere semplificare misurare pubblicare"
_TAILS = (
    "per le imprese del territorio",
    "con le scuole e le associazioni",
    "nei tempi previsti dal regolamento",
    "attraverso il portale dell'ente",
    "a favore di famiglie e lavoratori",
    "in collaborazione con gli altri enti",
)
_TYPES = ("Efficacia", "Efficienza", "Qualità", "Volume")
# Unit and condition of each indicator of an objective.
_UNITS = (
    ("n.", "almeno"),
    ('"%"', "almeno"),
    ("€", "almeno"),
    ("gg", "al massimo"),
    ("data", "entro"),
    ("si/no", "pari a"),
    ("h", "al massimo"),
    ("n.", "pari a"),
    ('"%"', "al massimo"),
)


@dataclass(frozen=True, slots=True)
class BenchPlan:
    """Codes, titles and names of a generated plan, to check a tool's pages with."""

    codes: tuple[str, ...]
    titles: tuple[str, ...]
    indicator_names: tuple[tuple[str, ...], ...]


def write_project(project: Path, source: Path, size: int) -> BenchPlan:
    """Write a whole project: content, theme and configuration of `source`, a plan of `size` objectives."""
    for name in ("content", "theme"):
        shutil.copytree(source / name, project / name)
    shutil.copy(source / "site_config.yml", project)
    return write_plan(project / "plan_data" / "2025-2027", size)


def write_plan(folder: Path, size: int) -> BenchPlan:
    """Write a plan of `size` objectives, nine indicators each, into `folder`."""
    areas = max(1, round(math.sqrt(size)))
    offices = max(3, round(math.sqrt(size) / 2))
    (folder / "obiettivi").mkdir(parents=True)
    _write_registers(folder, areas, offices)
    plan = tuple(_objectives(size, areas, offices))
    for code, _, _, text in plan:
        (folder / "obiettivi" / f"{code}.yml").write_text(text, encoding="utf-8")
    return BenchPlan(tuple(o[0] for o in plan), tuple(o[1] for o in plan), tuple(o[2] for o in plan))


def _write_registers(folder: Path, areas: int, offices: int) -> None:
    _write(
        folder / "piano.yml",
        "ente:\n  nome: Comune di Vattelapesca (ente di prova)\n"
        "titolo: Piano della performance 2025-2027\nsezione: Misure di prova\n"
        f"anni: [2025, 2026, 2027]\nanno_base: {BASELINE_YEAR}\n"
        "tipi:\n  OS: Obiettivi strategici\n  OP: Performance operativa\n"
        f"tipologie: [{', '.join(_TYPES)}]\n",
    )
    names = [
        f"{_NOUNS.split()[i % 20].capitalize()} {_ADJECTIVES.split()[i // 20 % 20]} {i + 1}"
        for i in range(areas)
    ]
    _write(
        folder / "ambiti.yml",
        "".join(f"- codice: {_area(i)}\n  nome: {name}\n" for i, name in enumerate(names)),
    )
    _write(
        folder / "uffici.yml",
        "aree:\n  - id: direzione\n    nome: Direzione generale\nuffici:\n"
        + "".join(f"  - id: ufficio-{i + 1}\n    nome: Ufficio numero {i + 1}\n" for i in range(offices)),
    )
    _write(
        folder / "missioni.yml",
        "- codice: 11\n  nome: Competitività\n  programmi:\n    - codice: 005\n      nome: Promozione\n",
    )


def _objectives(size: int, areas: int, offices: int) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    for index in range(size):
        area = index * areas // size
        position = index - -(-area * size // areas)
        kind, number = ("OS", position + 1) if position < 50 else ("OP", position - 49)
        code = f"{_area(area)}_{kind}{number:02}"
        random = Random(f"objective {index}")  # noqa: S311 - no secrets
        title = f"{_verb(random).capitalize()} {_phrase(random)} {index + 1}"
        names = tuple(f"{_phrase(random).capitalize()} {n + 1}" for n in range(INDICATORS))
        fields = (
            f"codice: {code}\ntitolo: {title}\nambito: {_area(area)}\nmissione: 11/005\n"
            f"risorse: {random.randrange(1, 900)}.{random.randrange(100, 1000)},00 €\n"
            f"area_responsabilita: direzione\nuffici: [ufficio-{random.randrange(offices) + 1}]\n"
            f"descrizione: |\n{_description(random)}indicatori:\n"
        )
        rows = "".join(_indicator(random, n, name) for n, name in enumerate(names))
        yield code, title, names, fields + rows


def _indicator(random: Random, number: int, name: str) -> str:
    unit, condition = _UNITS[number % len(_UNITS)]
    values = [_value(random, unit, year) for year in (BASELINE_YEAR, *YEARS)]
    targets = "".join(f"      {year}: {value}\n" for year, value in zip(YEARS, values[1:], strict=True))
    formula = f"{_verb(random).capitalize()} {_phrase(random)} {random.choice(_TAILS)}"
    return (
        f"  - id: indicatore-{number + 1}\n    nome: {name}\n    formula: {formula}\n"
        f"    tipologia: {random.choice(_TYPES)}\n    unita: {unit}\n    condizione: {condition}\n"
        f"    stato:\n      {BASELINE_YEAR}: {values[0]}\n    target:\n{targets}"
        f"    peso: {'11,12%' if number == 0 else '11,11%'}\n"
    )


def _value(random: Random, unit: str, year: int) -> str:
    match unit:
        case '"%"':
            return f"{random.randrange(20, 99)},{random.randrange(1, 10)}%"
        case "€":
            return f"{random.randrange(10, 900)}.{random.randrange(100, 1000)},00 €"
        case "gg":
            return f"{random.randrange(3, 60)},5"
        case "data":
            return f"{random.randrange(10, 29)}/{random.randrange(1, 13):02}/{year}"
        case "si/no":
            return "si"
        case _:
            return str(random.randrange(2, 900))


def _description(random: Random) -> str:
    sentences = [
        f"L'ente intende {_verb(random)} {_phrase(random)} {random.choice(_TAILS)}, e {_verb(random)} "
        f"{_phrase(random)} {random.choice(_TAILS)}."
        for _ in range(6)
    ]
    items = [f"- {_verb(random)} {_phrase(random)}," for _ in range(3)]
    paragraphs = [" ".join(sentences[:3]), " ".join(sentences[3:])]
    return "\n\n".join(f"  {text}" for text in paragraphs) + "\n\n" + "".join(f"  {i}\n" for i in items)


def _phrase(random: Random) -> str:
    return f"{random.choice(_NOUNS.split())} {random.choice(_ADJECTIVES.split())}"


def _verb(random: Random) -> str:
    return random.choice(_VERBS.split())


def _area(index: int) -> str:
    return f"{index // 50 + 1:02}_{index % 50 + 1:02}"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
