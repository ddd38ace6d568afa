"""What every kind of storage must do.

>>> class TestMyStorage(StorageConformance):
...     @pytest.fixture
...     def content(self) -> bytes:
...         return bytes(range(256)) * 64
...
...     @pytest.fixture
...     def storage(self, content: bytes) -> Iterator[Storage]:
...         ...
"""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from inspector.errors import TruncatedError
from inspector.sources.storage import Storage

__all__ = ["StorageConformance"]

_THREADS = 8
_PARTS = 100

_OTHER_PROCESS = """
import pickle, sys
storage = pickle.load(sys.stdin.buffer)
pickle.dump((storage.nbytes, storage.key, storage.read()), sys.stdout.buffer)
storage.close()
"""


class StorageConformance:
    """Tests of a ``storage`` whose bytes are ``content``; subclasses have these two fixtures.

    The content should have a few thousand bytes, no two parts of it alike.
    """

    def test_has_all_bytes(self, storage: Storage, content: bytes) -> None:
        assert storage.nbytes == len(content)
        assert storage.read() == content

    def test_any_part_in_any_order(self, storage: Storage, content: bytes) -> None:
        for offset, nbytes in _parts(len(content)):
            assert storage.read(offset, nbytes) == content[offset : offset + nbytes]
        for offset in (0, len(content) // 2, len(content)):
            assert storage.read(offset, 0) == b""
            assert storage.read(offset) == content[offset:]

    def test_fills_the_buffer_it_is_given(self, storage: Storage, content: bytes) -> None:
        buffer = bytearray(b"\xa5" * (len(content) + 2))
        storage.read_into(memoryview(buffer)[1:-1], 0)
        assert buffer == b"\xa5" + content + b"\xa5"
        part = bytearray(len(content) // 2)
        storage.read_into(part, 1)
        assert part == content[1 : 1 + len(part)]

    def test_beyond_the_end_there_is_nothing(self, storage: Storage, content: bytes) -> None:
        size = len(content)
        for offset, nbytes in (
            (-1, 1),
            (-1, size),
            (size, 1),
            (size - 1, 2),
            (size + 1, 0),
            (0, size + 1),
            (1 << 62, 1),
        ):
            for read in (lambda o, n: storage.read(o, n), lambda o, n: storage.read_many([(0, 1), (o, n)])):
                try:
                    read(offset, nbytes)
                except TruncatedError:
                    continue
                raise AssertionError(f"bytes {offset} to {offset + nbytes} of {size} were read")

    def test_threads_may_read_at_once(self, storage: Storage, content: bytes) -> None:
        def all_are_right(seed: int) -> bool:
            parts = list(_parts(len(content), seed))
            return all(storage.read(offset, nbytes) == content[offset : offset + nbytes] for offset, nbytes in parts)

        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        try:
            with ThreadPoolExecutor(_THREADS) as pool:
                assert all(pool.map(all_are_right, range(_THREADS)))
        finally:
            sys.setswitchinterval(interval)

    def test_many_parts_are_the_same_as_one_after_another(self, storage: Storage, content: bytes) -> None:
        parts = [*_parts(len(content)), (0, 0), (0, len(content)), (len(content), 0)]
        assert storage.read_many(parts) == [content[offset : offset + nbytes] for offset, nbytes in parts]
        assert storage.read_many([]) == []

    def test_its_key_is_that_of_the_same_memory(self, storage: Storage) -> None:
        assert storage.key == storage.key
        assert hash(storage.key) == hash(pickle.loads(pickle.dumps(storage)).key)

    def test_pickled_it_is_the_same(self, storage: Storage, content: bytes) -> None:
        copy = pickle.loads(pickle.dumps(storage))
        assert isinstance(copy, Storage)
        assert copy.key == storage.key
        assert copy.nbytes == len(content)
        assert copy.read(1, 5) == content[1:6]
        again = pickle.loads(pickle.dumps(copy))
        assert again.key == storage.key
        assert again.read() == content

    def test_pickled_it_is_the_same_in_another_process(self, storage: Storage, content: bytes) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        answer = subprocess.run(  # noqa: S603 - this Python
            [sys.executable, "-c", _OTHER_PROCESS],
            input=pickle.dumps(storage), capture_output=True, env=environment, check=False,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr.decode()
        assert not answer.stderr
        assert pickle.loads(answer.stdout) == (storage.nbytes, storage.key, content)


def _parts(size: int, seed: int = 0) -> Iterator[tuple[int, int]]:
    """Ranges of all sizes, the same ones for a seed."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(_PARTS):
        offset = rng.randint(0, size)
        yield offset, min(size - offset, rng.choice((1, 2, 7, 64, 1000, size)))
