"""What the names in a pickle mean: known to be data, known to be a way to run code, or unknown.

The names of Python itself are here; what a framework adds comes from its :class:`~inspector.pickles.recogniser.Recogniser`,
and from the list that was made of the libraries themselves (:mod:`~inspector.pickles.known_names`). A name is known as it
is, in one module and of one level; danger outweighs that. A pickle that was only recorded has harmed nobody; the judgement
is for whoever loads the file elsewhere. There is no verdict "clean": an unknown name is said to be unknown, never harmless.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from inspector.findings import Finding, Severity
from inspector.limits import LIMITS
from inspector.pickles.known_names import Effect, effect_of
from inspector.pickles.records import Global, canonical

__all__ = ["Names", "words"]


def words(text: str) -> frozenset[str]:
    """The names in a table written as running text."""
    return frozenset(text.split())


#: Names of Python itself that stand for data.
_HARMLESS = words("""
    _codecs.encode argparse.Namespace array.array array._array_reconstructor copyreg._reconstructor copyreg.__newobj__
    decimal.Decimal uuid.UUID
    fractions.Fraction types.SimpleNamespace enum.auto ipaddress.IPv4Address
    collections.OrderedDict collections.defaultdict collections.Counter collections.deque builtins.bool
    builtins.bytearray builtins.bytes builtins.complex builtins.dict builtins.float builtins.frozenset builtins.int
    builtins.list builtins.object builtins.range builtins.set builtins.slice builtins.str
    builtins.tuple builtins.Ellipsis builtins.NotImplemented _io.BytesIO io.BytesIO
""")
_HARMLESS_PATTERNS = (
    r"inspect\.(_empty|Parameter|Signature|_ParameterKind)", r"torch_geometric\.inspector\.(Parameter|Signature)",
    r"datetime\.(date|datetime|time|timedelta|timezone)", r"pathlib\.(Pure)?(Posix|Windows)?Path",
)  # fmt: skip

#: Modules whose functions reach the system, the network, other files or the interpreter.
_DANGEROUS_MODULES = words("""
    os posix nt ntpath posixpath subprocess _posixsubprocess sys shutil socket ssl pty runpy code codeop commands
    importlib imp pkgutil zipimport ctypes _ctypes cffi marshal types inspect gc timeit profile cProfile trace bdb
    pdb doctest unittest pydoc ensurepip venv pip setuptools distutils webbrowser antigravity urllib urllib2 http
    httplib ftplib smtplib requests aiohttp multiprocessing threading _thread concurrent asyncio signal atexit
    tempfile fileinput linecache sqlite3 pickle _pickle cloudpickle dill joblib shelve jsonpickle yaml builtins io
    _io operator _operator functools _functools itertools idlelib lib2to3 logging mailcap platform winreg
    msvcrt pyximport numba cython sympy paramiko fabric
""")

#: Parts of a name that mean trouble wherever they stand (``torch.serialization`` + ``os.system``).
_DANGEROUS_PARTS = words("""
    os sys subprocess popen Popen execWrapper __import__ import_module __builtins__ __globals__ __subclasses__
    __getattribute__ __reduce__ __reduce_ex__ __init_subclass__ run_code _run_code load_module open_code
""")
#: Functions that mean trouble whatever module they are in; a module of one's own may well be called ``main`` or ``run``.
_DANGEROUS_FUNCTIONS = words("""
    system spawn fork exec eval execfile compile getattr setattr delattr globals locals vars load loads open input
    breakpoint run runctx main attrgetter methodcaller partial copyfile rmtree remove unlink exec_
    touch write_text write_bytes mkdir makedirs rmdir symlink_to hardlink_to link_to chmod chown tofile from_file
    to_pickle to_csv to_excel to_hdf to_parquet to_feather to_stata to_sql to_json to_html to_xml to_clipboard
