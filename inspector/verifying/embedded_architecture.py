"""A checkpoint and its architecture kept together: what is written into the file's metadata, and read back from there.

Kept are the id, the hyperparameters, the input (a seed and a shape), the digest of the outputs and their first values:
enough to rebuild, run and compare without any other file. Code can't be kept this way, so modules of ``--code`` have no
such record: a file that carried its own code would have to be trusted before it could be checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspector.architectures.architecture import Blueprint
from inspector.architectures.registry import builder_of
from inspector.checkpoint.checkpoint import RECORD_PREFIX, Checkpoint
from inspector.errors import SelectionError
from inspector.verifying.report import VerifyReport

__all__ = ["METADATA_KEY", "EmbeddedArchitecture", "embedded_in", "metadata_of"]

#: The name under which the record stands in the metadata; its value is JSON.
METADATA_KEY = f"{RECORD_PREFIX}architecture"
_MAX_NBYTES = 1 << 20
_HEAD = 64


@dataclass(frozen=True, slots=True)
class EmbeddedArchitecture:
    """What a file says of itself. ``outputs`` has the ``digest`` and the ``head``."""

    arch: str
    params: Mapping[str, Any]
    seed: int
    outputs: Mapping[str, Any]

    def blueprint(self, overrides: Mapping[str, Any]) -> Blueprint:
        """How to build the module. Raises SelectionError if this installation does not know the architecture."""
        build, title, requires = builder_of(self.arch)
        return Blueprint(self.arch, title, build, {**self.params, **overrides}, requires)


def metadata_of(report: VerifyReport) -> dict[str, str]:
    """The metadata to write beside the tensors that ``report`` is about.

    Raises SelectionError for a report that can't vouch for anything (outputs that did not match, an input from a file), for
    code of one's own, and for hyperparameters beyond 1 MiB.
    """
    if report.problem or report.match is False:
        raise SelectionError("only a checkpoint whose outputs match is written with its architecture")
    if "seed" not in report.input:
        raise SelectionError("an architecture is written with outputs on seeded noise, not on a file")
    if "sha256" in report.params:
        raise SelectionError("code of one's own can't be kept in a checkpoint; only registered architectures can")
    record = {
        "arch": report.arch,
        "params": {**report.params, "input_shape": report.input["shape"], "input_high": report.input.get("high", 0)},
        "seed": report.input["seed"],
        "digest": report.digest,
        "head": report.outputs[:_HEAD],
    }
    text = json.dumps(record)
    if len(text) > _MAX_NBYTES:
        raise SelectionError(f"the hyperparameters of {report.arch} take more than a file's metadata should")
    return {METADATA_KEY: text}


def embedded_in(checkpoint: Checkpoint) -> EmbeddedArchitecture | None:
    """What the metadata of a checkpoint says, or None if it says nothing that can be used."""
    text = checkpoint.metadata.get(METADATA_KEY)
    if not isinstance(text, str) or len(text) > _MAX_NBYTES:
        return None
    try:
        record = json.loads(text)
        outputs = {"digest": str(record["digest"]), "head": [float(value) for value in record["head"]]}
        return EmbeddedArchitecture(str(record["arch"]), dict(record["params"]), int(record["seed"]), outputs)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
