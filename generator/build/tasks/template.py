"""Task: a template compiled by Jinja, which takes longer than to fill it for a small site."""

from io import BytesIO

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.build.action_cache import ActionCache
from generator.build.environment import key_of, program_digest

TASK = "compile template"


class TemplateCache(BytecodeCache):
    """Keeps compiled templates in the action cache."""

    def __init__(self, cache: ActionCache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is kept for its source."""
        if value := self._cache.get(TASK, bucket.key, _key(bucket)):
            bucket.load_bytecode(BytesIO(value))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds."""
        self._cache.put(TASK, bucket.key, _key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    return key_of(program_digest(), bucket.checksum)