""")
#: Modules of classes that are known to hold data, all of whose methods reach files.
_MODULES_OF_PATHS = words("pathlib")
#: Libraries that many interpreters have: what they define can be called by any file.
_LIBRARIES = words("""
    torch torchvision torchaudio torchtext numpy scipy sklearn pandas tensorflow keras tf_keras jax jaxlib flax optax orbax
    mxnet paddle transformers timm mlflow lightning pytorch_lightning xgboost lightgbm catboost matplotlib PIL cv2
    networkx nltk spacy gensim datasets huggingface_hub accelerate diffusers peft bitsandbytes onnx onnxruntime
    safetensors fsspec h5py zarr ray dask distributed pyarrow polars pydantic rich click setuptools pip wheel
    stable_baselines3 gym gymnasium ultralytics mmengine mmcv detectron2 fastai wandb tensorboard jinja2 requests
    IPython ipykernel jupyter_core nbconvert notebook psutil fire sh invoke pexpect ptyprocess plumbum docker gradio
    flask django tornado twisted werkzeug fastapi uvicorn starlette boto3 botocore s3fs gcsfs google googleapiclient azure
    sqlalchemy pymongo redis tqdm absl omegaconf hydra openai pytest _pytest py virtualenv conda poetry nox tox git gitdb
    dulwich cloudpickle dill joblib ruamel toml attr attrs marshmallow httpx httpcore urllib3 certifi chardet streamlit
    deepspeed megatron vllm triton onnxscript coremltools tensorrt openvino skops nemo sentence_transformers statsmodels
    seaborn plotly bokeh numexpr bottleneck tables netCDF4 xarray pyspark pynvml cupy torch_geometric torch_xla functorch
    mako celery numba cython sympy paramiko fabric pyarrow_hotfix tf2onnx onnxmltools skl2onnx hummingbird lightfm implicit
    surprise prophet pmdarima tslearn sktime lifelines pymc arviz pyro numpyro blackjax dgl stellargraph torchrl tensordict
    tianshou ray rllib clearml neptune comet_ml bentoml gluonts autogluon pycaret h2o mlxtend imblearn category_encoders
    feature_engine optuna hyperopt shap lime captum evaluate tokenizers sentencepiece fairseq espnet speechbrain nemo_toolkit
    whisper open_clip clip segment_anything easyocr paddleocr basicsr facexlib gfpgan insightface face_recognition dlib
    torchmetrics torchaudio torchdata torchtune torchao xformers flash_attn auto_gptq awq optimum ctranslate2 llama_cpp
    langchain langchain_core llama_index guidance instructor outlines chainlit pyspark dask_ml cuml cudf rapids
    psycopg2 mysql pymysql cx_Oracle elasticsearch kafka pika zmq grpc pyzmq websocket websockets socks dns scapy
    monai albumentations imageio skimage soundfile librosa gdown wget kaggle paddlehub modelscope mindspore tvm
    six mpmath toolz cytoolz partd zict wrapt lazy_object_proxy importlib_metadata importlib_resources dotenv distlib
    hypothesis pycparser platformdirs appdirs pyqtgraph execnet pyparsing pygments prompt_toolkit traitlets jedi parso
    decorator more_itertools filelock portalocker jsonschema tblib tomlkit lxml bs4 markdown docutils sphinx babel pluggy
    aiofiles anyio trio gevent eventlet apscheduler schedule luigi airflow prefect dagster diskcache lmdb plyvel numcodecs
    openpyxl xlrd xlsxwriter reportlab pyautogui pynput cryptography OpenSSL nacl moto execjs js2py pyperclip shortuuid
""")
#: Classes that open a file, a socket or a process when they are called, under whatever module they are imported.
_DANGEROUS_CLASSES = words("""
    ZipFile TarFile GzipFile BZ2File LZMAFile FileIO TemporaryDirectory NamedTemporaryFile TemporaryFile DataSource
    SpooledTemporaryFile Thread Process Pool ThreadPool ThreadPoolExecutor ProcessPoolExecutor SyncManager
    FileHandler RotatingFileHandler TimedRotatingFileHandler SocketHandler SMTPHandler HTTPHandler CDLL PyDLL WinDLL OleDLL
    LibraryLoader Unpickler PythonUnpickler RestrictedUnpickler InteractiveInterpreter InteractiveConsole ConfigParser
    SummaryWriter FileWriter EventFileWriter RecordWriter PyTorchFileWriter PyTorchFileReader PyTorchStreamReader
    TCPStore FileStore HashStore PrefixStore PackageImporter PackageExporter HDFStore ExcelWriter ExcelFile ParquetFile
    GFile TFRecordWriter PyRecordReader MMapIndexedDataset FileLock SoftFileLock FileBaton CustomClass Library
    ScriptModuleDeserializer CompilationUnit AOTIModelPackageLoader AOTIModelContainerRunnerCpu LocalFileSystem
    HTTPServer TCPServer UDPServer HTTPConnection HTTPSConnection SMTP FTP Telnet IMAP4 POP3 Listener InferenceSession
    Repository HfFileSystem FSMap Shelf Maildir FileOperator
