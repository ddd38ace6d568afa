"""Chat templates: programs of Jinja in the metadata of GGUF files and beside the weights of transformers.

They are rendered in a sandbox, which was left more than once through the attributes of Python's objects:
https://github.com/advisories/GHSA-56xg-wfcc-g829 (llama-cpp-python, which used none).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspector.findings import Finding, Severity
from inspector.text import printable, shortened

__all__ = ["findings_of_template"]

#: What leads from a value in a template to the interpreter, also where the name is put together of pieces.
_REACHES_OUT = re.compile(
    r"__\w+__|\|\s*attr\b|\bself\._|\b(cycler|joiner|lipsum|namespace)\s*\.\s*_|_TemplateReference|"
    r"\\x5f|\\u005f|\\U0000005f|\\137|\\N\{|"
    r"map\s*\(\s*['\"]attr|%c[^'\"]*['\"]\s*(\|\s*format|%)|"
    r"_['\"]\s*[+~]\s*['\"]_|['\"]_+['\"]\s*\*|['\"]\w*_['\"]\s*,\s*['\"]_|=\s*['\"]_+['\"]\s*-?%\}|"
    r"['\"]_{0,2}(class|mro|bases?|subclasses|globals|builtins|init|import|getattribute)_{1,2}['\"]",
    re.I,
)
#: Statements that read another file, where whoever renders the template has a loader for it.
_READS = re.compile(r"\{%[-+]?\s*(include|extends|import|from)\b")


def findings_of_template(template: str, where: str) -> list[Finding]:
    """What is to be said of a template of Jinja: whether it reaches for what only the interpreter itself should."""
    found = _REACHES_OUT.search(template)
    if found is None:
        return list(_reading(template, where))
    what = shortened(printable(found[0]), 80)
    message = f"The chat template reaches for {what}, which leads to running code; nothing was run."
    return [Finding(Severity.DANGER, "chat-template", message, where)]


def _reading(template: str, where: str) -> Iterator[Finding]:
    if statement := _READS.search(template):
        message = f"The chat template has {statement[1]} in it, which reads another file."
        yield Finding(Severity.WARNING, "chat-template-file", message, where)
