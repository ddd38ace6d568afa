"""Makes ``known_names.json``: classes and functions that checkpoints name, and what each does when it is called.

Run it with an environment that has torch, scikit-learn, jax and flax: ``python resources/make_known_names.py``; what is not
installed keeps the names that it has in the file. The modules of each library are imported, and of each class the code is
followed that runs when a pickle makes an object of it: ``__new__``, ``__init__``, ``__post_init__``, and what these call.
Those whose ``__setstate__`` reaches anything are left out. It ends in one of three effects:

``holds``
    Keeps what it is given, or computes with it.
``reaches``
    Comes upon a file, a process, the network or code made of text.
``calls``
    Calls something it is given.

Compiled classes can't be followed: they hold data if they were made to be pickled, as their methods tell. Aliases below
are where earlier versions of a library had the same classes.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import json
import pkgutil
import re
import sys
import textwrap
import types
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from inspector.pickles.names import words
from inspector.pickles.records import canonical
from inspector.resources import resource

#: Modules of what is made to be kept in files; of those that end in a star, all below.
_MODULES = words("""
    collections datetime decimal fractions uuid pathlib ipaddress zoneinfo string array random numpy numpy.dtypes
    numpy.random.* numpy.ma.core numpy.ma.mrecords numpy.ma numpy.rec numpy.char numpy.polynomial.* torch
    torch.storage torch.nn torch.nn.parameter torch.nn.modules.* torch.nn.parallel.* torch.nn.utils.parametrize
    torch.nn.utils.parametrizations torch.nn.utils.prune torch.nn.utils.spectral_norm torch.nn.utils.weight_norm
    torch.optim.* torch.ao.nn.* torch.ao.quantization.* torch.nn.quantized.* torch.nn.quantizable.* torch.nn.qat.*
    torch.nn.intrinsic.* torch.quantization.* torch.distributed.checkpoint.metadata
    torch.distributed.checkpoint.planner torch.distributed.checkpoint.filesystem torch.distributed.tensor
    torch.distributed.tensor._api torch.distributed.tensor._dtensor_spec torch.distributed.tensor.placement_types
    torch.distributed.device_mesh torch.distributed._mesh_layout torch.distributed.remote_device
    torch.distributed._shard.* torch.distributions.* torch.amp.grad_scaler torch.cuda.amp.grad_scaler
    torch.nested._internal.nested_tensor torchvision.models.* torchvision.ops.* transformers.trainer_utils
    transformers.training_args transformers.training_args_seq2seq sklearn.* pandas pandas.arrays pandas.core.frame
    pandas.core.series pandas.core.indexes.* pandas.core.arrays.* pandas.core.internals.* pandas.core.dtypes.dtypes
    pandas._libs.internals pandas._libs.tslibs.* jax._src.dtypes jax._src.sharding_impls jax.sharding flax.core.*
    flax.training.* flax.struct optax.* optax._src.* scipy.sparse.* scipy.spatial.* scipy.interpolate.*
    scipy.stats.* scipy.optimize._optimize scipy.special._orthogonal xgboost.sklearn lightgbm.sklearn imblearn.* hmmlearn.*
    statsmodels.base.* statsmodels.regression.* statsmodels.tsa.* statsmodels.genmod.* statsmodels.discrete.*
    statsmodels.nonparametric.* statsmodels.tools.* gensim.models.* gensim.corpora.dictionary nltk.probability
    nltk.classify.naivebayes nltk.tag.sequential nltk.lm.* umap.umap_ hdbscan.* category_encoders.* surprise.*
    implicit.cpu.* mlxtend.*
""")
#: Modules of which only those are of interest that reach something.
_TOOLS = words("""
    numpy.lib.* joblib.* torch.distributed torch.distributed.checkpoint.* torch.distributed.tensor.*
    torch.utils.data.* torch.utils.tensorboard.* torch.package.* torch.jit.* torch.hub torch.multiprocessing.*
    torch.utils.file_baton torch.utils._zip torch.profiler.* sklearn.datasets.* sklearn.utils.* sklearn.callback.*
    pandas.io.* fsspec.*
