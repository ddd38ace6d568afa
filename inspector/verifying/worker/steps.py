"""Building, loading, running and comparing, in that order; the record of the report at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from inspector.architectures.builds.building import attempt, built
from inspector.errors import SelectionError
from inspector.names.renaming import Renaming
from inspector.text import plural
from inspector.verifying.worker.activations import Activations, compared_layers
from inspector.verifying.worker.comparing import compare, digest, flattened
from inspector.verifying.worker.inputs import Inputs, inputs_for, tensors_of
from inspector.verifying.worker.loading import Loaded, loaded
from inspector.verifying.worker.programs import outputs_of_program
from inspector.verifying.worker.rounding import coarser, coarsest, is_explained, rounding_spread
from inspector.verifying.worker.searching import Setting, tried
from inspector.worker_main import WorkerJob

__all__ = ["verified"]

#: Values of the outputs that a report shows.
_SHOWN = 256
Outputs = list[torch.Tensor]


def verified(request: Mapping[str, Any], answers: WorkerJob) -> dict[str, Any]:
    """The record of :class:`inspector.verifying.report.Report`."""
    run = _Run(request, answers)
    ours = run.load(request["file"])
    record: dict[str, Any] = {
        "arch": request["arch"],
        "params": request["params"],
        "missing": list(ours.missing),
        "unexpected": list(ours.unexpected),
        "shape_mismatch": [[item.key, list(item.in_file), list(item.in_module)] for item in ours.mismatched],
        "tied": list(ours.tied),
        "map": dict(ours.map),
        "reference": request["reference"],
        "assumed": list(request["choices"]),
        "framework": ours.framework,
        "transposed": list(ours.transposed),
        "keys": len(ours.module.state_dict()),
    }
    if not ours.is_complete:
        return record | {"problem": _unfit(ours, request["file"], request["arch"])}
    answers.report(0, 0, f"finding an input for {request['arch']}")
    inputs = inputs_for(ours.module, request, ours.dtype)
    outputs = run.outputs(ours.module, inputs)
    record |= {
        "input": dict(inputs.origin),
        "output_shapes": [list(output.shape) for output in outputs],
        "outputs": _head(outputs),
        "digest": digest(outputs),
    }
    record |= run.compared(ours, inputs, outputs)
    if not ours.fits and not record.get("problem"):
        record |= {"match": False, "problem": _unfit(ours, request["file"], request["arch"])}
    return record


@dataclass(frozen=True, slots=True)
class _Run:
    """The request at hand."""

    request: Mapping[str, Any]
    answers: WorkerJob

    def load(self, file: str) -> Loaded:
        arch = self.request["arch"]
        self.answers.report(0, 0, f"building {arch}")
        module = built(self.request["build"], self.request["params"], arch)
        return loaded(module, file, Renaming.parse(self.request["renames"]), self.answers)

    def outputs(self, module: nn.Module, inputs: Inputs) -> Outputs:
        arch = self.request["arch"]
        self.answers.report(0, 0, f"running {arch}")
        torch.manual_seed(self.request["seed"])
        doing = f"running {arch}"
        if "guessed" in inputs.origin:
            doing += f" on a guessed input of shape {inputs.origin['shape']} (input_shape gives another)"
        with attempt(doing), torch.inference_mode():
            found = list(flattened(inputs.call(module)))
        if not found:
            raise SelectionError(f"{arch} gives no tensor")
        return found

    def activations(self, module: nn.Module, inputs: Inputs) -> Activations:
        """What each layer gives. A run of its own: torch takes other, faster ways through layers nobody watches."""
        activations = Activations(module)
        with activations.recording():
            self.outputs(module, inputs)
        return activations

    def compared(self, ours: Loaded, inputs: Inputs, outputs: Outputs) -> dict[str, Any]:
        """The part of the record that says how the outputs compare with the reference."""
        kind = self.request["reference"]
        mine = self.activations(ours.module, inputs)
        if kind == "expected":
            path = Path(self.request["reference_file"])
            expected = list(tensors_of(path).values())
            answer = self._answer(outputs, expected, str(path)) | {"layers": mine.records(), "proof": "outputs"}
            return answer | self._searched(ours, inputs, outputs, expected, answer, str(path))
        if kind == "program":
            path = Path(self.request["reference_file"])
            self.answers.report(0, 0, f"running {path.name}")
            expected = outputs_of_program(self.request, inputs)
            answer = self._answer(outputs, expected, str(path)) | {"layers": mine.records(), "proof": "program"}
            return answer | self._searched(ours, inputs, outputs, expected, answer, str(path))
        if kind == "kept":
            return self._kept(outputs) | {"layers": mine.records(), "proof": "outputs"}
        ours.module.to("meta")  # there need not be memory for two
        file = self.request["reference_file"] if kind == "against" else self.request["file"]
        theirs = self.load(file)
        if not theirs.is_complete:
            return {"match": False, "problem": _unfit(theirs, file, self.request["arch"])}
        expected = self.outputs(theirs.module, inputs)
        answer = self._answer(outputs, expected, file)
        if answer.get("match") is False:
            types = coarser(ours.stored, theirs.stored)
            answer |= self._rounded(theirs.module, inputs, expected, outputs, types)
        layers, first = compared_layers(mine, self.activations(theirs.module, inputs))
        if not theirs.fits:
            answer |= {"match": False, "problem": _unfit(theirs, file, self.request["arch"])}
        if kind == "against":
            answer["proof"] = "checkpoint"
        elif answer.get("bitwise") and theirs.fits:
            answer["match"] = None  # what was compared is the file with itself
        return answer | {"layers": layers, "first_divergence": first}

    def _searched(
        self, ours: Loaded, inputs: Inputs, outputs: Outputs, expected: Outputs, answer: Mapping[str, Any], where: str
    ) -> dict[str, Any]:
        """What other settings of the assumed hyperparameters give, where those assumed do not match.

        Where none matches either, the nearest may be as close as rounding to half precision allows.
        """
        if answer.get("match") is not False:
            return {}
        records = []
        nearest: tuple[float, nn.Module, Outputs, dict[str, Any]] = (answer["nmse"], ours.module, outputs, {})
        if self.request["search"] and self.request["choices"]:
            for setting in tried(self.request, ours, inputs, expected, self.answers):
                records.append(setting.record())
                if setting.difference.close or setting.difference.nmse < nearest[0]:
                    changed = self._changed(setting, inputs, expected, where)
                    nearest = (setting.difference.nmse, setting.module, list(setting.outputs), changed)
                if setting.difference.close:
                    return nearest[3] | {"searched": records}
        _, module, found, changed = nearest
        rounded = self._rounded(module, inputs, found[: len(expected)], expected, ours.stored)
        return (changed if rounded.get("match") else {}) | rounded | {"searched": records}

    def _changed(self, setting: Setting, inputs: Inputs, expected: Outputs, where: str) -> dict[str, Any]:
        """The part of the record that is of another setting than the one assumed."""
        outputs = list(setting.outputs)
        layers = {"layers": self.activations(setting.module, inputs).records()}
        found = {"params": {**self.request["params"], **setting.changes}, "found": dict(setting.changes)}
        shown = {"outputs": _head(outputs), "digest": digest(outputs)}
        return self._answer(outputs, expected, where) | layers | found | shown

    def _rounded(
        self, module: nn.Module, inputs: Inputs, outputs: Outputs, expected: Outputs, stored: Mapping[str, str]
    ) -> dict[str, Any]:
        """Whether rounding to half precision explains how far ``expected`` is from what the module gives."""
        activations = coarsest({str(each.dtype).removeprefix("torch.") for each in expected})
        kind = coarsest({*stored.values(), activations})
        if not kind:
            return {}
        self.answers.report(0, 0, f"computing what rounding to {kind} allows")
        spread = rounding_spread(module, inputs, outputs, stored, activations)
        if spread is None:
            return {}
        explained, allowed = is_explained(outputs, expected, spread)
        return {"rounding": kind, "allowed": allowed} | ({"match": True} if explained else {})

    def _answer(self, outputs: Outputs, expected: Outputs, where: str) -> dict[str, Any]:
        shapes, wanted = ([tuple(tensor.shape) for tensor in side] for side in (outputs, expected))
        if len(outputs) > len(expected) and shapes[: len(expected)] == wanted:
            outputs, shapes = outputs[: len(expected)], wanted  # recorded were the first outputs only
        answer: dict[str, Any] = {"expected": _head(expected)}
        if shapes != wanted:
            return answer | {"problem": f"The outputs have the shapes {shapes}, those of {where} {wanted}."}
        found = compare(outputs, expected, self.request["rtol"], self.request["atol"])
        return answer | {
            "match": found.close,
            "bitwise": found.bitwise,
            "max_abs": found.max_abs,
            "max_rel": found.max_rel,
            "nmse": found.nmse,
            "top1": found.top1,
        }

    def _kept(self, outputs: Outputs) -> dict[str, Any]:
        """Against the digest in the file: equal bits, or close first values where the machine rounds differently."""
        kept = self.request["kept"]
        head = torch.tensor(kept["head"], dtype=torch.float64)
        ours = torch.tensor(_head(outputs)[: len(head)], dtype=torch.float64)
        answer = self._answer([ours], [head], "the file's own record")
        same = digest(outputs) == kept["digest"]
        return answer | {"bitwise": same, "match": same or bool(answer.get("match"))}


def _head(outputs: Sequence[torch.Tensor]) -> list[float]:
    values: list[float] = []
    for output in outputs:
        if len(values) < _SHOWN:
            part = output.reshape(-1)[: _SHOWN - len(values)]
            values += (part.real if part.is_complex() else part).double().tolist()
    return values


def _unfit(found: Loaded, file: str, arch: str) -> str:
    """Why the tensors of a file don't make the module, in a sentence."""
    missing = set(found.missing) - set(found.tied)
    parts = [
        f"{plural(len(missing), 'key')} missing" if missing else "",
        f"{plural(len(found.unexpected), 'key')} unexpected" if found.unexpected else "",
        f"{plural(len(found.mismatched), 'key')} of another shape" if found.mismatched else "",
    ]
    first = next(iter(sorted(missing) or found.unexpected or [item.key for item in found.mismatched]))
    return f"{file} does not fit {arch}: {', '.join(filter(None, parts))} (the first is {first})."
