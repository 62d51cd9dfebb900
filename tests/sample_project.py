"""A small invented project in a folder of its own, to be changed and checked."""

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.checks.check import check
from generator.plan.scoring.assessment import assess_plan
from generator.publishing.facts import facts_of
from generator.publishing.record import record_name, record_text
from generator.trasparenza.initial_pages import FOLDER, pages
from generator.trasparenza.statutory_tree import statutory_tree

SAMPLE = Path(__file__).resolve().parent / "data" / "sample"
PLAN, NEXT_PLAN = "plan_data/2025-2026", "plan_data/2027-2028"
TREE = f"content/{FOLDER}"


def copy_later(plan: Path, copy: Path, years: int) -> None:
    """Copy a plan as one of the same objectives some years later, without results and news."""
    shutil.copytree(plan, copy, ignore=shutil.ignore_patterns("rilevazioni", "revisioni", "novita.yml"))
    for path in copy.rglob("*.yml"):
        text = re.sub(r"\b202[2-6]\b", lambda year: str(int(year[0]) + years), path.read_text("utf-8"))
        path.write_text(text, "utf-8")


class Project:
    """A copy of the sample. Files are named from the plan's folder; `content/…` from the project's."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(SAMPLE, root)

    def path(self, name: str) -> Path:
        of_project = name.startswith(("content/", "plan_data/", "pubblicato/"))
        return self.root / name if of_project else self.root / PLAN / name

    def add_next_plan(self, name: str = NEXT_PLAN, years: int = 2) -> None:
        """Add the plan of the same objectives some years later."""
        copy_later(self.root / PLAN, self.root / name, years)

    def record(self, today: date) -> None:
        """Record the plan as published, as `vetro record` does."""
        (checked,) = check(self.root, today=today).plans
        assert checked.plan
        text = record_text(checked.plan.period, facts_of(checked.plan, assess_plan(checked.plan)))
        self.write(record_name(checked.plan.period), text)

    def replace(self, name: str, changes: Mapping[str, str]) -> None:
        """Change pieces of a file, each of which must be there exactly once."""
        text = self.path(name).read_text("utf-8")
        for old, new in changes.items():
            assert text.count(old) == 1, f"«{old}» is {text.count(old)} times in {name}"
            text = text.replace(old, new)
        self.write(name, text)

    def write(self, name: str, text: str | bytes) -> None:
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)

    def plant(self) -> None:
        """Add the pages of the statutory tree, as `vetro new albero` does."""
        for path, text in pages(statutory_tree()).items():
            self.write(f"content/{path}", text)

    def link(self, name: str, target: str) -> None:
        """Put a symbolic link in the place of a file or folder."""
        path = self.path(name)
        if path.exists():
            self.remove(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)

    def remove(self, name: str) -> None:
        path = self.path(name)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