""")
_ONLY_TOOLS = ("sklearn.datasets", "sklearn.utils", "sklearn.callback")
#: Parts of the names of modules that are no part of what a library offers.
_LEFT_OUT = re.compile(
    r"\.(tests?|conftest|_?testing|_mocking|externals|_examples|benchmarks|parallel_helper|estimator_checks|\w+_test)(\.|$)|"
    r"torch\.distributed\._shard\.checkpoint|sklearn\.utils\.(parallel|_testing)"
)
#: Functions that put objects together, or compute: patterns of their names.
_FUNCTIONS = re.compile(
    r"torch\._utils\._rebuild_\w+|torch\.nn\.functional\.[a-z]\w+|torch\._C\._nn\.[a-z]\w+|"
    r"(sklearn|pandas|numpy|scipy)\.[\w.]+\.(newObj|__pyx_unpickle_\w+)|pandas\.[\w.]+\.(_unpickle_block|new_block|_new_[A-Z]\w+)"
)
_WITH_FUNCTIONS = words("torch._utils torch.nn.functional torch._C._nn")
#: Where the classes of a module were before it was renamed.
_FORMERLY = {
    "sklearn.tree._classes": ["sklearn.tree.tree"],
    "sklearn.svm._classes": ["sklearn.svm.classes"],
    "sklearn.cluster._kmeans": ["sklearn.cluster.k_means_"],
    "sklearn.ensemble._gb": ["sklearn.ensemble.gradient_boosting"],
    "sklearn.metrics._dist_metrics": ["sklearn.neighbors._dist_metrics", "sklearn.neighbors.dist_metrics"],
    "pathlib": ["pathlib._local"],
    "scipy.spatial._ckdtree": ["scipy.spatial.ckdtree"],
}
#: Where single classes were before.
_MOVED = {
    "numpy.core.memmap.memmap": "numpy.memmap",
    "sklearn.preprocessing._data.PolynomialFeatures": "sklearn.preprocessing._polynomial.PolynomialFeatures",
    "sklearn.preprocessing.data.PolynomialFeatures": "sklearn.preprocessing._polynomial.PolynomialFeatures",
}
_REACHING_MODULES = words("""
    os posix subprocess _posixsubprocess socket ssl shutil tempfile ctypes _ctypes multiprocessing pickle _pickle
    urllib http ftplib smtplib zipfile tarfile gzip bz2 lzma webbrowser runpy code importlib marshal sqlite3 pty
    signal mmap
""")
_REACHING_BUILTINS = words("open exec eval compile __import__ input breakpoint")
#: Functions of those modules that only tell or compute something.
_TELLING = words("""
    getpid cpu_count fspath getenv get join basename dirname splitext exists isfile isdir abspath expanduser
    normpath PathLike fsencode fsdecode c_int c_void_p getcwd default_timer
""")
#: Modules that are not followed: they ask what hardware there is, or compute with symbols.
_TRUSTED = ("torch.cuda", "torch.xpu", "torch.mtia", "torch.accelerator", "sympy", "torch.fx.experimental")
_MADE_BY = ("__new__", "__init__", "__post_init__", "__setattr__")
_MADE_TO_BE_PICKLED = ("__reduce__", "__getstate__", "__setstate__", "__reduce_cython__", "__getnewargs__")
_MAX_DEPTH = 12


class Frame(NamedTuple):
    """A function as it is followed: of which class's object it is a method, if of any."""

    function: types.FunctionType
    owner: type | None


def effect_of(value: Any) -> str:
    """What a class or function does when a pickle calls it; empty where its code can't be followed."""
    if isinstance(value, type):
        constructors = [(name, _looked_up(value, name)) for name in _MADE_BY]
        frames = [Frame(each, value) for _, each in constructors if isinstance(each, types.FunctionType)]
        is_compiled = not frames and not _has_source(value)
        if is_compiled and not any(name in vars(base) for base in value.__mro__[:-1] for name in _MADE_TO_BE_PICKLED):
            return ""
        restored = _looked_up(value, "__setstate__")
        if isinstance(restored, types.FunctionType) and "reaches" in _effects(Frame(restored, value), set(), 0):
            return ""
    elif isinstance(value, types.FunctionType):
        frames = [Frame(value, None)]
    else:
        return "holds"
    seen: set[tuple[types.CodeType, type | None]] = set()
    effects = {effect for frame in frames for effect in _effects(frame, seen, 0, is_given=True)}
    return "reaches" if "reaches" in effects else "calls" if "calls" in effects else "holds"


def _has_source(kind: type) -> bool:
    """Whether a class is of Python code, or a base it has is."""
    return any(isinstance(vars(base).get("__module__"), str) and "__dict__" in vars(base) for base in kind.__mro__[:-1])


def _looked_up(owner: type, name: str) -> Any:
    found = next((vars(base)[name] for base in owner.__mro__ if name in vars(base)), None)
    return found.__func__ if isinstance(found, (staticmethod, classmethod)) else found


