"""Items that are fetched when they are asked for are the items, however few are at hand."""

from generator.plan.lazily import AT_HAND, LazySequence


def test_items_are_fetched_once_and_let_go_when_others_are_asked_for() -> None:
    fetched: list[int] = []

    def sequence(number: int) -> LazySequence[int]:
        def fetch() -> tuple[int, ...]:
            fetched.append(number)
            return (number, number + 1, number + 2)

        return LazySequence(3, fetch)

    first, *others = [sequence(number) for number in range(AT_HAND + 1)]
    assert len(first) == 3
    assert fetched == []
    assert (list(first), first[0], first[1:]) == ([0, 1, 2], 0, (1, 2))
    assert fetched == [0]
    for other in others:
        assert len(list(other)) == 3
    assert list(first) == [0, 1, 2]
    assert fetched == [*range(AT_HAND + 1), 0]


def test_it_equals_what_has_the_same_items() -> None:
    lazy = LazySequence(2, lambda: ("a", "b"))
    assert lazy == ("a", "b")
    assert lazy == LazySequence(2, lambda: ["a", "b"])
    assert lazy != ("a",)
