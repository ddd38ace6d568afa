"""Chat templates: programs of Jinja in the metadata of GGUF files and beside the weights of transformers.

They are rendered in a sandbox, which was left more than once through the attributes of Python's objects:
https://github.com/advisories/GHSA-56xg-wfcc-g829 (llama-cpp-python, which used none).
"""

from __future__ import annotations

import re

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
        reads = _READS.search(template)
        message = "The chat template has {0} in it, which reads another file."
        code = "chat-template-file"
        return [Finding(Severity.WARNING, code, message.format(reads[1]), where)] if reads else []
    what = shortened(printable(found[0]), 80)
    message = f"The chat template reaches for {what}, which leads to running code; nothing was run."
    return [Finding(Severity.DANGER, "chat-template", message, where)]