def _effects(
    frame: Frame, seen: set[tuple[types.CodeType, type | None]], depth: int, *, is_given: bool = False
) -> Iterator[str]:
    """The effects of a function; those of calling its parameters too where they ``is_given`` what is in the pickle."""
    function = inspect.unwrap(frame.function)
    if not isinstance(function, types.FunctionType) or (function.__code__, frame.owner) in seen or depth > _MAX_DEPTH:
        return
    seen.add((function.__code__, frame.owner))
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return  # of a dataclass, or made by another function: what they assign is what they were given
    parameters = _parameters(tree)
    names = _Names(function, frame.owner, tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in parameters and is_given:
            yield "calls"
        called = names.resolve(node.func)
        if _is_reaching(called) and not _is_import_of_one(called, node):
            yield "reaches"
        elif isinstance(called, types.FunctionType) and _is_followed(called):
            owner = frame.owner if _is_of_self(node.func) else None
            hands_on = is_given and isinstance(node.func, ast.Attribute) and _is_of_super(node.func)
            yield from _effects(Frame(called, owner), seen, depth + 1, is_given=hands_on)
        elif isinstance(called, type) and _is_followed(called):
            for name in ("__new__", "__init__"):
                if isinstance(made := _looked_up(called, name), types.FunctionType):
                    yield from _effects(Frame(made, called), seen, depth + 1)


def _parameters(tree: ast.Module) -> frozenset[str]:
    arguments = tree.body[0].args if isinstance(tree.body[0], ast.FunctionDef) else None
    if arguments is None:
        return frozenset()
    return frozenset(each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)) - {
        "cls",
        "self",
    }


