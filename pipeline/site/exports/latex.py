"""The comparison table for a paper: booktabs, with intervals and verdicts, in a document that compiles as it is."""

from __future__ import annotations

import unicodedata

from pipeline.results.artifact import Interval
from pipeline.results.labels import recipe_label
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.settings import Settings
from pipeline.site.run_results import Results

# Brackets and stars too: at the start of a row they would belong to the line break before it.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': r"\textquotedbl{}", "–": "--", "—": "---", "−": "$-$", "×": r"$\times$",
    "`": r"\textasciigrave{}", "[": "{[}", "]": "{]}", "*": "{*}", "’": "'", "\u202f": "~", "\xa0": "~",
}  # fmt: skip
# A figure and its interval are two columns under one head: figures then end in one line, however wide intervals are.
COLUMNS = r"llr@{\enspace}lr@{\enspace}lc"
HEAD = (
    r"\toprule",
    r"Backbone & Recipe & \multicolumn{2}{c}{Accuracy, \%} & \multicolumn{2}{c}{Macro F1, \%} & vs.\ zero-shot \\",
    r"\midrule",
)
ON_A_PAGE = 50
"""Lines of a table."""

MARKS = {"better": r"$\blacktriangle$", "worse": r"$\blacktriangledown$", "no evidence of a difference": r"$\approx$"}


def latex_text(text: str) -> str:
    """Any text as LaTeX shows it, whatever its engine: characters that its fonts lack stand as their numbers."""
    return "".join(map(_latex_character, " ".join(text.split())))


def _latex_character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    # The T1 fonts of every installation have the letters of Latin-1 and Latin Extended-A.
    if character.isascii() or (character.isalpha() and ord(character) < 0x180):
        return character if character.isprintable() else ""
    # An accent or a ligature falls apart into plain letters. Of what has none, an emoji or a Chinese word, the number
    # is left: pdflatex has no glyph of it, and would end in an error at the character itself.
    plain = "".join(one for one in unicodedata.normalize("NFKD", character) if one.isascii() and one.isalnum())
    return plain or f"{{[}}U+{ord(character):04X}{{]}}"


def latex_table(settings: Settings, results: Results) -> str:
    """A document with the table of all rows; the table alone stands between its two comments."""
    caption = rf"\caption{{{_caption(settings, results, f'{100 * results.metrics.confidence:g}')}}}"
    body = [*_rows(results), r"\bottomrule"]
    # A float ends at the foot of its page, and what goes beyond would be cut off.
    if len(body) <= ON_A_PAGE:
        table = [r"\begin{table}", r"\centering\small", caption, rf"\begin{{tabular}}{{{COLUMNS}}}", *HEAD, *body]
        table += [r"\end{tabular}", r"\end{table}"]
    else:
        table = [r"\small", rf"\begin{{longtable}}{{{COLUMNS}}}", rf"{caption}\\", *HEAD, r"\endhead", *body]
        table += [r"\end{longtable}"]
    lines = [
        r"\documentclass{article}",
        # LaTeX reads UTF-8 without being told only since 2018, and whose installation this meets nobody knows.
        r"\usepackage[utf8]{inputenc}",
        r"\usepackage[T1]{fontenc}",
        r"\usepackage{textcomp,amssymb,booktabs,longtable}",
        r"\usepackage[margin=2cm]{geometry}",
        r"\begin{document}",
        "% ---- the table",
        *table,
        "% ---- end of the table",
        r"\end{document}",
    ]
    return "\n".join(lines) + "\n"


def _caption(settings: Settings, results: Results, level: str) -> str:
    test = f"{results.dataset.test:,}".replace(",", "{,}")
    return (
        f"{latex_text(settings.site.title)}: {test} test samples of {results.dataset.choices} candidate captions. "
        rf"In brackets {level}\,\% intervals. {MARKS['better']} better than the backbone's own zero-shot row, "
        rf"{MARKS['worse']} worse, {MARKS['no evidence of a difference']} no evidence of a difference "
        "(paired, adjusted for all comparisons)."
    )


def _rows(results: Results) -> list[str]:
    lines: list[str] = []
    before = None
    for row in results.metrics.rows:
        if before not in (None, row.backbone):
            lines.append(r"\addlinespace")
        f1 = _figure(row.f1_macro, row.f1_macro_interval)
        cells = [latex_text(row.name), latex_text(recipe_label(row)), *_accuracy(row), *f1, _verdict(results, row)]
        lines.append(" & ".join(cells) + r" \\")
        before = row.backbone
    return lines


def _accuracy(row: MetricsRow) -> tuple[str, str]:
    return _figure(row.judged_accuracy, row.judged_interval)


def _figure(value: float | None, interval: Interval | None) -> tuple[str, str]:
    if value is None:
        return "--", ""
    bounds = f"[{100 * interval[0]:.1f}, {100 * interval[1]:.1f}]" if interval else ""
    return f"{100 * value:.1f}", bounds


def _verdict(results: Results, row: MetricsRow) -> str:
    found = results.against_zero_shot(row)
    return MARKS.get(found[1].verdict, "") if found else ""
