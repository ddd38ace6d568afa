"""How pages look: what is around their content, and the style sheet, in the colours of the window."""

from __future__ import annotations

from inspector.comparing.wording import STATE_COLORS
from inspector.wording import language_code

__all__ = ["html_page"]

_RULES = """
:root { color-scheme: light dark; --page: #f5f6f8; --card: #ffffff; --text: #1c2128; --muted: #5d6875; --line: #dce1e7;
  --a: #3b7ddd; --b: #d98324; LIGHT_STATES }
@media (prefers-color-scheme: dark) { :root { --page: #1a1d21; --card: #202429; --text: #e4e8ec; --muted: #9ba6b2;
  --line: #363d45; --a: #6ca4ff; --b: #f0a860; DARK_STATES } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem 1rem; background: var(--page); color: var(--text);
  font: 14px/1.5 system-ui, "Segoe UI", "Helvetica Neue", sans-serif; }
main { max-width: 1240px; margin: 0 auto; }
section, header { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.4rem;
  margin-bottom: 1rem; overflow-x: auto; }
h1 { font-size: 1.35rem; margin: 0 0 .6rem; } h2 { font-size: 1.02rem; margin: 0 0 .6rem; }
p { margin: .3rem 0; } .muted { color: var(--muted); } .key { overflow-wrap: anywhere; }
code, .key { font-family: ui-monospace, "SF Mono", Consolas, monospace; font-size: .92em; }
.file { display: grid; grid-template-columns: 1.6rem 1fr; gap: .1rem .3rem; align-items: baseline; }
.tag { font-weight: 700; } .tag.a { color: var(--a); } .tag.b { color: var(--b); }
.chips { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .9rem; }
.chip { border: 1px solid var(--line); border-radius: 999px; padding: .1rem .75rem; white-space: nowrap; }
.chip b { font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: 600; color: var(--muted); }
th, td { padding: .32rem .6rem .32rem 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
tr:last-child td { border-bottom: 0; } td.n, th.n { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; } td.s { white-space: nowrap; }
.bar { display: inline-block; height: .5rem; border-radius: 2px; margin-left: .5rem; background: var(--changed);
  vertical-align: middle; } .room { display: inline-block; width: 78px; text-align: left; }
svg { display: block; } svg text { fill: var(--muted); font: 11px system-ui, sans-serif; }
details { margin: .35rem 0; } summary { cursor: pointer; } ul { margin: .4rem 0; padding-left: 1.3rem; }
"""


def _variables(number: int) -> str:
    """The colours of the states on light (0) or on dark (1)."""
    return " ".join(f"--{state.value}: {colors[number]};" for state, colors in STATE_COLORS.items())


_STYLE = _RULES.replace("LIGHT_STATES", _variables(0)).replace("DARK_STATES", _variables(1)) + "".join(
    f".{state.value} {{ color: var(--{state.value}); fill: var(--{state.value}); }}\n" for state in STATE_COLORS
)


def html_page(title: str, content: str) -> str:
    """A page of harmless text, light or dark as the reader's system is, that forbids itself scripts and connections.

    It says that it is in the language in use, as what it says is.
    """
    return (
        f'<!DOCTYPE html>\n<html lang="{language_code()}"><head><meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><main>\n{content}</main></body></html>\n"
    )
