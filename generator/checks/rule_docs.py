"""The documentation of the rules: for the terminal, and for the pages of the editors' guide."""

from generator.checks.rule_registry import Example, Rule, rules
from generator.loading.diagnostics import Severity

#: The page of all rules, beside the guide, and the markers of the generated table in the guide.
RULES_FILE = "REGOLE.md"
_START, _END = "<!-- regole: scritto da vetro schema -->", "<!-- fine regole -->"

_HEADINGS = {Severity.ERROR: "Errori: il sito non si pubblica", Severity.WARNING: "Avvisi: da guardare"}


def rules_as_text() -> str:
    """All rules for a terminal: code, title, reasons and examples."""
    return "\n".join(_rule_as_text(rule) for rule in rules())


def rules_as_markdown() -> str:
    """The page of all rules."""
    parts = ["# Le regole\n", "Questa pagina è scritta da `vetro schema`: non va modificata a mano.\n"]
    for severity, heading in _HEADINGS.items():
        parts.append(f"## {heading}\n")
        parts += (_rule_as_markdown(rule) for rule in rules() if rule.severity is severity)
    return "\n".join(parts)


def with_rules(guide: str) -> str:
    """The editors' guide with its table of rules updated, or appended if it has none."""
    rows = "\n".join(
        f"| [{rule.code}]({RULES_FILE}#{rule.code.lower()}) | {_cell(rule.title)} |" for rule in rules()
    )
    table = f"{_START}\n\n| codice | che cosa non va |\n|---|---|\n{rows}\n\n{_END}"
    before, start, rest = guide.partition(_START)
    after = rest.partition(_END)[2] if start else "\n"
    return f"{before if start else before.rstrip() + chr(10) * 2}{table}{after}"


def _rule_as_text(rule: Rule) -> str:
    kind = rule.severity.value + (", si può accettare" if rule.acceptable else "")
    parts = [f"{rule.code} ({kind}): {rule.title}", "", _indented(rule.reasons)]
    for example in rule.examples:
        parts += ["", f"  {_heading(example)}:", "", _indented(example.text.rstrip("\n"), 6)]
    return "\n".join(parts) + "\n"


def _rule_as_markdown(rule: Rule) -> str:
    accepted = "\n\nSi può accettare, con un motivo, in `eccezioni`." if rule.acceptable else ""
    parts = [f"### {rule.code}\n", f"**{rule.title}** {rule.reasons}{accepted}\n"]
    parts += (f"{_heading(example)}:\n\n```yaml\n{example.text}```\n" for example in rule.examples)
    return "\n".join(parts)


def _heading(example: Example) -> str:
    return f"{'Va bene' if example.passes else 'Non va bene'}, {example.where}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _indented(text: str, width: int = 2) -> str:
    return "\n".join(" " * width + line if line else "" for line in text.splitlines())
