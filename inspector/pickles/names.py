"""What the names in a pickle mean: known to be data, known to be a way to run code, or unknown.

The names of Python itself are here; what a framework adds comes from its :class:`~inspector.pickles.recogniser.Recogniser`.
A pickle that was only recorded has harmed nobody; the judgement is for whoever loads the file elsewhere. There is no
verdict "clean": a name this list does not know is said to be unknown, never harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from inspector.findings import Finding, Severity
from inspector.pickles.records import Global, canonical

__all__ = ["Names", "words"]


def words(text: str) -> frozenset[str]:
    """The names in a table written as running text."""
    return frozenset(text.split())


#: Names of Python itself that stand for data.
_HARMLESS = words("""
    _codecs.encode argparse.Namespace copyreg._reconstructor copyreg.__newobj__ decimal.Decimal uuid.UUID
    fractions.Fraction types.SimpleNamespace pathlib._local.PosixPath enum.auto ipaddress.IPv4Address
    collections.OrderedDict collections.defaultdict collections.Counter collections.deque builtins.bool
    builtins.bytearray builtins.bytes builtins.complex builtins.dict builtins.float builtins.frozenset builtins.int
    builtins.list builtins.object builtins.range builtins.set builtins.slice builtins.str
    builtins.tuple builtins.Ellipsis builtins.NotImplemented
""")
_HARMLESS_PATTERNS = (r"datetime\.(date|datetime|time|timedelta|timezone)", r"pathlib\.(Pure)?(Posix|Windows)?Path")

#: Modules whose functions reach the system, the network, other files or the interpreter.
_DANGEROUS_MODULES = words("""
    os posix nt ntpath posixpath subprocess _posixsubprocess sys shutil socket ssl pty runpy code codeop commands
    importlib imp pkgutil zipimport ctypes _ctypes cffi marshal types inspect gc timeit profile cProfile trace bdb
    pdb doctest unittest pydoc ensurepip venv pip setuptools distutils webbrowser antigravity urllib urllib2 http
    httplib ftplib smtplib requests aiohttp multiprocessing threading _thread concurrent asyncio signal atexit
    tempfile fileinput linecache sqlite3 pickle _pickle cloudpickle dill joblib shelve jsonpickle yaml builtins io
    _io operator _operator functools _functools itertools idlelib lib2to3 test logging mailcap platform winreg
    msvcrt pyximport numba cython sympy paramiko fabric
""")

#: Parts of a name that mean trouble wherever they stand (``torch.serialization`` + ``os.system``).
_DANGEROUS_PARTS = words("""
    os sys subprocess system popen Popen spawn fork exec eval execfile execWrapper compile __import__ import_module
    getattr setattr delattr globals locals vars __builtins__ __globals__ __subclasses__ __getattribute__ __reduce__
    run_code load loads load_module open open_code input breakpoint run runctx main _run_code attrgetter methodcaller
    partial copyfile rmtree remove unlink
""")

#: Parts of dangerous modules that only combine what is given to them.
_HARMLESS_ALONE = words("""
    builtins.len builtins.map builtins.zip builtins.iter builtins.print operator.itemgetter functools.partial
    functools.cmp_to_key types.SimpleNamespace logging.Logger
""")


_MAX_NAMES = 10_000

_MESSAGES = {
    Severity.INFO: (
        "pickle-known-name",
        "Pickle import {name} is safe: it only holds data.",
    ),
    Severity.WARNING: (
        "pickle-unknown-name",
        "Pickle import {name} is unknown; it was not imported.",
    ),
    Severity.DANGER: (
        "pickle-dangerous-name",
        "Pickle import {name} can run code when it is loaded; nothing was run.",
    ),
}


class Names:
    """What names mean: those of Python, and those that frameworks add.

    ``patterns`` are regular expressions for more ``harmless`` names; a name with one of the ``dangerous_parts`` is none.
    """

    def __init__(
        self,
        harmless: frozenset[str] = frozenset(),
        patterns: Iterable[str] = (),
        dangerous_parts: frozenset[str] = frozenset(),
    ) -> None:
        self._harmless = _HARMLESS | harmless
        self._harmless_pattern = re.compile("|".join((*_HARMLESS_PATTERNS, *patterns)))
        self._dangerous_parts = _DANGEROUS_PARTS | dangerous_parts

    def judge(self, name: str) -> Severity:
        """INFO for a name known to stand for data, DANGER for one that runs or reaches something, WARNING for others."""
        name = canonical(name)
        if name in self._harmless or self._harmless_pattern.fullmatch(name):
            return Severity.INFO
        if name in _HARMLESS_ALONE:
            return Severity.WARNING
        parts = name.split(".")
        if parts[0] in _DANGEROUS_MODULES or not self._dangerous_parts.isdisjoint(parts):
            return Severity.DANGER
        return Severity.WARNING

    def findings(self, names: Iterable[Global], where: str, benign: frozenset[str] = frozenset()) -> list[Finding]:
        """One finding per name, the dangerous ones first; of so many that no honest pickle has them, one for all others.

        ``benign`` are names of which every use was checked.
        """
        judged: dict[Severity, list[Global]] = {Severity.DANGER: [], Severity.WARNING: [], Severity.INFO: []}
        for name in names:
            judged[Severity.INFO if name.canonical in benign else self.judge(name.name)].append(name)
        ordered = [(severity, name) for severity, several in judged.items() for name in several]
        findings = []
        for severity, name in ordered[:_MAX_NAMES]:
            code, message = _MESSAGES[severity]
            findings.append(Finding(severity, code, message.format(name=name), where, imported=str(name)))
        if len(ordered) > _MAX_NAMES:
            more = len(ordered) - _MAX_NAMES
            message = f"{more:,} more pickle imports, none more dangerous than the last one listed."
            findings.append(Finding(ordered[_MAX_NAMES][0], "pickle-many-names", message, where))
        return findings
