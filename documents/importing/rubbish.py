"""When Python looks for rubbish during an import: between two batches, and only among what they left."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def rubbish_by_hand() -> Iterator[Callable[[], object]]:
    """Hand out what collects rubbish, and let nothing else do so meanwhile.

    By itself Python goes through the whole program again and again while a batch grows, a quarter of the time of an
    import, and finds nothing: what a batch makes lives until the batch is stored. What was there before is left out
    of every search, also in forked children, which then share it with their parent unchanged.
    """
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield gc.collect
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
