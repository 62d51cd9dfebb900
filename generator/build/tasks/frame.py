"""Task: the frame of the site."""

import hashlib
from pathlib import Path

from msgspec.msgpack import Decoder, Encoder

from generator.build.action_cache import ActionCache
from generator.build.environment import key_of, program_digest
from generator.build.inputs import Inputs
from generator.site.frame.frame import check_folders, make_frame
from generator.site.frame.slots import Frame, FrameRequest
from generator.site.frame.sources import Sources

TASK = "make frame"
_encode = Encoder().encode
_frame = Decoder(Frame)


def cached_frame(sources: Sources, request: FrameRequest, cache: ActionCache, inputs: Inputs) -> Frame:
    """The frame from the cache, or made anew. Raises `FrameError`.

    The engine reads the sources by itself: the frame is kept only if none was touched while it did.
    """
    check_folders(sources)
    digests = [(sources.name(Path(name)), inputs.digests.get(name, "")) for name in sources.files()]
    key = key_of(program_digest(), hashlib.sha256(_encode(request)).hexdigest(), digests)
    if value := cache.get(TASK, "", key):
        return _frame.decode(value)
    frame = make_frame(sources, request)
    if inputs.unchanged():
        cache.put(TASK, "", key, _encode(frame))
    return frame
