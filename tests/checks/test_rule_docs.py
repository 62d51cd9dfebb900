"""The rules in the words that editors read, and the pages that are made from them."""

from pathlib import Path

import yaml

from generator.checks.rule_docs import RULES_FILE, rules_as_markdown, rules_as_text, with_rules
from generator.checks.rule_registry import rules

ROOT = Path(__file__).parents[2]


def test_every_rule_is_told_on_the_terminal_with_its_examples() -> None:
    text = rules_as_text()
    for rule in rules():
        assert f"{rule.code} ({rule.severity.value}" in text
        assert rule.title in text
        for example in rule.examples:
            assert all(f"      {line}" in text for line in example.text.splitlines() if line)


def test_one_rule_on_the_terminal() -> None:
    shown = rules_as_text().split("\nE204")[1].split("\nE205")[0]
    assert shown == (
        " (errore): La condizione non esiste.\n"
        "\n"
        "  Le condizioni sono «almeno» (≥), «al massimo» (≤), «pari a» (=), «entro» (una data), "
        "«più di» (>), «meno di»\n"
        "  (<) e «tra» (un minimo e un massimo). Si accettano anche i segni del documento, tra virgolette.\n"
        "\n"
        "  Va bene, in un indicatore:\n"
        "\n"
        "      condizione: almeno\n"
        "\n"
        "  Va bene, in un indicatore:\n"
        "\n"
        '      condizione: ">="\n'
        "\n"
        "  Non va bene, in un indicatore:\n"
        "\n"
        "      condizione: minimo\n"
    )


def test_the_page_of_rules_is_up_to_date() -> None:
    assert (ROOT / "plan_data" / RULES_FILE).read_text("utf-8") == rules_as_markdown(), "vetro schema"


def test_the_guide_has_the_table_of_rules() -> None:
    guide = (ROOT / "plan_data" / "README.md").read_text("utf-8")
    assert with_rules(guide) == guide, "vetro schema"


def test_the_table_is_added_once_and_then_renewed() -> None:
    first = with_rules("# Guida\n\nTesto.\n")
    assert first.startswith("# Guida\n\nTesto.\n\n<!-- regole")
    assert with_rules(first) == first
    assert with_rules(first.replace("| [E204]", "| [E999]") + "\nAltro.\n") == first + "\nAltro.\n"


def test_the_hook_runs_the_command_on_everything() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"] == "vetro check"
    assert hook["pass_filenames"] is False
