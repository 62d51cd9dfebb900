"""Sequences whose items are fetched when asked for, so that a large plan need not be all in memory."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")

#: So many sequences have their items at hand; those asked for longest ago fetch them again.
AT_HAND = 16


class LazySequence(Sequence[T], Generic[T]):
    """A sequence of a known length. `fetch` returns the same items whenever it is called."""

    __slots__ = ("_fetch", "_items", "_length")

    def __init__(self, length: int, fetch: Callable[[], Sequence[T]]) -> None:
        self._length = length
        self._fetch = fetch
        self._items: Sequence[T] | None = None

    def _fetched(self) -> Sequence[T]:
        if self._items is None:
            self._items = self._fetch()
            _RECENT.append(self)
            if len(_RECENT) > AT_HAND:
                _RECENT.popleft().forget()
        return self._items

    def forget(self) -> None:
        """Let the items go; whoever asks for them has them fetched again."""
        self._items = None

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """The item or items there."""
        return self._fetched()[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self._fetched())

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


_RECENT: deque[LazySequence[Any]] = deque()
