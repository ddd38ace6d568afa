"""What a verification found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from inspector.strict_json import number
from inspector.tables import Column, Table, Tabular
from inspector.text import number_text, plural, shape_text

if TYPE_CHECKING:
    from inspector.verifying.request import VerifyRequest

__all__ = ["LayerDifference", "VerifyReport"]


@dataclass(frozen=True, slots=True)
class LayerDifference:
    """How the activations of one call of a layer differ, in the order in which layers are called.

    Numbers are None where there is nothing to compare with, or where the shapes differ.
    """

    layer: str
    kind: str
    shape: tuple[int, ...]
    bitwise: bool | None = None
    max_abs: float | None = None
    nmse: float | None = None


@dataclass(frozen=True, slots=True, repr=False)
class VerifyReport(Tabular):
    """The answer to a ``request``, and what led to it. ``problem`` is a sentence if the outputs could not be compared.

    ``match`` is None where there was nothing to compare with: then nothing is proven. ``shape_mismatch`` lists
    ``(key, shape in the file, shape in the module)``; ``tied`` those of the missing keys whose tensor is that of another
    key, so that nothing is missing in fact. ``map`` says how keys of the file were renamed.
    ``outputs`` and ``expected`` are the first values of both, flattened. ``max_rel`` is relative to the expected value.
    """

    arch: str
    params: Mapping[str, Any]
    match: bool | None = False
    bitwise: bool = False
    problem: str = ""
    detail: str = ""
    max_abs: float | None = None
    max_rel: float | None = None
    nmse: float | None = None
    top1: float | None = None
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    shape_mismatch: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] = ()
    tied: tuple[str, ...] = ()
    map: Mapping[str, str] = field(default_factory=dict)
    first_divergence: str | None = None
    layers: tuple[LayerDifference, ...] = ()
    reference: str = ""
    input: Mapping[str, Any] = field(default_factory=dict)
    output_shapes: tuple[tuple[int, ...], ...] = ()
    outputs: tuple[float, ...] = ()
    expected: tuple[float, ...] = ()
    digest: str = ""
    #: What the outputs were held against: ``outputs`` (recorded ones), ``checkpoint``, ``program`` or ``none``.
    proof: str = "none"
    #: The hyperparameters that shapes could not tell.
    assumed: tuple[str, ...] = ()
    #: Settings of those that were tried where the assumed ones do not match, and the one that does.
    searched: tuple[Mapping[str, Any], ...] = ()
    found: Mapping[str, Any] = field(default_factory=dict)
    #: The framework that wrote the file, if that is not torch, and the keys of tensors that torch lays out differently.
    framework: str = ""
    transposed: tuple[str, ...] = ()
    #: The type of half precision that was rounded to, and how far that may move an output, computed for this network.
    rounding: str = ""
    allowed: float | None = None
    #: How many keys the module has.
    keys: int = 0
    request: VerifyRequest | None = None

    @property
    def is_refuted(self) -> bool:
        """Whether the answer is no: outputs differ, or something failed. False also where nothing was compared."""
        return bool(self.problem) or self.match is False

    @property
    def translation(self) -> str:
        """How the state dict of another framework became torch's; empty if it is torch's own."""
        if not self.framework:
            return ""
        kernels = f"{plural(len(self.transposed), 'kernel')} transposed, " if self.transposed else ""
        return f"from {self.framework}: {kernels}{plural(len(self.map), 'name')} mapped"

    @property
    def assumptions(self) -> str:
        """The hyperparameters that were assumed and not tested, with their values; empty if there are none."""
        tested = self.proof in ("outputs", "program") and self.match
        return "" if tested else ", ".join(f"{name}={self.params.get(name)}" for name in self.assumed)

    @property
    def differing_layers(self) -> tuple[LayerDifference, ...]:
        """The layers from the first on whose activations differ; none if none do."""
        start = next((index for index, layer in enumerate(self.layers) if layer.bitwise is False), len(self.layers))
        return self.layers[start:]

    @property
    def sentence(self) -> str:
        """The answer in one line."""
        if self.problem:
            return self.problem
        if self.match is None:
            return f"Loads and runs; {_all_fit(self.keys)}; nothing to compare with."
        if self.found and self.match:
            how = "bit for bit" if self.bitwise else f"within the tolerance (at most {self.max_abs:.3g} apart)"
            if self.rounding:
                how = f"as closely as {self.rounding} rounding allows (at most {self.max_abs:.3g} apart)"
            before = self.request.blueprint.params if self.request else {}
            return f"Outputs match {how} {_with(self.found)} (assumed {_values(before, self.found)} does not)."
        if self.reference == "rebuild":
            return f"Two runs of the same file differ by at most {self.max_abs:.3g}; nothing to compare with."
        where = f", first in {self.first_divergence}" if self.first_divergence else ""
        if self.bitwise and self.match:
            inside = f", though what leads to them differs{where}" if where else ""
            return f"Outputs match bit for bit{inside}."
        by = "" if self.max_abs is None else f" by at most {self.max_abs:.3g}"
        if self.match and self.rounding:
            may = f"; rounding may move them by {self.allowed:.3g}"
            return f"Outputs match as closely as {self.rounding} rounding allows: they differ{by}{may}."
        if self.match:
            return f"Outputs match within the tolerance: they differ{by}{where}."
        tries = f"; {len(self.searched):,} other settings of {' and '.join(self.assumed)} do not match either"
        more = f", which {self.rounding} rounding does not explain" if self.rounding else ""
        return f"Outputs do not match: they differ{by}{more}{where}{tries if self.searched else ''}."

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> VerifyReport:
        """The report in what the worker answered."""
        known = {item.name for item in fields(cls)}
        values = {name: _frozen(value) for name, value in record.items() if name in known and name != "layers"}
        layers = tuple(
            LayerDifference(**{name: _frozen(value) for name, value in layer.items()})
            for layer in record.get("layers", ())
        )
        return cls(**values, layers=layers)

    def record(self) -> dict[str, Any]:
        """As JSON holds it: numbers that it lacks are the texts ``NaN``, ``Infinity`` and ``-Infinity``."""
        return {item.name: _plain(getattr(self, item.name)) for item in fields(self) if item.name != "request"}

    def table(self, most: int) -> Table:
        columns = [Column("layer"), Column("kind"), Column("output")]
        columns += [Column("max abs", right=True), Column("NMSE", right=True)]
        differing = self.differing_layers
        rows = [
            [layer.layer, layer.kind, shape_text(layer.shape), _number(layer.max_abs), _number(layer.nmse)]
            for layer in differing[:most]
        ]
        return Table(f"{self.arch}: {self.sentence}", columns, rows, len(differing), "layer")


def _all_fit(keys: int) -> str:
    return f"all {keys:,} keys fit" if keys > 1 else "its key fits"


def _with(params: Mapping[str, Any]) -> str:
    return "with " + ", ".join(f"{name}={value}" for name, value in params.items())


def _values(params: Mapping[str, Any], names: Mapping[str, Any]) -> str:
    return ", ".join(str(params.get(name, "setting")) for name in names)


def _number(number: float | None) -> str:
    return "" if number is None else number_text(number, 3)


def _plain(value: Any) -> Any:
    if isinstance(value, LayerDifference):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    return number(value) if isinstance(value, float) else value


def _frozen(value: Any) -> Any:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value
