"""What a tensor is to a model: a parameter that is trained, a buffer, a part of the optimizer's state, or something else.

Files say so in places: a pickled module keeps its parameters and buffers apart, torch marks ``Parameter``. A state dict does
not, and training checkpoints differ by framework; there the names decide, those that frameworks themselves write.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter

from inspector.jobs import Job
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import Attribute, Entry, Path, TensorEntry, key_parts
from inspector.tensors.runs import Run, by_kind, names_of, runs
from inspector.wording import translatable

__all__ = ["Role", "roles"]


class Role(enum.Enum):
    """See the module."""

    PARAMETER = translatable("parameters")
    BUFFER = translatable("buffers")
    OPTIMIZER = translatable("optimizer")
    OTHER = translatable("other")


#: Containers that hold an optimizer's state, in training checkpoints of any framework.
_OPTIMIZER = re.compile(
    r"optim(izer)?s?(_?states?)?(_?dicts?)?|opt(_state)?(_dict)?|(\w+_)?optimi[sz]er(_\w+)?|optim_\w+"
)
#: Slots of optimizers, as the last part of a key: torch's, then those of TensorFlow, Keras and MXNet.
_SLOTS = re.compile(
    r"exp_avg(_sq|_diff|_inf)?|max_exp_avg_sqs?|momentum_buffer|square_avg|acc_delta|grad_avg|prev_grad|"
    r"Adam(_\d+)?|Momentum|RMSProp(_\d+)?|Adagrad|beta[12]_power|m_t|v_t"
)
#: What modules of torch, torchvision, timm, transformers and Keras register as buffers.
_BUFFERS = re.compile(
    r"running_(mean|var)|moving_(mean|var(iance)?)|num_batches_tracked|(\w+_)?inv_freq|(token_)?(position|type)_ids|"
    r"masked_bias|relative_position_(index|bucket|coords_table)|relative_coords_table|attn_mask|causal_mask|"
    r"(cos|sin)_cached|anchor_grid|anchors?|num_updates|"
    r"alphas_cumprod(_prev)?|sqrt_\w*alphas_cumprod\w*|betas|posterior_\w+|log_one_minus_alphas_cumprod|"
    r"weight_u|weight_v|running_(mean|var)_\w+|initted|cluster_size|embed_avg"
)
#: GPT-2 of transformers keeps its causal mask where other modules have a bias.
_MASK = re.compile(r"(.*\.)?(attn|attention|crossattention)\.bias")
#: What is no part of the model: states of random generators, schedulers, loss scalers.
_OTHERS = re.compile(
    r"(\w+_)?rng(_?states?)?|random_states?|(lr_)?sched(uler)?s?(_\w+)?|(grad_)?scaler(_\w+)?|amp(_\w+)?|loops|callbacks"
)
_shape = attrgetter("shape")
_NUMBERS = (Kind.FLOAT, Kind.COMPLEX, Kind.QUANTISED, Kind.BLOCK)


def roles(entries: Iterable[Entry], job: Job | None = None) -> list[Role | None]:
    """The role of each of a checkpoint's entries, None of those that are no tensors."""
    entries = list(entries)
    optimizers = _optimizer_containers(entries)
    known: dict[Path, Role | None] = {}
    found: list[Role | None] = []
    for run in runs(entries, job or Job()):
        found += (not optimizers and _plain_roles(run)) or (
            _role(entry, optimizers, known) if isinstance(entry, TensorEntry) else None for entry in run.entries
        )
    return found


def _plain_roles(run: Run) -> list[Role] | None:
    """The roles of plain tensors with names that have no word that says something; None if there may be one."""
    names = names_of(run.entries)
    if run.tensors is None or names is None:
        return None
    words = set(".".join(names).split("."))
    if any(_role_of_group(word) or _role_of_name(word.rpartition("/")[2]) for word in words):
        return None
    if any(map(_is_of_mask, set(map(_shape, run.tensors)))):
        return None
    return by_kind(run.tensors, _role_in_model)


def _is_of_mask(shape: tuple[int, ...]) -> bool:
    return len(shape) == 4 and shape[:2] == (1, 1)


def _optimizer_containers(entries: Iterable[Entry]) -> frozenset[Path]:
    """Dicts that hold ``param_groups``: ``state_dict()`` of a torch optimizer, whatever the name it is saved under."""
    return frozenset(
        entry.path[:at]
        for entry in entries
        if not isinstance(entry, TensorEntry)
        for at, element in enumerate(entry.path)
        if element == "param_groups"
    )


def _role(entry: TensorEntry, optimizers: frozenset[Path], known: dict[Path, Role | None]) -> Role:
    container = entry.path[:-1]
    if container not in known:
        known[container] = _role_of_container(container, optimizers)
    role = known[container]
    return role if role is not None else _role_in_model(entry)


def _role_of_container(path: Path, optimizers: frozenset[Path]) -> Role | None:
    """The role of all that is below a container, None for a part of a model."""
    if any(path[:end] in optimizers for end in range(len(path) + 1)):
        return Role.OPTIMIZER
    for element in path:
        if element == Attribute("_buffers"):
            return Role.BUFFER
        if element == Attribute("_parameters"):
            return Role.PARAMETER
        if isinstance(element, str):
            found = next(filter(None, map(_role_of_group, element.split("."))), None)
            if found is not None:
                return found
    return None


def _role_in_model(entry: TensorEntry) -> Role:
    name = entry.path[-1] if entry.path else ""
    if not isinstance(name, str):
        name = (key_parts(entry.path) or [""])[-1]
    groups, _, last = name.rpartition(".")
    role = _role_of_groups(groups) or _role_of_name(last.rpartition("/")[2])
    if role in (Role.OPTIMIZER, Role.OTHER):
        return role
    if entry.attributes.get("parameter"):
        return Role.PARAMETER
    if role is not None or (_is_of_mask(entry.shape) and _MASK.fullmatch(name)):
        return Role.BUFFER
    if entry.dtype.kind in _NUMBERS or entry.quantization is not None:
        return Role.PARAMETER
    # packed weights of a quantised model are integers; counters and masks are small or have one axis
    return Role.PARAMETER if len(entry.shape) > 1 and entry.dtype.kind is not Kind.BOOL else Role.BUFFER


@lru_cache(64)  # names that follow each other are mostly in the same groups
def _role_of_groups(groups: str) -> Role | None:
    return next(filter(None, map(_role_of_group, groups.split("."))), None)


@lru_cache(4096)  # a model has few distinct words
def _role_of_group(word: str) -> Role | None:
    """What is in a container of this name, None for a part of a model."""
    if _OPTIMIZER.fullmatch(word):
        return Role.OPTIMIZER
    return Role.OTHER if _OTHERS.fullmatch(word) else None


@lru_cache(4096)
def _role_of_name(word: str) -> Role | None:
    """What a tensor of this name is wherever it lies, None for a parameter or what only its type tells."""
    word = word.removesuffix(":0")
    if _SLOTS.fullmatch(word):
        return Role.OPTIMIZER
    if _OTHERS.fullmatch(word):
        return Role.OTHER
    return Role.BUFFER if _BUFFERS.fullmatch(word) else None
