"""An adapter compared with its base, module by module: the norms of what changes, or why nothing does."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from inspector.adapters.assembly import Scaled, bias_delta, scaled, weight_delta
from inspector.adapters.changes import Change, Difference, ModuleChange
from inspector.adapters.configuration import AdapterConfig
from inspector.adapters.meeting import BaseModules, Meeting, meet
from inspector.adapters.modules import Adapter, AdapterModule, read_adapter
from inspector.adapters.report import AdapterReport, ModuleReport, ModuleState, WholeTensor
from inspector.adapters.spectra import delta_spectrum, factor_spectrum
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, InspectorError, LimitError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.names.ordering import natural_key
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values, split
from inspector.text import printable, shape_text, shortened, size_text

__all__ = ["Survey", "surveyed", "surveyed_fine_tune"]

_LONGEST = 120
Each = Callable[[ModuleReport], object]


@dataclass(slots=True)
class Survey:
    """What becomes of the base's tensors, by their keys: what they change to, or are replaced by."""

    modules: list[ModuleReport] = field(default_factory=list)
    whole: list[WholeTensor] = field(default_factory=list)
    changes: dict[str, Change] = field(default_factory=dict)
    replaced: dict[str, TensorEntry] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def changed_keys(self) -> set[str]:
        """The keys of the base's tensors that are not left as they are."""
        return {*self.changes, *self.replaced}


class _Surveyor:
    """Goes through the modules of an adapter; ``is_measured`` says whether norms and singular values are wanted."""

    def __init__(self, config: AdapterConfig, base: BaseModules | None, job: Job, *, is_measured: bool) -> None:
        self._config = config
        self._base = base
        self._job = job
        self._is_measured = is_measured
        self.survey = Survey()

    def module(self, module: AdapterModule, name: str, ambiguous: str) -> ModuleReport:
        """What a module is and does; ``name`` is the base's, empty if there is none, ``ambiguous`` why that may be."""
        try:
            scaling = scaled(module, self._config)
            self._check_rank(module, scaling)
            if self._base is None:
                return self._alone(module, scaling)
            if not name:
                state = ModuleState.AMBIGUOUS if ambiguous else ModuleState.NO_SUCH_MODULE
                return self._dead(module, state, ambiguous or "no such module in the base", scaling)
            return self._met(module, name, scaling)
        except CheckpointError as error:
            return self._dead(module, ModuleState.BROKEN, error.reason)
        except InspectorError as error:
            return self._dead(module, ModuleState.BROKEN, str(error))

    def _check_rank(self, module: AdapterModule, scaling: Scaled) -> None:
        said = self._config.rank_of(module.name) if self._config.known else None
        if scaling.rank is not None and said is not None and said != scaling.rank:
            ranks = f"rank {scaling.rank}, and adapter_config.json says {said:g}; the tensors count"
            message = f"{_named(module.name)} has {ranks}."
            self.survey.findings.append(Finding(Severity.WARNING, "adapter-rank", message, module.keys[0]))

    def _alone(self, module: AdapterModule, scaling: Scaled) -> ModuleReport:
        make = weight_delta if module.changes_weight else bias_delta
        delta = make(module, scaling.scaling)
        state = ModuleState.ZERO if delta.is_zero else ModuleState.ALONE
        reason = "its delta is zero: never trained" if delta.is_zero else ""
        measured = factor_spectrum(delta, self._job) if self._is_measured else None
        return ModuleReport(
            module.name, module.title, module.keys, state, reason, (), delta.shape, scaling.rank, scaling.alpha,
            scaling.scaling, delta=measured,
        )  # fmt: skip

    def _dead(
        self, module: AdapterModule, state: ModuleState, reason: str, scaling: Scaled | None = None
    ) -> ModuleReport:
        facts = (None, None, None) if scaling is None else (scaling.rank, scaling.alpha, scaling.scaling)
        return ModuleReport(module.name, module.title, module.keys, state, reason, (), (), *facts)

    def _met(self, module: AdapterModule, name: str, scaling: Scaled) -> ModuleReport:
        found: dict[str, ModuleChange] = {}
        for parameter, is_changed in (("weight", module.changes_weight), ("bias", module.changes_bias)):
            if not is_changed:
                continue
            assert self._base is not None, "a module meets a base"
            entry = self._base.parameter(name, parameter)
            if entry is None:
                reason = f"{name} has no {parameter} in the base"
                return self._dead(module, ModuleState.NO_SUCH_MODULE, reason, scaling)
            if entry.key in self.survey.changed_keys:
                return self._dead(module, ModuleState.AMBIGUOUS, f"another module changes {entry.key}, too", scaling)
            reason = _why_not_changed(entry)
            if reason:
                return self._dead(module, ModuleState.WRONG_SHAPE, f"{entry.key} {reason}", scaling)
            try:
                found[entry.key] = self._change(module, entry, scaling.scaling, bias=parameter == "bias")
            except CheckpointError as error:
                return self._dead(module, ModuleState.WRONG_SHAPE, error.reason, scaling)
        self.survey.changes |= found
        return self._measured(module, scaling, found)

    def _change(self, module: AdapterModule, entry: TensorEntry, scaling: float, *, bias: bool) -> ModuleChange:
        square = len(entry.shape) == 2 and entry.shape[0] == entry.shape[1]
        # of a matrix that is not square the shapes say it, whatever the configuration does: PEFT goes by the layer's class
        transposed = self._config.fan_in_fan_out and square and not bias
        return ModuleChange(module, entry, scaling, bias=bias, transposed=transposed)

    def _measured(self, module: AdapterModule, scaling: Scaled, found: dict[str, ModuleChange]) -> ModuleReport:
        change = next(iter(found.values()))
        is_decomposed = change.magnitude_role is not None
        state, reason = ModuleState.CHANGES, ""
        if not is_decomposed and all(each.read_delta().is_zero for each in found.values()):
            state, reason = ModuleState.ZERO, "its delta is zero: never trained"
        measured = factors = base_norm = None
        if self._is_measured:
            measured = delta_spectrum(change, self._job)
            factors = factor_spectrum(change.read_delta(), self._job) if is_decomposed else None
            base_norm = tensor_norm(change.base, self._job)
            if not math.isfinite(measured.norm):
                message = f"{_named(module.name)} adds values that are NaN or infinite."
                self.survey.findings.append(Finding(Severity.WARNING, "adapter-not-finite", message, module.keys[0]))
        return ModuleReport(
            module.name, module.title, module.keys, state, reason, tuple(found), change.base.shape, scaling.rank,
            scaling.alpha, scaling.scaling, change.is_turned, measured, factors, base_norm,
        )  # fmt: skip

    def whole(self, name: str, entry: TensorEntry) -> WholeTensor:
        """What a tensor that the adapter has whole replaces."""
        assert self._base is not None, "a whole tensor replaces one of a base"
        base = self._base.whole(name)
        if base is None:
            return WholeTensor(entry.key, reason="no such tensor in the base")
        if base.shape != entry.shape:
            reason = f"is {shape_text(entry.shape)}, and {base.key} is {shape_text(base.shape)}"
            return WholeTensor(entry.key, reason=reason)
        if base.key in self.survey.changed_keys:
            return WholeTensor(entry.key, reason=f"a module changes {base.key}, too")
        self.survey.replaced[base.key] = entry
        return WholeTensor(entry.key, base.key)


