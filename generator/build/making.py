"""Makes what belongs to single objectives, or takes it over from the earlier site.

A file of the cache, for each plan, tells the next run what was made: a line for each objective, and one for
each file about the whole plan. It is one file, so that the two are always of the same run; and it is believed
only as far as the files that it speaks of are still the same.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.json import decode, encode
from msgspec.structs import replace

from generator.build.asides import ASIDE, PutTogether, forget_others, put_together_of_json, set_aside
from generator.build.environment import program_digest
from generator.build.kept import read_kept, remembered, write_kept
from generator.build.parallel import batch_size
from generator.build.products import Maker, Product, keys_of, product_of_json
from generator.build.spans import Join, Span, StoredParts
from generator.build.stores import FileStore, MemoryStore, Store
from generator.build.work import Job
from generator.plan.model import Objective, Plan
from generator.publishing.output_dir import FolderSink, Sink, Written
from generator.site.page import Page
from generator.site.published_plan import PublishedPlan

#: What the keys of lines begin with.
_OBJECTIVE, _FILE = "obiettivo ", "file "


class Made(Struct, frozen=True):
    """An objective that is done; `spans` tell where its fresh parts were set aside, if not in memory."""

    product: Product
    spans: Mapping[str, Span] = field(default_factory=dict)


class Making(Struct):
    """The objectives of one plan: what is kept of them, what there is to do, and what came of it.

    `folder` is that of what is kept; `basis` what everything made of this plan rests on; `parts` are there
    once all objectives are made.
    """

    maker: Maker
    folder: Path
    basis: str
    keys: Mapping[str, str] = field(default_factory=dict)
    parts: StoredParts | None = None
    _kept: dict[str, bytes] = field(default_factory=dict)
    _taken: list[Made] = field(default_factory=list)
    _put_together: dict[str, PutTogether] = field(default_factory=dict)
    _stores: dict[str, Store] = field(default_factory=dict)
    _spans: dict[str, dict[str, Span]] = field(default_factory=dict)

    @property
    def edition(self) -> PublishedPlan:
        """The plan."""
        return self.maker.edition

    def jobs(self, sink: Sink) -> tuple[Job[list[Made]], ...]:
        """Take over what can be; what there is to do besides: each job makes some objectives."""
        self.keys = keys_of(self.edition)
        if self.keys:
            self._read_kept(sink)
        objectives = []
        for objective in self.edition.plan.objectives:
            if product := self._taken_over(objective, sink):
                self._taken.append(Made(product))
            else:
                objectives.append(objective)
        size = batch_size(len(objectives))
        batches = [(start, objectives[start : start + size]) for start in range(0, len(objectives), size)]
        return tuple(partial(self._do, batch, start) for start, batch in batches)

    def _do(self, objectives: Sequence[Objective], number: int, sink: Sink) -> list[Made]:
        done = []
        spool: list[bytes] = []
        offset = 0
        store = f"{self.edition.plan.period}-{number}"
        for objective in objectives:
            spans: dict[str, Span] = {}
            product = self.maker.make(objective, self.keys.get(objective.code, ""), sink)
            if isinstance(sink, FolderSink):
                for part, content in product.parts.items():
                    spans[part] = (store, offset, len(content))
                    spool.append(content)
                    offset += len(content)
                product = replace(product, parts={})
            done.append(Made(product, spans))
        if spool and isinstance(sink, FolderSink):
            sink.aside.mkdir(exist_ok=True)
            (sink.aside / store).write_bytes(b"".join(spool))
        return done

    def _taken_over(self, objective: Objective, sink: Sink) -> Product | None:
        line = self._kept_of(objective)
        if line is None:
            return None
        product = product_of_json(objective.code, decode(line))
        return product if all(sink.keep(*file) for file in product.files.items()) else None

    def _kept_of(self, objective: Objective) -> bytes | None:
        """What is kept of an objective, if it was made under the key that it has now."""
        line = self._kept.get(objective.code)
        # The key comes first in the line.
        return line if line and line[2:66].decode() == self.keys.get(objective.code) else None

    def finished(self, made: Iterable[Made], sink: Sink) -> PublishedPlan:
        """The edition with everything that was made of its objectives at hand."""
        edition = self.edition
        lines: dict[str, bytes] = {}
        for one in (*self._taken, *made):
            product = one.product
            edition.assessment.seed(product.code, edition.assessment.year, product.standing)
            edition.remember(product.code, product.marks)
            for part, span in one.spans.items():
                self._spans.setdefault(part, {})[product.code] = span
                if isinstance(sink, FolderSink):
                    self._stores.setdefault(span[0], FileStore(f"{sink.aside}/{span[0]}"))
            for part, content in product.parts.items():
                store = f"{product.code}/{part}"
                self._stores[store] = MemoryStore(content)
                self._spans.setdefault(part, {})[product.code] = (store, 0, len(content))
            fresh = one.spans or product.parts
            lines[product.code] = encode(product.as_json()) if fresh else self._kept[product.code]
        self._kept = lines
        self.parts = StoredParts(self._stores, self._spans)
        return replace(edition, parts=self.parts, recall=self._recall)

    def _recall(self, name: str, basis: str, make: Callable[[], bytes]) -> bytes:
        return remembered(self.folder / name, f"{program_digest()} {basis}", make)

    def key_of(self, page: Page) -> str:
        """What a page about the whole plan depends on, besides the basis; empty where that is not known.

        Of the plan itself templates show no more than its head, which is in the basis.
        """
        if not self.keys:
            return ""
        view: object
        if page.rests_on:
            view = [self.keys[one.code] for one in page.rests_on]
        else:
            view = {name: value for name, value in page.shown().items() if not isinstance(value, Plan)}
        joined = {name: [self.keys[one.code] for one in found] for name, found in page.joined.items()}
        return hashlib.sha256(
            repr((replace(page, view={}, joined={}, rests_on=()), view, joined)).encode()
        ).hexdigest()

    def take_over(self, name: str, key: str, sink: Sink) -> PutTogether | None:
        """Take a page over from the earlier site, if it was made under the same key."""
        found = self._put_together.get(name)
        taken = found is not None and key and found.key == key and sink.keep(name, found.written)
        return found if taken else None

    def keep(self, files: Mapping[str, PutTogether]) -> None:
        """Note for the next run what was put together, and where the parts lie in it."""
        if self.edition.digests:
            lines = {f"{_OBJECTIVE}{code}": line for code, line in self._kept.items()}
            for name, file in sorted(files.items()):
                lines[f"{_FILE}{name}"] = encode(file.as_json())
            write_kept(self.folder / "prodotti", self.basis, lines)
            forget_others(self.folder, files)

    def _read_kept(self, sink: Sink) -> None:
        """Take note of what is kept, unless a file that holds parts is not there any more as it was."""
        kept = read_kept(self.folder / "prodotti", self.basis)
        for key, line in kept.items():
            if not key.startswith(_FILE):
                continue
            name = key.removeprefix(_FILE)
            file = put_together_of_json(decode(line))
            self._put_together[name] = file
            if not file.joins:
                continue
            store = self._store(name, file.written, sink)
            if store is None:
                self._stores.clear()
                self._spans.clear()
                return
            self._stores[name] = store
            for join in file.joins:
                spans = self._spans.setdefault(join.part, {})
                for code, offset, length in join.places():
                    spans[code] = (name, offset, length)
        self._kept = {
            key.removeprefix(_OBJECTIVE): line for key, line in kept.items() if key.startswith(_OBJECTIVE)
        }

    def _store(self, name: str, wanted: Written, sink: Sink) -> Store | None:
        return (self.beside(sink) if name.startswith(ASIDE) else sink).earlier(name, wanted)

    def note(
        self, name: str, content: bytes, written: Written, sink: Sink, key: str = ""
    ) -> Iterator[tuple[str, PutTogether]]:
        """Note where the parts lie that were joined since this was last asked: in `content`, the file `name`.

        Parts that do not lie there as they were joined, since the file is compressed, are set aside.
        """
        if self.parts is None or not self.keys:
            return
        there: list[Join] = []
        end = 0
        for joined in self.parts.take_joined():
            # One after the other: a long page has a hundred of them.
            if join := joined.located_in(content, end):
                there.append(join)
                end = join.start + join.length
            else:
                yield from set_aside(joined.join, self.parts, self._put_together, self.beside(sink))
        if there or key:
            yield name, PutTogether(written, tuple(there), key)

    def beside(self, sink: Sink) -> FolderSink:
        """Where parts are kept that do not lie in the site as they are."""
        return FolderSink(self.folder, self.folder, sink.prints)