""")
#: Modules of the standard library of other versions of Python, and what comes with it without being listed.
_STDLIB_ELSEWHERE = words("""
    _distutils_hack pkg_resources aifc asynchat asyncore audioop cgi cgitb crypt imghdr imp distutils lib2to3 mailcap msilib
    nis nntplib ossaudiodev pipes popen2 rexec Bastion ihooks imputil posixfile dircache _pyrepl _interpreters interpreters
    _xxsubinterpreters _xxinterpchannels _testcapi _testinternalcapi _testmultiphase _testbuffer _testimportmultiple smtpd
    sndhdr spwd sunau telnetlib uu xdrlib macpath macurl2path binhex dummy_threading
""")
#: What such libraries write as functions that are called to put an object together.
_CALLED_TO_REBUILD = re.compile(
    r"sklearn\.(neighbors|metrics)\.\w+\.newObj|pandas\.core\.internals\.blocks\.new_block|"
    r"pandas\._libs\.internals\._unpickle_block|pandas\.core\.indexes\.(base|datetimes|period)\._new_\w+|"
    r"pandas\._libs\.arrays\.__pyx_unpickle_\w+|(sklearn|scipy|pandas|numpy)\.[\w.]*\.__pyx_unpickle_\w+|"
    r"re\._compile|array\._array_reconstructor|typing\._[A-Z]\w+|enum\.[A-Z]\w*|zoneinfo\.ZoneInfo\._unpickle|random\.Random|"
    r"jax\._src\.array\._reconstruct_array|torch\.nn\.backends\.thnn\._get_thnn_function_backend|"
    r"numpy\.(ma\.core\._mareconstruct|ma\.mrecords\._mrreconstruct|core\._internal\._convert_to_stringdtype_kwargs)|"
    r"numpy\.((core\.)?rec(ords)?\.)?(record|recarray)|numpy\.(lib\.(\w+\.)?)?poly(nomial\.poly)?1d|"
    r"numpy\.((core\.)?(def)?char(array)?\.)?chararray|"
    r"torch\.return_types\.\w+|tensordict\._reductions\._make_td|typing\.[A-Z]\w*|"
    r"ipaddress\.IPv[46]\w+|string\.Template|ast\.[A-Z]\w*|collections\.\w+|numbers\.\w+|struct\.Struct|textwrap\.TextWrapper"
)

#: Parts of dangerous modules that only combine what is given to them.
_HARMLESS_ALONE = words("""
    builtins.len builtins.hash builtins.map builtins.zip builtins.iter builtins.print operator.itemgetter functools.partial
    functools.cmp_to_key types.SimpleNamespace logging.Logger logging.getLogger
    contextlib.nullcontext