def surveyed(
    adapter: Checkpoint, base: Checkpoint | None, job: Job, each: Each | None = None, *, is_measured: bool = True
) -> tuple[AdapterReport, Survey]:
    """An adapter, alone or with its base."""
    _check_proportion(adapter, job.limits)
    config = AdapterConfig.beside(adapter.location)
    found = read_adapter(adapter.state_tensors)
    base_modules = None if base is None else BaseModules(base.state_tensors)
    meeting = Meeting({}, {}) if base_modules is None else meet(found.modules, base_modules, job)
    surveyor = _Surveyor(config, base_modules, job, is_measured=is_measured)
    survey = surveyor.survey
    for done, module in enumerate(found.modules):
        job.report(done, len(found.modules), f"Measuring {module.name}")
        report = surveyor.module(module, meeting.names.get(module, ""), meeting.ambiguous.get(module, ""))
        survey.modules.append(report)
        if each is not None:
            each(report)
    for name, entry in found.whole.items():
        survey.whole.append(WholeTensor(entry.key) if base_modules is None else surveyor.whole(name, entry))
    return _report(adapter, base, config, found, survey), survey


def _check_proportion(adapter: Checkpoint, limits: Limits) -> None:
    """Raise LimitError for tensors far larger than their file, as views of little memory are: all are gone through."""
    nbytes = sum(entry.nbytes for entry in adapter.state_tensors)
    if adapter.files and nbytes > limits.adapter_of(sum(file.nbytes for file in adapter.files)):
        reason = f"has tensors of {size_text(nbytes)} together, out of all proportion to the file"
        raise LimitError(reason, str(adapter.location))


