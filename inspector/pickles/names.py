"""What the names in a pickle mean: known to be data, known to be a way to run code, or unknown.

A pickle that was only recorded has harmed nobody; the judgement is for whoever loads the file elsewhere. There is no
verdict "clean": a name this list does not know is said to be unknown, never harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from inspector.findings import Finding, Severity
from inspector.pickles.records import Global, canonical

__all__ = ["CONTEXTUAL", "findings_of_names", "judge"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Names that are harmless or not depending on their arguments: see :mod:`inspector.pickles.audit`.
CONTEXTUAL = _words("""
    builtins.eval torch.storage._load_from_bytes builtins.list builtins.tuple builtins.set builtins.frozenset
    builtins.bytearray builtins.bytes builtins.range
""")

_KNOWN = _words("""
    _codecs.encode argparse.Namespace copyreg._reconstructor copyreg.__newobj__ decimal.Decimal uuid.UUID
    fractions.Fraction types.SimpleNamespace pathlib._local.PosixPath enum.auto ipaddress.IPv4Address
    collections.OrderedDict collections.defaultdict collections.Counter collections.deque builtins.bool
    builtins.bytearray builtins.bytes builtins.complex builtins.dict builtins.float builtins.frozenset builtins.int
    builtins.list builtins.object builtins.range builtins.set builtins.slice builtins.str
    builtins.tuple builtins.Ellipsis builtins.NotImplemented numpy.dtype numpy.ndarray
    numpy.core.multiarray._reconstruct numpy.core.multiarray.scalar numpy.core.numeric._frombuffer numpy.matrix
    numpy.matrixlib.defmatrix.matrix numpy.random._pickle.__randomstate_ctor numpy.random._pickle.__generator_ctor
    numpy.random._pickle.__bit_generator_ctor numpy.random._mt19937.MT19937 numpy.random._pcg64.PCG64 torch.Size
    torch.device torch.Tensor torch.layout torch.storage.UntypedStorage torch.storage._UntypedStorage
    torch.storage.TypedStorage torch.storage._TypedStorage torch.serialization._get_layout
    torch.storage._load_from_bytes torch._tensor._rebuild_from_type_v2 torch.nn.parameter.Parameter
    torch.nn.parameter.Buffer torch.autograd.variable.Variable torch.jit._pickle.build_intlist
    torch.jit._pickle.build_doublelist torch.jit._pickle.build_boollist torch.jit._pickle.build_tensorlist
    torch.jit._pickle.build_tensor_from_id torch.jit._pickle.restore_type_tag
    torch.nested._internal.nested_tensor.NestedTensor torch.nested._internal.nested_tensor._rebuild_njt
    torch._dynamo.decorators._DimRange joblib.numpy_pickle.NumpyArrayWrapper joblib.numpy_pickle.NDArrayWrapper
    joblib.numpy_pickle.ZNDArrayWrapper joblib.numpy_pickle_compat.NDArrayWrapper
    joblib.numpy_pickle_compat.ZNDArrayWrapper sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper
    sklearn.externals.joblib.numpy_pickle.NDArrayWrapper sklearn.externals.joblib.numpy_pickle.ZNDArrayWrapper
    numpy.core.memmap.memmap numpy.memmap
