"""The page of the open data: which files there are and what each column holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.opendata.columns import Column
from generator.opendata.monitoring import measurement_columns, policy_columns
from generator.opendata.tables import indicator_columns, objective_columns
from generator.plan.model import Plan
from generator.site.addresses import data_address, document_address
from generator.site.edition import Edition
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of the open data: its files, and name and meaning of each column."""

    title: str
    files: tuple[Link, ...]
    columns: tuple[tuple[str, str], ...]


def _pages(edition: Edition) -> Iterator[Page]:
    plan = edition.plan
    address = data_address(plan)
    title = f"Dati aperti {plan.period}"
    yield Page(
        kind="data",
        address=address,
        title=title,
        short_title="Dati aperti",
        description=f"Obiettivi e indicatori del piano {plan.period} come dati aperti, in CSV e JSON.",
        search=(SearchText(address, title, "open data CSV JSON scaricare"),),
        view={
            "plan": plan,
            "tables": (
                _table(plan, "Obiettivi", "obiettivi", objective_columns(plan)),
                _table(plan, "Indicatori", "indicatori", indicator_columns(plan)),
                _table(plan, "Rilevazioni", "rilevazioni", measurement_columns()),
                _table(plan, "Valutazione", "valutazione", policy_columns()),
            ),
            "document": document_address(plan) if plan.document else None,
        },
    )


def _table(plan: Plan, title: str, stem: str, columns: tuple[Column[Any], ...]) -> TableView:
    names = (f"{stem}.csv", f"{stem}.json")
    return TableView(
        title=title,
        files=tuple(Link(name, data_address(plan, name)) for name in names),
        columns=tuple((column.name, column.description) for column in columns),
    )


KIND = PageKind("data", data_address, _pages)
