"""Measurements of a day in a folder, with a file for each office."""

from collections.abc import Mapping

import pytest

from generator.checks.checked_plan import check_plan
from tests.sample_project import PLAN, Project

DAY = "rilevazioni/2025-06-30"


def said(project: Project) -> list[str]:
    return [
        str(one).removeprefix(f"{PLAN}/")
        for one in check_plan(project.root / PLAN, project.root).diagnostics
        if "/rilevazioni/" in one.location.file
    ]


def days(project: Project) -> list[tuple[str, str, str]]:
    plan = check_plan(project.root / PLAN, project.root).plan
    assert plan is not None
    return [(f"{one.day}", one.indicator, one.source) for one in plan.measurements]


def test_the_files_of_a_day_are_one_measurement(project: Project) -> None:
    project.write(f"{DAY}/uno.yml", "fonte: primo\n01_01_OS01:\n  desk: 4\n")
    project.write(f"{DAY}/due.yml", "fonte: secondo\n01_01_OS01:\n  tempi: 12\n")
    assert said(project) == []
    # The order is that of the plan, whatever the names of the files.
    assert days(project) == [("2025-06-30", "desk", "primo"), ("2025-06-30", "tempi", "secondo")]


def test_the_file_of_the_day_may_stand_beside_its_folder(project: Project) -> None:
    project.write(f"{DAY}.yml", "01_01_OS01:\n  desk: 4\n")
    project.write(f"{DAY}/uno.yml", "01_01_OS01:\n  tempi: 12\n")
    project.write("rilevazioni/2025-12-31.yml", "01_01_OS01:\n  desk: 8\n")
    assert said(project) == []
    assert days(project) == [
        ("2025-06-30", "desk", ""),
        ("2025-06-30", "tempi", ""),
        ("2025-12-31", "desk", ""),
    ]


@pytest.mark.parametrize(
    ("files", "messages"),
    [
        (
            {
                f"{DAY}/a.yml": "01_01_OS01:\n  desk: 4\n",
                f"{DAY}/b.yml": "fonte: x\n01_01_OS01:\n  desk: 5\n",
            },
            [
                f"{DAY}/b.yml:3:9: errore E207: «desk» di 01_01_OS01 quel giorno è già in "
                f"{PLAN}/{DAY}/a.yml, riga 2: tenerlo in un file solo"
            ],
        ),
        (
            {f"{DAY}.yml": "01_01_OS01:\n  desk: 4\n", f"{DAY}/b.yml": "01_01_OS01:\n  desk: 4\n"},
            [
                f"{DAY}/b.yml:2:9: errore E207: «desk» di 01_01_OS01 quel giorno è già in "
                f"{PLAN}/{DAY}.yml, riga 2: tenerlo in un file solo"
            ],
        ),
        (
            {"rilevazioni/2025-06-31/a.yml": "01_01_OS01:\n  desk: 4\n"},
            [
                "rilevazioni/2025-06-31/a.yml:1:1: errore E401: «2025-06-31» non è una data: "
                "la cartella prende il nome dal giorno, come 2025-06-30"
            ],
        ),
        (
            {"rilevazioni/2025-6-30/a.yml": "01_01_OS01:\n  desk: 4\n"},
            [
                "rilevazioni/2025-6-30/a.yml:1:1: errore E401: «2025-6-30» non è una data: "
                "chiamare la cartella «2025-06-30», con le cifre da 0 a 9"
            ],
        ),
        (
            {"rilevazioni/2024-06-30/a.yml": "01_01_OS01:\n  desk: 4\n"},
            ["rilevazioni/2024-06-30/a.yml:1:1: errore E401: il 2024 non è un anno del piano (2025, 2026)"],
        ),
        (
            {"rilevazioni/vecchie/a.yml": "01_01_OS01:\n  desk: 4\n"},
            [
                "rilevazioni/vecchie:1:1: errore E211: in «rilevazioni» stanno solo file .yml: "
                "spostare o rinominare questo"
            ],
        ),
        (
            {f"{DAY}/a.txt": "x"},
            [f"{DAY}/a.txt:1:1: errore E211: in «{DAY}» stanno solo file .yml: spostare o rinominare questo"],
        ),
        (
            {f"{DAY}/a.yml": "01_01_OS01:\n  desk: 4\n", f"{DAY} - Copia/a.yml": "01_01_OS01:\n  desk: 4\n"},
            [
                f"{DAY} - Copia:1:1: errore E214: due versioni dello stesso file: «2025-06-30 - Copia» è una "
                "copia di «2025-06-30»; riportare in «2025-06-30» ciò che serve, poi togliere la copia"
            ],
        ),
        (
            {f"{DAY}/a.yml": "01_01_OS01:\n  desk: tanti\n"},
            [
                f"{DAY}/a.yml:2:9: errore E304: «tanti» non è un numero: con l'unità «n.» ci vuole un "
                "numero, come 1.150 o 9,85, oppure n.d."
            ],
        ),
    ],
)
def test_mistakes(project: Project, files: Mapping[str, str], messages: list[str]) -> None:
    for name, text in files.items():
        project.write(name, text)
    assert said(project) == messages