""")

_KNOWN_PATTERN = re.compile(
    "|".join((
        r"torch\._utils\._rebuild_\w+",
        r"torch\.(cuda\.|sparse\.)?[A-Z]\w*(Storage|Tensor)",
        r"torch\.(u?int\d+|float\d\w*|bfloat16|complex\d+|bool|q(u?)int\d\w*|bits\d\w*|half|float|double|long|short|int)",
        r"torch\.(strided|sparse_\w+|per_\w+|contiguous_format|channels_last\w*|preserve_format)",
        r"torch\.nn\.(modules|parallel|utils\.parametrizations?)\.\w+\.[A-Z]\w*",
        r"torch\.optim\.\w+\.[A-Z]\w*",
        r"torch\.(_C|ao\.nn|nn\.quantized|nn\.qat)\.[\w.]*\.?[A-Z]\w*",
        r"datetime\.(date|datetime|time|timedelta|timezone)",
        r"pathlib\.(Pure)?(Posix|Windows)?Path",
        r"sklearn\.(?!externals\.)[\w.]+\.[A-Z]\w*",
        r"numpy\.(dtypes\.\w+DType|[a-z]*(int|float|complex)\d+|bool_?|str_|bytes_)",
        r"__torch__\.[\w.]+",
    ))
)  # fmt: skip

#: Modules whose functions reach the system, the network, other files or the interpreter.
_DANGEROUS_MODULES = _words("""
    os posix nt ntpath posixpath subprocess _posixsubprocess sys shutil socket ssl pty runpy code codeop commands
    importlib imp pkgutil zipimport ctypes _ctypes cffi marshal types inspect gc timeit profile cProfile trace bdb
    pdb doctest unittest pydoc ensurepip venv pip setuptools distutils webbrowser antigravity urllib urllib2 http
    httplib ftplib smtplib requests aiohttp multiprocessing threading _thread concurrent asyncio signal atexit
    tempfile fileinput linecache sqlite3 pickle _pickle cloudpickle dill joblib shelve jsonpickle yaml builtins io
    _io operator _operator functools _functools itertools idlelib lib2to3 test logging mailcap platform winreg
    msvcrt pyximport numba cython sympy paramiko fabric
""")

#: Parts of a name that mean trouble wherever they stand (``torch.serialization`` + ``os.system``; ``numpy.testing``).
_DANGEROUS_PARTS = _words("""
    os sys subprocess system popen Popen spawn fork exec eval execfile execWrapper compile __import__ import_module
    getattr setattr delattr globals locals vars __builtins__ __globals__ __subclasses__ __getattribute__ __reduce__
    runstring run_code load loads load_module loadtxt genfromtxt fromfile tofile memmap open open_memmap open_code
    input breakpoint run runctx testing f2py ctypeslib cpp_extension hub load_state_dict_from_url
    download_url_to_file collect_env main _run_code attrgetter methodcaller partial copyfile rmtree remove unlink
""")

#: Parts of dangerous modules that only combine what is given to them.
_HARMLESS_ALONE = _words("""
    builtins.len builtins.map builtins.zip builtins.iter builtins.print operator.itemgetter functools.partial
    functools.cmp_to_key types.SimpleNamespace logging.Logger
""")


def judge(name: str) -> Severity:
    """INFO for a name known to stand for data, DANGER for one that runs or reaches something, WARNING for all others."""
    name = canonical(name)
    if name in _KNOWN or _KNOWN_PATTERN.fullmatch(name):
        return Severity.INFO
    parts = name.split(".")
    if name in _HARMLESS_ALONE:
        return Severity.WARNING
    if parts[0] in _DANGEROUS_MODULES or not _DANGEROUS_PARTS.isdisjoint(parts):
        return Severity.DANGER
    return Severity.WARNING


_MAX_NAMES = 10_000

_MESSAGES = {
    Severity.INFO: (
        "pickle-known-name",
        "The pickle names {name}, which stands for data; it was recorded, not imported.",
    ),
    Severity.WARNING: (
        "pickle-unknown-name",
        "The pickle names {name}, which this program does not know; it was not imported.",
    ),
    Severity.DANGER: (
        "pickle-dangerous-name",
        "The pickle names {name}, which can run code when it is loaded; nothing was run.",
    ),
}


def findings_of_names(names: Iterable[Global], where: str, benign: frozenset[str] = frozenset()) -> list[Finding]:
    """One finding per name, the dangerous ones first; of so many that no honest pickle has them, one for all the others.

    ``benign`` are contextual names whose every use was checked.
    """
    judged: dict[Severity, list[Global]] = {Severity.DANGER: [], Severity.WARNING: [], Severity.INFO: []}
    for name in names:
        severity = judge(name.name)
        is_benign = severity is Severity.DANGER and name.canonical in benign
        judged[Severity.INFO if is_benign else severity].append(name)
    ordered = [(severity, name) for severity, several in judged.items() for name in several]
    findings = []
    for severity, name in ordered[:_MAX_NAMES]:
        code, message = _MESSAGES[severity]
        findings.append(Finding(severity, code, message.format(name=name), where))
    if len(ordered) > _MAX_NAMES:
        more = len(ordered) - _MAX_NAMES
        message = f"The pickle names {more:,} more, none of them more dangerous than the last one listed."
        findings.append(Finding(ordered[_MAX_NAMES][0], "pickle-many-names", message, where))
    return findings