def _is_of_self(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and (
        (isinstance(called.value, ast.Name) and called.value.id in ("self", "cls")) or _is_of_super(called)
    )


def _is_of_super(called: ast.Attribute) -> bool:
    return isinstance(called.value, ast.Call) and getattr(called.value.func, "id", "") == "super"


def _is_followed(value: Any) -> bool:
    module = getattr(value, "__module__", "") or ""
    return module.partition(".")[0] not in sys.stdlib_module_names and not module.startswith(_TRUSTED)


def _is_reaching(value: Any) -> bool:
    name = getattr(value, "__name__", "")
    if value is None or not isinstance(name, str):
        return False
    if getattr(builtins, name, None) is value:
        return name in _REACHING_BUILTINS
    module = getattr(value, "__module__", "") or ""
    return (module.partition(".")[0] in _REACHING_MODULES and name not in _TELLING) or module in ("io", "_io")


def _is_import_of_one(called: Any, node: ast.Call) -> bool:
    """Whether it imports what is written there, and nothing that a file could name."""
    return called in (importlib.import_module, __import__) and all(isinstance(arg, ast.Constant) for arg in node.args)


class _Names:
    """What the names in a function stand for, as far as that can be told without running it."""

    def __init__(self, function: types.FunctionType, owner: type | None, tree: ast.Module) -> None:
        self._function = function
        self._owner = owner
        self._imported = dict(_imports(tree))
        self._stored = {
            node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }

    def resolve(self, node: ast.expr) -> Any:
        """The object, or None."""
        if isinstance(node, ast.Name):
            if node.id in self._imported:
                return self._imported[node.id]
            if node.id in self._stored:
                return None
            return self._function.__globals__.get(node.id, getattr(builtins, node.id, None))
        if not isinstance(node, ast.Attribute):
            return None
        if _is_of_self(node) and self._owner is not None:
            owner = self._after_own() if isinstance(node.value, ast.Call) else self._owner
            return _looked_up(owner, node.attr) if owner is not None else None
        value = self.resolve(node.value)
        if isinstance(value, (types.ModuleType, type)):
            found = inspect.getattr_static(value, node.attr, None)
            return found.__func__ if isinstance(found, (staticmethod, classmethod)) else found
        return None

    def _after_own(self) -> type | None:
        """The class whose methods ``super()`` means."""
        assert self._owner is not None
        mro = self._owner.__mro__
        own = next((number for number, base in enumerate(mro) if self._function in map(_plain, vars(base).values())), 0)
        return mro[own + 1] if own + 1 < len(mro) else None


def _plain(value: Any) -> Any:
    return value.__func__ if isinstance(value, (staticmethod, classmethod)) else value


def _imports(tree: ast.Module) -> Iterator[tuple[str, Any]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                root = alias.name.partition(".")[0]
                yield alias.asname or root, sys.modules.get(alias.name if alias.asname else root)
        elif isinstance(node, ast.ImportFrom):
            module = sys.modules.get(node.module or "")
            for alias in node.names:
                yield alias.asname or alias.name, getattr(module, alias.name, None)


def _modules(names: Iterable[str]) -> Iterator[types.ModuleType]:
    for name in names:
        root = _imported(name.removesuffix(".*"))
        if root is None:
            continue
        yield root
        if name.endswith(".*") and hasattr(root, "__path__"):
            for found in pkgutil.walk_packages(root.__path__, f"{root.__name__}.", onerror=lambda _name: None):
                module = None if _LEFT_OUT.search(found.name) else _imported(found.name)
                if module is not None:
                    yield module


def _imported(name: str) -> types.ModuleType | None:
    try:
        return importlib.import_module(name)
    except Exception:  # of what it needs, something is not installed, or it is of another system
        return None


def _candidates(module: types.ModuleType) -> Iterator[tuple[str, Any]]:
    """What a pickle can name in a module: its own, and what a package hands on of its parts."""
    library = module.__name__.partition(".")[0]
    is_package = hasattr(module, "__path__")
    for name, value in vars(module).items():
        of = getattr(value, "__module__", None)
        is_of_library = isinstance(of, str) and of.partition(".")[0] == library
        if not isinstance(value, type):
            continue
        is_own = of == module.__name__ or (is_of_library and (is_package or _is_written_in(value, module)))
        if is_own and value.__name__ == name and not issubclass(value, BaseException):
            yield name, value
            for inner, nested in vars(value).items():
                if isinstance(nested, type) and nested.__qualname__ == f"{value.__qualname__}.{inner}":
                    yield f"{name}.{inner}", nested


def _is_written_in(value: type, module: types.ModuleType) -> bool:
    """Whether a class is of this module, whatever it says it is of: pandas 3 calls all of its own ``pandas.Name``."""
    functions = (each for each in vars(value).values() if isinstance(each, types.FunctionType))
    return any(each.__code__.co_filename == module.__file__ for each in functions)


def learned() -> dict[str, dict[str, str]]:
    """By module, the effect of each name."""
    known: dict[str, dict[str, str]] = defaultdict(dict)
    kept = set(_modules(_MODULES))
    for module in {*kept, *_modules(_TOOLS)}:
        is_kept = module in kept and not module.__name__.startswith(_ONLY_TOOLS)
        for name, value in _candidates(module):
            effect = effect_of(value)
            if effect == "reaches" or (effect and is_kept):
                known[canonical(module.__name__)][name] = effect
    for module in {*kept, *filter(None, map(_imported, _WITH_FUNCTIONS))}:
        for name, value in vars(module).items():
            is_own = getattr(value, "__module__", "") == module.__name__ or not isinstance(value, types.FunctionType)
            if _FUNCTIONS.fullmatch(f"{module.__name__}.{name}") and callable(value) and is_own:
                known[canonical(module.__name__)][name] = effect_of(value)
    torch = _imported("torch")
    if torch is not None:
        constants = (torch.dtype, torch.layout, torch.memory_format, torch.qscheme)
        known["torch"] |= {name: "holds" for name, value in vars(torch).items() if isinstance(value, constants)}
    return known


def _with_former_places(known: dict[str, dict[str, str]]) -> None:
    for module, effects in list(known.items()):
        if module.startswith(("sklearn.", "scipy.")) and "._" in module:
            known.setdefault(module.replace("._", "."), {}).update(effects)
        for former in _FORMERLY.get(module, ()):
            known.setdefault(former, {}).update(effects)
    for former, now in _MOVED.items():
        (module, _, name), (now_module, _, now_name) = former.rpartition("."), now.rpartition(".")
        if now_name in known.get(now_module, {}):
            known.setdefault(module, {})[name] = known[now_module][now_name]


def _by_effect(effects: dict[str, str]) -> dict[str, str]:
    names: dict[str, list[str]] = defaultdict(list)
    for name in sorted(effects):
        names[effects[name]].append(name)
    return {effect: " ".join(several) for effect, several in sorted(names.items())}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    path = resource("known_names.json")
    before = json.loads(path.read_text()) if path.exists() else {"versions": {}, "modules": {}}
    libraries = (
        "torch",
        "torchvision",
        "transformers",
        "numpy",
        "scikit-learn",
        "pandas",
        "joblib",
        "jax",
        "flax",
        "optax",
        "scipy",
        "xgboost",
        "lightgbm",
        "imbalanced-learn",
        "hmmlearn",
        "statsmodels",
        "gensim",
        "nltk",
        "umap-learn",
        "hdbscan",
        "category-encoders",
        "scikit-surprise",
        "implicit",
        "mlxtend",
    )
    versions = {library: _version(library) for library in libraries}
    known = learned()
    _with_former_places(known)
    modules = before["modules"] | {name: _by_effect(effects) for name, effects in sorted(known.items()) if effects}
    written = {"versions": before["versions"] | {k: v for k, v in versions.items() if v}, "modules": modules}
    path.write_text(json.dumps(written, indent=0, sort_keys=True) + "\n")
    print(len(modules), "modules", path.stat().st_size, "bytes")
