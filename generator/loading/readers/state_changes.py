"""Changes of state in revisions: words such as «sospeso», and what each of them can follow."""

from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics, suggestion
from generator.loading.yaml import parser
from generator.loading.yaml.parser import Entry, Node, Scalar
from generator.plan.revisions import State, StateChange

#: States that are written as a word; what replaces an objective is a list below its own key.
_WORDS = {state.value: state for state in State if state is not State.REPLACED}


def added_by(nodes: Iterable[Node]) -> frozenset[tuple[str, str]]:
    """What the files add: objectives by code with an empty id, indicators by code and id."""
    found = set()
    for entry in (entry for node in nodes for entry in _entries(node)):
        pairs = [("", entry.value), *((one.key.text, one.value) for one in _entries(entry.value))]
        for identifier, value in pairs:
            if isinstance(value, Scalar) and value.text == State.ADDED.value:
                found.add((entry.key.text, identifier))
    return frozenset(found)


def _entries(node: Node) -> tuple[Entry, ...]:
    return node.entries if isinstance(node, parser.Mapping) else ()


def is_replacement(node: Node) -> bool:
    """Whether a mapping says by what an objective is replaced."""
    keys = [entry.key.text for entry in _entries(node)]
    return keys == [State.REPLACED.value]


class _Changed(Struct, frozen=True):
    """The last change of state of an objective or an indicator, in words."""

    state: State
    words: str


class StateReader:
    """A reader of changes of state, one revision after the other.

    `is_known` tells whether an objective that replaces another one is in the plan, and reports it if not.
    """

    def __init__(self, is_known: Callable[[Scalar], bool], diagnostics: Diagnostics) -> None:
        self._is_known = is_known
        self._diagnostics = diagnostics
        self._states: dict[tuple[str, str], _Changed] = {}

    def read(self, entry: Entry, key: tuple[str, str], day: date, *, was_revised: bool) -> StateChange | None:
        """The change of state of an objective or an indicator; `None`, with a diagnostic, if it is none.

        `key` are the code and the id, empty for an objective; `was_revised`: an earlier revision changes it.
        """
        change = self._written(entry, key[0])
        if change is None:
            return None
        name, before = key[1] or key[0], self._states.get(key)
        if change.state is State.RESUMED:
            if before is None or before.state is not State.SUSPENDED:
                message = f"«{name}» non è sospeso: non c'è nulla da riprendere"
                self._diagnostics.add(entry.key.location, "E415", message)
                return None
        elif self.is_out(entry, key, name):
            return None
        elif change.state is State.ADDED and (before or was_revised):
            message = f"«{name}» c'era già: una revisione di prima lo ha cambiato"
            self._diagnostics.add(entry.key.location, "E417", message)
            return None
        self._states[key] = _Changed(change.state, change.in_words(day))
        return change

    def _written(self, entry: Entry, code: str) -> StateChange | None:
        value = entry.value
        if isinstance(value, Scalar):
            if value.text in _WORDS:
                return StateChange(_WORDS[value.text])
            if not value.text:
                message = f"qui non cambia nulla di «{entry.key.text}»: scrivere che cosa cambia, o toglierlo"
                self._diagnostics.add(entry.key.location, "E415", message)
                return None
            words = ", ".join(f"«{word}»" for word in _WORDS)
            hint = suggestion(value.text, _WORDS) or f"scrivere {words}, o sotto che cosa cambia"
            self._diagnostics.add(value.location, "E414", f"«{value.text}» qui non vuol dire nulla; {hint}")
            return None
        (one,) = _entries(value)
        written = one.value.items if isinstance(one.value, parser.Sequence) else (one.value,)
        successors = [item for item in written if isinstance(item, Scalar) and item.text]
        if len(successors) < len(written) or not successors:
            message = "dopo «sostituito da» ci vogliono i codici degli obiettivi nuovi, come [01_01_OS07]"
            self._diagnostics.add(one.key.location, "E414", message)
            return None
        wrong = [item for item in successors if item.text == code or not self._is_known(item)]
        if any(item.text == code for item in wrong):
            self._diagnostics.add(one.key.location, "E414", f"«{code}» non può sostituire sé stesso")
        return None if wrong else StateChange(State.REPLACED, tuple(item.text for item in successors))

    def is_out(self, entry: Entry, key: tuple[str, str], name: str) -> bool:
        """Whether something is no longer in force, which is reported: nothing else can change of it."""
        for one in dict.fromkeys(((key[0], ""), key)):
            before = self._states.get(one)
            if before and before.state.is_out:
                remedy = "scrivere prima «ripreso»" if before.state is State.SUSPENDED else "togliere la riga"
                message = f"«{name}» non è più in vigore ({one[1] or one[0]}: {before.words}): {remedy}"
                self._diagnostics.add(entry.key.location, "E417", message)
                return True
        return False

    def has_gone(self, key: tuple[str, str]) -> bool:
        """Whether something is no longer in force."""
        state = self._states.get(key)
        return state is not None and state.state.is_out

    def has_changed(self, key: tuple[str, str]) -> bool:
        """Whether the state of something has changed so far, as that of what was added."""
        return key in self._states
