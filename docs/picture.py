#!/usr/bin/env python3
"""Draws docs/check.svg from what `tm check` really prints for examples/blog.

Needs the release binary, or the one that the variable TM names. Lines are wrapped as in a terminal
that wraps at words; what is left out of a long report is marked with a line of its own.
"""

import os
import re
import subprocess
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ["check", "blog.tm", "--today", "2026-11-21"]
COLUMNS = 100
ROWS = 24  # of the report, its last line aside
SIZE, ADVANCE, LEADING, LEFT, TOP = 13, 7.83, 19, 20, 52

STYLES = {
    "1": "b", "1;31": "b red", "31": "red", "33": "yellow", "1;33": "b yellow", "36": "cyan",
}


def report():
    binary = os.environ.get("TM", ROOT / "target/release/tm")
    run = subprocess.run(
        [binary, *COMMAND, "--color", "always"],
        cwd=ROOT / "examples/blog", capture_output=True, text=True, check=False,
    )
    if run.returncode > 1 or run.stderr:
        raise SystemExit(run.stderr or f"tm check ended with status {run.returncode}")
    return run.stdout.strip("\n").split("\n")


def words(line):
    """The line as (style, text): escape sequences become styles, text is split at spaces."""
    style = ""
    for part in re.split(r"(\x1b\[[\d;]*m)", line):
        code = re.fullmatch(r"\x1b\[([\d;]*)m", part)
        if code:
            style = STYLES.get(code[1], "")
        else:
            yield from ((style, word) for word in re.findall(r" +|[^ ]+", part))


def wrap(line):
    """Rows of at most COLUMNS characters; what goes on stands four further in than its line."""
    rows, width = [[]], 0
    for style, word in words(line):
        if width + len(word) > COLUMNS and not word.isspace():
            indent = " " * (len(re.match(r" *", line)[0]) + 9)
            rows.append([("", indent)])
            width = len(indent)
        rows[-1].append((style, word))
        width += len(word)
    return rows


def shortened(lines):
    """Whole groups as far as there is room, and the totals."""
    *body, totals = lines
    rows = []
    for group in "\n".join(body).split("\n\n"):
        more = [row for line in group.split("\n") for row in wrap(line)]
        if len(rows) + len(more) > ROWS:
            rows.append([("dim", "⋮")])
            rows.append([])
            break
        rows += [*more, []]
    return rows + wrap(totals)


def span(style, text):
    text = escape(text, quote=False)
    return f'<tspan class="{style}">{text}</tspan>' if style else text


def draw(rows):
    width = LEFT * 2 + round(COLUMNS * ADVANCE)
    prompt = [("prompt", "$"), ("", " tm " + " ".join(COMMAND))]
    rows = [prompt, [], *rows]
    height = TOP + len(rows) * LEADING
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img" aria-labelledby="title">',
        '<title id="title">A terminal: tm check lists the threats of the blog example, grouped by'
        " the control that would answer them.</title>",
        "<style>",
        f"text {{ font: {SIZE}px ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono',"
        " monospace; fill: #d7dce4; white-space: pre; }",
        ".b { font-weight: 700; fill: #ffffff; } .red { fill: #ff7b72; } .yellow { fill: #e3b341; }",
        ".cyan { fill: #76d9e6; } .dim { fill: #8b949e; } .prompt { fill: #7ee787; }",
        ".b.red { fill: #ff7b72; } .b.yellow { fill: #e3b341; }",
        "</style>",
        f'<rect width="{width}" height="{height}" rx="10" fill="#161b22"/>',
    ]
    out += [
        f'<circle cx="{x}" cy="20" r="5.5" fill="#3b434e"/>' for x in (24, 44, 64)
    ]
    for number, row in enumerate(rows):
        # Each run has its place, so that a font of another width changes nothing.
        column, runs = 0, []
        for style, text in row:
            if runs and runs[-1][1] == style:
                runs[-1][2] += text
            else:
                runs.append([column, style, text])
            column += len(text)
        for column, style, text in runs:
            if text.isspace():
                continue
            lead = len(text) - len(text.lstrip(" "))
            column, text = column + lead, text.strip(" ")
            x = round(LEFT + column * ADVANCE, 1)
            length = round(len(text) * ADVANCE, 1)
            out.append(
                f'<text x="{x}" y="{TOP + number * LEADING}" textLength="{length}"'
                f' lengthAdjust="spacingAndGlyphs" xml:space="preserve">{span(style, text)}</text>'
            )
    out.append("</svg>")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    (ROOT / "docs/check.svg").write_text(draw(shortened(report())), encoding="utf-8")
