"""The same network in torch and in another framework: kernels transposed, gates in another order, names by class.

Layers are brought together by the shapes of their variables: those of one kind by name, then by content, then in order, for
Keras calls layers in a file by their class and torch by what the user called them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from inspector.architectures.layouts import flattened_by_channel
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.conversion.rules import Converted
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sources.storage import MemoryStorage
from inspector.tensors.converted import ConvertedStorage
from inspector.tensors.entries import TensorEntry
from inspector.tensors.hashing import sha256
from inspector.tensors.reading import read_values

if TYPE_CHECKING:
    from inspector.architectures.subject import Subject

__all__ = ["is_translation", "translations"]

_Layer = Mapping[str, TensorEntry]
#: What only other frameworks call a variable.
_WORDS = ("kernel", "embedding", "vars", "moving_", "gamma")
_NO_WORD = re.compile(r"[^a-z0-9]+")
#: What torch counts beside the variables that all frameworks have.
_COUNTER = "num_batches_tracked"
_FLATTENED = "transpose, flattened by channel"
#: Ways to cut the features of a dense layer into an image that are tried.
_MOST_IMAGES = 256


def is_translation(model: Checkpoint, other: Checkpoint) -> bool:
    """Whether ``other`` is of a framework other than torch, and ``model`` is of torch."""
    return _may_be_foreign(other) and _foreign(other) is not None and not (
        _may_be_foreign(model) and _foreign(model) is not None
    )  # fmt: skip


def translations(model: Checkpoint, other: Checkpoint) -> Iterator[tuple[Converted, TensorEntry]]:
    """For each variable that torch's model has too: the model's tensor, and the variable as torch lays it out.

    None at all where most layers are of no kind that the model has.
    """
    subject = _foreign(other)
    if subject is None:
        return
    from inspector.architectures.translation import state_dicts

    ours = max(
        (_layers(subject.tensors) for subject in state_dicts(model)),
        key=lambda layers: sum(map(len, layers.values())),
        default={},
    )
    theirs = _layers(subject.tensors)
    pairs = list(_paired(ours, theirs))
    if 2 * len(pairs) < len(theirs):
        return
    stored = {entry.key: entry for entry in other.state_tensors}
    channels = {entry.shape[0] for entry in subject.tensors.values() if len(entry.shape) == 4}
    for name, partner in pairs:
        for variable, target in theirs[partner].items():
            source = ours[name][variable]
            rule = _rule(target, stored[target.key])
            if subject.conventions.channels_last and rule == "transpose" and len(target.shape) == 2:
                by_channel = _by_channel(target, source, channels)
                rule, target = (rule, target) if by_channel is None else (_FLATTENED, by_channel)
            yield Converted(rule, source, (source.key,)), target


def _may_be_foreign(checkpoint: Checkpoint) -> bool:
    """Cheaply, for there may be a hundred thousand names."""
    if checkpoint.format.startswith(("paddle", "mxnet")):
        return True
    return any(word in entry.key for entry in checkpoint.state_tensors for word in _WORDS)


def _foreign(checkpoint: Checkpoint) -> Subject | None:
    """The state dict as torch would have it, if it is of another framework."""
    from inspector.architectures.subject import TORCH  # few files may be of another
    from inspector.architectures.translation import state_dicts

    found = (subject for subject in state_dicts(checkpoint) if subject.conventions != TORCH)
    return max(found, key=lambda subject: len(subject.tensors), default=None)


def _layers(tensors: Mapping[str, TensorEntry]) -> dict[str, _Layer]:
    layers: dict[str, dict[str, TensorEntry]] = defaultdict(dict)
    for key, entry in tensors.items():
        name, _, variable = key.rpartition(".")
        if variable != _COUNTER:
            layers[name][variable] = entry
    return dict(layers)


def _paired(ours: Mapping[str, _Layer], theirs: Mapping[str, _Layer]) -> Iterator[tuple[str, str]]:
    """Layers of one kind: first those of one name, then those that hold the same, then the others in order."""
    kinds: dict[Hashable, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, layers in enumerate((ours, theirs)):
        for name, layer in layers.items():
            kind = frozenset((variable, entry.shape) for variable, entry in layer.items())
            kinds[kind][side].append(name)
    for names, others in kinds.values():
        for trait in (_name, _plain_name, _last_name, _content):
            if not names or not others or (trait is _content and len(names) == len(others) == 1):
                break
            yield from _matched(trait, ours, names, theirs, others)
        yield from zip(names, others, strict=False)


def _matched(
    trait: Callable[[str, _Layer], Hashable],
    ours: Mapping[str, _Layer],
    names: list[str],
    theirs: Mapping[str, _Layer],
    others: list[str],
) -> Iterator[tuple[str, str]]:
    """The layers that a trait tells from all others on both sides, which are taken out of the lists."""
    sides: list[dict[Hashable, str | None]] = [{}, {}]
    for side, layers, left in zip(sides, (ours, theirs), (names, others), strict=True):
        for name in left:
            found = trait(name, layers[name])
            side[found] = None if found in side else name
    for found, own in sides[0].items():
        partner = sides[1].get(found)
        if own is not None and partner is not None:
            names.remove(own)
            others.remove(partner)
            yield own, partner


def _name(name: str, _: _Layer) -> Hashable:
    return name


def _plain_name(name: str, _: _Layer) -> Hashable:
    """``encoder/layer_0`` and ``encoder.layer.0`` are one."""
    return _NO_WORD.sub(".", name.lower())


def _last_name(name: str, _: _Layer) -> Hashable:
    return name.rpartition(".")[2]


def _content(_: str, layer: _Layer) -> Hashable:
    """What the largest tensor of a layer holds; nothing that another could hold, if it can't be read."""
    entry = max(layer.values(), key=lambda entry: entry.numel)
    try:
        return sha256(entry, Job())
    except InspectorError:
        return id(entry)


def _rule(target: TensorEntry, stored: TensorEntry) -> str:
    """What was done to a variable of the file so that it is as torch has it."""
    if target.storage is stored.storage:
        return "identity" if target.strides == stored.strides else "transpose"
    if isinstance(target.storage, MemoryStorage):
        return "zeros"
    return _FLATTENED if isinstance(target.storage, ConvertedStorage) else "gates in torch's order"


def _by_channel(target: TensorEntry, source: TensorEntry, channels: set[int]) -> TensorEntry | None:
    """The weight as torch flattens images, if it is behind convolutions: the way that most of a row agrees with."""
    outputs, features = target.shape
    if not outputs or not channels:
        return None
    try:
        row, wanted = (read_values(side.region((slice(0, 1),))).reshape(-1) for side in (target, source))
    except InspectorError:  # the comparison will say so
        return None
    best, found = np.count_nonzero(row == wanted), None
    for image in _images(features, channels):
        agreeing = np.count_nonzero(row.reshape(image).transpose(2, 0, 1).reshape(-1) == wanted)
        if agreeing > best:
            best, found = agreeing, image
    return None if found is None else flattened_by_channel(target, found)


def _images(features: int, channels: set[int]) -> list[tuple[int, int, int]]:
    """Heights, widths and channels that make up so many features, the squarest first."""
    found = [
        (height, features // depth // height, depth)
        for depth in channels
        if depth > 1 and features > depth and features % depth == 0
        for height in range(1, min(features // depth, 4096) + 1)
        if features // depth % height == 0
    ]
    return sorted(found, key=lambda image: abs(image[0] - image[1]))[:_MOST_IMAGES]
