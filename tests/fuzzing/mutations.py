"""How a valid file is damaged: bytes are changed, numbers replaced, parts repeated, left out or moved.

In a zip archive the members are damaged as well as the archive, so that its checksums and offsets hold and the readers
behind it are reached. All choices come from one ``random.Random``: a seed repeats them, and Hypothesis, which has such an
object, makes the damage smaller.
"""

from __future__ import annotations

import io
import random
import zipfile

__all__ = ["mutated"]

#: What is at the edges of the integers of a header.
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, (1 << 63) - 1, (1 << 64) - 1)
_MAX_EDITS = 4
_MAX_PART_NBYTES = 64


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Another file, which differs from ``data`` in a few places."""
    if data.startswith(b"PK\x03\x04") and rng.random() < 0.6:
        return _with_mutated_member(data, rng)  # an empty archive begins otherwise
    changed = bytearray(data)
    for _ in range(rng.randint(1, _MAX_EDITS)):
        _edit(changed, rng)
    return bytes(changed)


def _with_mutated_member(data: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    chosen = rng.choice(sorted(members))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, mutated(content, rng) if name == chosen else content)
    return written.getvalue()


def _edit(data: bytearray, rng: random.Random) -> None:
    """Do one thing to some part. Headers are at the ends of files, so half of the places are."""
    end = len(data)
    near = min(end, 512)
    place = rng.choice((rng.randint(0, end), rng.randint(0, near), end - rng.randint(0, near)))
    part = data[place : place + rng.randint(1, _MAX_PART_NBYTES)]
    kind = rng.randrange(7)
    if kind == 0 and place < end:
        data[place] ^= 1 << rng.randrange(8)
    elif kind == 1:
        nbytes = rng.choice((1, 2, 4, 8))
        number = rng.choice(_NUMBERS) & ((1 << 8 * nbytes) - 1)
        data[place : place + nbytes] = number.to_bytes(nbytes, rng.choice(("little", "big")))
    elif kind == 2:
        del data[place : place + len(part)]
    elif kind == 3:
        data[place:place] = part * rng.choice((1, 2, 50))
    elif kind == 4:
        other = rng.randint(0, end)
        data[other : other + len(part)] = part
    elif kind == 5:
        data[place:place] = rng.randbytes(rng.randint(1, 16))
    else:
        del data[place:]