""")

#: So many judgements are remembered, of names no longer than this: those of a few hundred files, in two megabytes.
_MAX_REMEMBERED, _MAX_REMEMBERED_LENGTH = 4096, 256

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
        self._judged: dict[tuple[str, str], Severity] = {}

    def judge(self, name: str, qualname: str = "") -> Severity:
        """INFO for a name known to stand for data, DANGER for one that runs or reaches something, WARNING for others.

        ``qualname`` is what of it is looked up in the module, where that is known: only a name of one level can be known,
        since attributes of what a module imported lead anywhere.
        """
        known = self._judged.get((name, qualname))
        if known is None:  # the names of torch are asked for several times in each of its pickles
            known = self._judgement(name, qualname)
            if len(name) + len(qualname) <= _MAX_REMEMBERED_LENGTH:
                if len(self._judged) >= _MAX_REMEMBERED:
                    self._judged.clear()
                self._judged[name, qualname] = known
        return known

    def _judgement(self, name: str, qualname: str) -> Severity:
        name = canonical(name)
        is_of_one_level = "." not in qualname or _is_class_in_class(name, qualname)
        if is_of_one_level and name in self._harmless:
            return Severity.INFO
        if is_of_one_level and name in _HARMLESS_ALONE:
            return Severity.WARNING
        parts = name.split(".")
        if (
            "<computed>" in name  # which may be any
            or not self._dangerous_parts.isdisjoint(parts)
            or parts[-1] in _DANGEROUS_FUNCTIONS
            or (not is_of_one_level and not _DANGEROUS_MODULES.isdisjoint(parts[1:]))
        ):
            return Severity.DANGER
        if is_of_one_level and (effect_of(name) is Effect.HOLDS or self._harmless_pattern.fullmatch(name)):
            return Severity.INFO
        return Severity.DANGER if parts[0] in _DANGEROUS_MODULES else Severity.WARNING

    def is_plain_attribute(self, owner: Global, attribute: str) -> bool:
        """Whether an attribute of a class, or of an object of it, is none that leads to running something."""
        is_dangerous = self.judge(owner.name, owner.qualname) is Severity.DANGER
        is_path = owner.module.partition(".")[0] in _MODULES_OF_PATHS
        return not (is_dangerous or is_path or attribute.startswith("__"))

    def is_risky_method(self, attribute: str) -> bool:
        """Whether what has this name does harm when it is called, as far as names tell; to look it up does none."""
        return attribute in _DANGEROUS_FUNCTIONS

    def effect(self, name: Global) -> Effect | None:
        """What calling a name does that is in the list of known ones; None if it is not, or was judged otherwise."""
        is_known = "." not in name.qualname or _is_class_in_class(name.canonical, name.qualname)
        return effect_of(name.canonical) if is_known and self.judge(name.name) is Severity.WARNING else None

    def gravest_first(self, names: Iterable[Global]) -> list[Global]:
        """The dangerous names, then the unknown ones, then the others; in their order otherwise."""
        order = (Severity.DANGER, Severity.WARNING, Severity.INFO)
        return sorted(names, key=lambda name: order.index(self.judge(name.name, name.qualname)))

    def has_unknown(self, names: Iterable[Global]) -> bool:
        """Whether any of the names is not known to stand for data."""
        return any(self.judge(name.name, name.qualname) is not Severity.INFO for name in names)

    def is_dangerous_call(self, name: Global) -> bool:
        """Whether calling a name may do anything at all: an unknown one of Python's own modules or of a known library.

        An unknown class of a library is an object like many; its functions, and what hangs on its classes, are not.
        """
        if self.judge(name.canonical, name.qualname) is not Severity.WARNING or self.effect(name) is not None:
            return False
        if name.canonical in _HARMLESS_ALONE or _CALLED_TO_REBUILD.fullmatch(name.canonical):
            return False
        root = name.canonical.partition(".")[0]
        if root in sys.stdlib_module_names or root in _STDLIB_ELSEWHERE:
            return True
        if name.module.startswith(("torch._C", "test.support")):  # whose classes open files and sockets
            return True
        return root in _LIBRARIES and not _looks_like_class(name.qualname)

    def is_unknown_class(self, name: Global) -> bool:
        """Whether a name looks like a class of a known library of which nobody here knows what calling it does."""
        return (
            _looks_like_class(name.qualname)
            and name.canonical.partition(".")[0] in _LIBRARIES
            and self.judge(name.canonical, name.qualname) is Severity.WARNING
            and self.effect(name) is None
            and not self.is_dangerous_call(name)
        )

    def findings(
        self,
        names: Iterable[Global],
        where: str,
        benign: frozenset[str] = frozenset(),
        most: int = LIMITS.pickle_names,
    ) -> list[Finding]:
        """One finding per name, the dangerous ones first; of more than ``most`` of them, one for all others.

        ``benign`` are names of which every use was checked.
        """
        judged: dict[Severity, list[Global]] = {Severity.DANGER: [], Severity.WARNING: [], Severity.INFO: []}
        for name in names:
            severity = Severity.INFO if name.canonical in benign else self.judge(name.name, name.qualname)
            judged[severity].append(name)
        ordered = [(severity, name) for severity, several in judged.items() for name in several]
        findings = []
        for severity, name in ordered[:most]:
            code, message = _MESSAGES[severity]
            findings.append(Finding(severity, code, message.format(name=name), where, imported=str(name)))
        if len(ordered) > most:
            more = len(ordered) - most
            message = f"{more:,} more pickle imports, none more dangerous than the last one listed."
            findings.append(Finding(ordered[most][0], "pickle-many-names", message, where))
        return findings


def _looks_like_class(qualname: str) -> bool:
    return "." not in qualname and qualname.lstrip("_")[:1].isupper() and qualname not in _DANGEROUS_CLASSES


def _is_class_in_class(name: str, qualname: str) -> bool:
    """Whether a name is of two levels and in the list as such: a class within another."""
    return qualname.count(".") == 1 and qualname[:1].isupper() and effect_of(name) is not None
