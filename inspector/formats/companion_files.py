"""Small texts beside weights that make a library run something: code that is named, templates, descriptions of objects.

transformers imports the modules that ``auto_map`` names where remote code is trusted; TorchServe runs the handler of a
``.mar`` archive; skops imports the classes that its ``schema.json`` names; what builds objects of YAML calls what it names;
chat templates are programs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from msgspec import DecodeError
from msgspec.json import Decoder

from inspector.findings import Finding, Severity
from inspector.formats.chat_templates import findings_of_template
from inspector.formats.recognisers import all_recognisers
from inspector.limits import LIMITS, Limits
from inspector.sources.source import Source
from inspector.sources.storage import Storage
from inspector.text import plural, printable, shortened

__all__ = ["companions_among", "findings_beside", "findings_of_text", "is_companion"]

_SKOPS, _HANDLER, _MODULES = "schema.json", "MANIFEST.json", "modules.json"
_CONFIGURATIONS = frozenset({
    "config.json", "tokenizer_config.json", "processor_config.json", "preprocessor_config.json", "model_index.json",
    "image_processor_config.json", "video_preprocessor_config.json", "feature_extractor_config.json", "adapter_config.json",
})  # fmt: skip
_TEMPLATES = frozenset({"chat_template.jinja", "chat_template.json"})
_TEMPLATE_SUFFIX = ".jinja"
#: What transformers imports of a model's folder, where remote code is trusted, without being told of it there.
_CODE_FOLDER = "custom_generate/"
#: Where PyYAML's unsafe loader, and what builds objects of such configurations, find what they call.
_YAML_SUFFIXES = (".yaml", ".yml")
_CALLED_BY_YAML = re.compile(
    r"!!python/(?:object(?:/apply|/new)?|name|module):([\w.]+)|^[\s-]*[\"']?(?:_target_|target)[\"']?\s*:\s*[\"']?([\w.]+)",
    re.M,
)
_NAMES = _CONFIGURATIONS | _TEMPLATES | {_SKOPS, _HANDLER, _MODULES}
_SUFFIXES = (*_YAML_SUFFIXES, _TEMPLATE_SUFFIX)
_ENDINGS = frozenset({*_YAML_SUFFIXES, _TEMPLATE_SUFFIX, _CODE_FOLDER}).union(
    name[name.index(".") :] for name in _NAMES
)
_LAST = (".json", ".py", *_SUFFIXES)
_MAX_NAMED = 5
_JSON = Decoder()
#: Who reads a configuration that others than transformers read.
_PIPELINE = "model_index.json"
_LIBRARIES = {_PIPELINE: "diffusers"}
#: What a part of a pipeline is named by, and the libraries and pipelines of diffusers that it may be of.
_LIBRARY_AND_CLASS = 2
_OF_DIFFUSERS = frozenset({
    "diffusers", "transformers", "onnxruntime", "optimum", "stable_diffusion", "stable_diffusion_xl", "deepfloyd_if",
    "kandinsky", "latent_diffusion", "paint_by_example", "alt_diffusion", "unidiffuser", "audioldm2", "blip_diffusion",
    "flux", "wuerstchen", "stable_cascade", "shap_e", "versatile_diffusion", "musicldm", "pipelines", "schedulers",
    "k_diffusion", "flax", "torch", "peft",
})  # fmt: skip


def is_companion(name: str) -> bool:
    """Whether something may be said of a file or member of this name."""
    if not name.endswith(_LAST):  # as nearly all of a hundred thousand
        return False
    return name.rpartition("/")[2] in _NAMES or name.endswith(_SUFFIXES) or _is_code(name)


def companions_among(names: Collection[str]) -> list[str]:
    """The names that :func:`is_companion` is true of; of a hundred thousand there are mostly none, which takes no time."""
    text = "\n".join(names)
    return list(filter(is_companion, names)) if any(ending in text for ending in _ENDINGS) else []


def findings_beside(folder: Source) -> list[Finding]:
    """What is to be said of such files in a folder."""
    findings: list[Finding] = []
    for name in filter(is_companion, folder.names):
        text = folder.text_of(name)
        if text is not None:  # else whoever needs it says so
            findings += _findings_of(name, text, folder.limits)
    return findings


def findings_of_text(name: str, content: Storage, limits: Limits = LIMITS) -> list[Finding]:
    """What is to be said of a file or member of this name; nothing of what no library reads for this.

    Raises CheckpointError where it can't be read.
    """
    text = content.read() if is_companion(name) and content.nbytes <= limits.companion_nbytes else b""
    return _findings_of(name, text, limits)


def _findings_of(name: str, text: bytes, limits: Limits) -> list[Finding]:
    kind = name.rpartition("/")[2]
    if kind.endswith(_YAML_SUFFIXES):
        return _of_yaml(text.decode("utf-8", "replace"), name, limits)
    if _is_code(name):
        return [_code(_shown(name), "transformers", name)]
    if kind.endswith(_TEMPLATE_SUFFIX):
        return findings_of_template(text.decode("utf-8", "replace"), name)
    try:
        value = _JSON.decode(text)
    except (DecodeError, RecursionError, UnicodeDecodeError):
        return []
    if kind == _SKOPS:
        return _of_objects(value, name, limits)
    if kind == _HANDLER:
        handler = _at(_at(value, "model"), "handler")
        return [_code(f"the handler {_shown(handler)}", "TorchServe", name)] if _is_file_of_code(handler) else []
    if kind == _MODULES:
        types = [_at(each, "type") for each in value] if isinstance(value, list) else []
        foreign = [each for each in types if isinstance(each, str) and not each.startswith("sentence_transformers.")]
        return [_code(_shown(foreign[0]), "sentence-transformers", name)] if foreign else []
    return _of_configuration(value, kind, name) if isinstance(value, dict) else []


def _of_configuration(value: dict[str, Any], kind: str, name: str) -> list[Finding]:
    findings = []
    named = _code_named_by(value, kind)
    if named:
        findings.append(_code(", ".join(named[:_MAX_NAMED]), _LIBRARIES.get(kind, "transformers"), name))
    elif value.get("trust_remote_code") is True:
        message = "The configuration asks for code from elsewhere to be trusted; there is no need to follow it."
        findings.append(Finding(Severity.WARNING, "code-beside-weights", message, name))
    for key in ("chat_template", "template"):
        if key in value:
            for template in _templates(value[key]):
                findings += findings_of_template(template, name)
    return findings


def _code_named_by(value: dict[str, Any], kind: str) -> list[str]:
    """The modules of its own that a configuration has a library import: of models, of pipelines and of their parts."""
    auto_map, pipelines = value.get("auto_map"), value.get("custom_pipelines")
    found = list(auto_map.values()) if isinstance(auto_map, dict) else []
    if isinstance(pipelines, dict):
        found += [_at(each, "impl") for each in pipelines.values()]
    if kind == _PIPELINE:  # which itself may be of a module of its own
        parts = [each for each in value.values() if isinstance(each, list) and len(each) == _LIBRARY_AND_CLASS]
        found += [".".join(map(str, each)) for each in parts if _is_foreign(each[0])]
    return [_shown(each) for each in found]


def _is_foreign(library: Any) -> bool:
    return isinstance(library, str) and library.partition(".")[0] not in _OF_DIFFUSERS


def _is_code(name: str) -> bool:
    return name.endswith(".py") and f"/{name}".rpartition("/")[0].endswith(f"/{_CODE_FOLDER[:-1]}")


def _at(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _shown(value: Any) -> str:
    return shortened(printable(str(value)), 80)


def _is_file_of_code(handler: Any) -> bool:
    return isinstance(handler, str) and handler.partition(":")[0].endswith(".py")


def _templates(value: Any) -> list[str]:
    """The templates of a tokenizer: one, or several with names."""
    several = value if isinstance(value, list) else [value]
    texts = [_at(each, "template") if isinstance(each, dict) else each for each in several]
    return [text for text in texts if isinstance(text, str)]


def _code(what: str, library: str, where: str) -> Finding:
    message = f"{library} may run code that comes with the model, {what}; it was not looked at."
    return Finding(Severity.WARNING, "code-beside-weights", message, where)


def _of_objects(value: Any, where: str, limits: Limits) -> list[Finding]:
    """The classes and functions that a skops file names, judged as those of a pickle."""
    names = dict.fromkeys(_names_in(value))
    judge = all_recognisers().names.judge
    judged = {name: judge(name) for name in names}
    dangerous = [_shown(name) for name, severity in judged.items() if severity is Severity.DANGER]
    findings = [
        Finding(Severity.DANGER, "skops-dangerous-name", f"The description names {name}, which can run code.", where)
        for name in dangerous[: limits.companion_findings]
    ]
    unknown = [name for name, severity in judged.items() if severity is Severity.WARNING]
    if unknown:
        message = f"The description names {plural(len(unknown), 'unknown object')}, first {_shown(unknown[0])}."
        findings.append(Finding(Severity.WARNING, "skops-unknown-name", message, where))
    return findings


def _of_yaml(text: str, where: str, limits: Limits) -> list[Finding]:
    """What a configuration has called when it is loaded, or built; of the names that are not dangerous nothing is said."""
    names = dict.fromkeys(name or target for name, target in _CALLED_BY_YAML.findall(text))
    judge = all_recognisers().names.judge
    dangerous = [_shown(name) for name in names if judge(name) is Severity.DANGER]
    return [
        Finding(
            Severity.DANGER, "yaml-dangerous-name", f"The configuration has {name} called, which can run code.", where
        )
        for name in dangerous[: limits.companion_findings]
    ]


def _names_in(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            module, name = each.get("__module__"), each.get("__class__")
            if isinstance(module, str) and isinstance(name, str):
                yield f"{module}.{name}"
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