def _report(
    adapter: Checkpoint, base: Checkpoint | None, config: AdapterConfig, found: Adapter, survey: Survey
) -> AdapterReport:
    effective = {key for report in survey.modules if report.state is ModuleState.CHANGES for key in report.base_keys}
    changed = effective | set(survey.replaced)
    unchanged = [] if base is None else [entry.key for entry in base.state_tensors if entry.key not in changed]
    return AdapterReport(
        str(adapter.location), "" if base is None else str(base.location), config, found.methods, _in_order(survey.modules),
        survey.whole, [entry.key for entry in found.unread], unchanged, [*found.findings, *survey.findings],
    )  # fmt: skip


def surveyed_fine_tune(
    tuned: Checkpoint,
    base: Checkpoint,
    pairs: Sequence[tuple[TensorEntry, TensorEntry]],
    job: Job,
    each: Each | None = None,
) -> AdapterReport:
    """What a full fine-tune changed: of each pair of the base's tensor and its own, the delta."""
    modules = []
    for done, (entry, own) in enumerate(pairs):
        job.report(done, len(pairs), f"Measuring {entry.key}")
        report = _tuned(entry, own, job)
        modules.append(report)
        if each is not None:
            each(report)
    changed = {key for report in modules if report.state is ModuleState.CHANGES for key in report.base_keys}
    paired = {own.key for _, own in pairs}
    whole = [
        WholeTensor(entry.key, reason="no such tensor in the base")
        for entry in tuned.state_tensors
        if entry.key not in paired
    ]
    return AdapterReport(
        str(tuned.location), str(base.location), AdapterConfig(), ("full",), _in_order(modules), whole,
        unchanged=[entry.key for entry in base.state_tensors if entry.key not in changed], is_fine_tune=True,
    )  # fmt: skip


def _in_order(modules: Sequence[ModuleReport]) -> Sequence[ModuleReport]:
    """As in the file; what is sorted by its characters there has its numbers in order, the tenth layer after the ninth."""
    names = [module.name for module in modules]
    return sorted(modules, key=lambda module: natural_key(module.name)) if names == sorted(names) else modules


def _tuned(base: TensorEntry, tuned: TensorEntry, job: Job) -> ModuleReport:
    keys, base_keys = (tuned.key,), (base.key,)
    if base.shape != tuned.shape:
        reason = f"is {shape_text(tuned.shape)}, and the base's is {shape_text(base.shape)}"
        return ModuleReport(tuned.key, "full", keys, ModuleState.WRONG_SHAPE, reason)
    reason = _why_not_changed(base) or _why_not_changed(tuned)
    if reason:
        return ModuleReport(tuned.key, "full", keys, ModuleState.BROKEN, reason)
    try:
        delta = delta_spectrum(Difference(base, tuned), job)
        norm = tensor_norm(base, job)
    except CheckpointError as error:
        return ModuleReport(tuned.key, "full", keys, ModuleState.BROKEN, error.reason)
    state = ModuleState.ZERO if delta.norm == 0 else ModuleState.CHANGES
    reason = "unchanged" if delta.norm == 0 else ""
    return ModuleReport(tuned.key, "full", keys, state, reason, base_keys, base.shape, delta=delta, base_norm=norm)


def _why_not_changed(entry: TensorEntry) -> str:
    """Why nothing can be added to a tensor of the base; empty if it can."""
    if entry.storage is None:
        return "has no data in the file"
    if not entry.dtype.is_numeric or entry.dtype.kind in (Kind.COMPLEX, Kind.BOOL) or 0 in entry.shape:
        return f"is of type {shortened(str(entry.dtype), 80)} and shape {shape_text(entry.shape)}, to which nothing is added"
    if len(entry.shape) > 1 and entry.layout.startswith(("sparse", "nested")):
        return f"is {entry.layout}, to which nothing is added"
    return ""


def tensor_norm(entry: TensorEntry, job: Job) -> float:
    """The Frobenius norm of a tensor, block by block."""
    total = 0.0
    for block in split(entry, ordered=False):
        job.check()
        with np.errstate(all="ignore"):
            total = math.hypot(total, float(np.linalg.norm(read_values(block).astype(np.float64).reshape(-1))))
    return total


def _named(text: str) -> str:
    return printable(shortened(text, _LONGEST))
