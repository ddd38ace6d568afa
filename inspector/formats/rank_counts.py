"""How many ranks a run had: as its files say, and as the shapes of what was cut among them let see.

Numbers of files alone do not tell whether the last ones are missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from msgspec import DecodeError
from msgspec.json import Decoder

from inspector.findings import Finding, Severity
from inspector.pickles.names import words
from inspector.sources.location import Location
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry, key_of, key_parts
from inspector.text import plural, printable, shortened

__all__ = ["MAX_RANKS", "STAGES", "TENSOR_RANKS", "document", "finding_of_shapes", "missing_ranks", "said_count"]

#: What Megatron-LM, DeepSpeed and those who build on them call these numbers, in what they save beside the model.
TENSOR_RANKS = words("""
    args.tensor_model_parallel_size args.model_parallel_size mp_world_size hparams.tensor_model_parallel_size
    hyper_parameters.tensor_model_parallel_size hyper_parameters.cfg.tensor_model_parallel_size
""")
STAGES = words("""
    args.pipeline_model_parallel_size hyper_parameters.pipeline_model_parallel_size
    hyper_parameters.cfg.pipeline_model_parallel_size
""")
MAX_RANKS = 65_536
_MAX_DOCUMENT_NBYTES = 1 << 16
_MAX_NAMED = 8
#: What joins the heads of attention: as wide as the model, and on each rank as many inputs as this has heads for.
_JOINS_HEADS = words("dense linear_proj o_proj wo")


def said_count(entries: Iterable[Entry], names: Collection[str]) -> int:
    """The number that a value of one of these names has; 0 if there is none, or none that can be."""
    for entry in entries:
        if isinstance(entry, ValueEntry) and type(entry.value) is int and key_of(entry.path) in names:
            return entry.value if 0 < entry.value <= MAX_RANKS else 0
    return 0


def document(folder: Location, name: str) -> dict[str, Any]:
    """A small JSON file beside the ranks'; nothing if it is not there or damaged."""
    place = folder.child(name)
    if not place.exists or place.is_folder:
        return {}
    with place.open() as file:
        text = file.read(0, min(file.nbytes, _MAX_DOCUMENT_NBYTES))
    try:
        return Decoder(dict[str, Any]).decode(text)
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def missing_ranks(there: Collection[int], total: int, name: str = "{}", what: str = "rank") -> list[Finding]:
    """A finding if some of ``total`` ranks are not there; ``name`` is what the file of one is called."""
    count = total - len(there)
    if count <= 0:
        return []
    absent = (number for number in range(total) if number not in there)
    shown = ", ".join(name.format(number) for number, _ in zip(absent, range(_MAX_NAMED), strict=False))
    more = ", …" if count > _MAX_NAMED else ""
    message = f"{plural(count, what)} of {total} not there or unreadable: {shown}{more}."
    return [Finding(Severity.WARNING, "shard-missing", message)]


def finding_of_shapes(tensors: Iterable[TensorEntry], total: int) -> list[Finding]:
    """A finding if the layers that join the heads were cut among more ranks than the ``total`` there are.

    Such a layer has as many outputs as the whole of it has inputs, in most models. Of those that have another number the
    shape tells nothing, unless it is a multiple, as in no model that is known.
    """
    for entry in tensors:
        *_, block, module, kind = ["", "", "", *".".join(key_parts(entry.path)).split(".")]
        joins_heads = module in _JOINS_HEADS and (module != "dense" or "attention" in block)
        if joins_heads and kind == "weight" and len(entry.shape) == 2 and "global_shape" not in entry.attributes:
            width, inputs = entry.shape
            if not inputs or width % inputs or width // inputs <= total:
                return []
            name = printable(shortened(key_of(entry.path), 80))
            message = (
                f"Ranks seem to be missing: the shape of {name}, {width} × {inputs}, "
                f"is that of one of {width // inputs} ranks; {total} {'is' if total == 1 else 'are'} there."
            )
            return [Finding(Severity.WARNING, "shard-missing", message)]
    return []
