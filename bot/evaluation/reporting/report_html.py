"""The report as one page, complete in itself: it loads nothing, and its policy forbids whatever is not ours.

The style sheet and the script are allowed by their hashes alone. Without the script everything is shown; with it the
questions can be filtered, and the filter stands in the address after `#`.
"""

import base64
import hashlib
from pathlib import Path

from bot.evaluation.reporting.html_figures import comparison, headline, of_types, plotted
from bot.evaluation.reporting.html_questions import questions
from bot.evaluation.reporting.markup import Markup, element, joined, many
from bot.evaluation.reporting.material import Report, RunReport
from bot.evaluation.reporting.plots.marks import key

_HERE = Path(__file__).parent


def to_html(report: Report) -> str:
    """The whole page, to be written as UTF-8."""
    style, script = _own("page.css"), _own("page.js")
    page = element("html", _head(report, style, script), _body(report, script), lang="en")
    return f"<!DOCTYPE html>\n{page.html}\n"


def policy(style: Markup, script: Markup) -> str:
    """The Content-Security-Policy: this style and this script, nothing else, from nowhere."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _head(report: Report, style: Markup, script: Markup) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", report.title),
        element("style", style),
    )


def _body(report: Report, script: Markup) -> Markup:
    return element(
        "body",
        element("header", element("h1", report.title, dir="auto"), _legend(report)),
        element(
            "main",
            headline(report),
            many(comparison(report, one) for one in report.comparisons),
            plotted(report),
            of_types(report),
            questions(report),
        ),
        element("script", script),
    )


def _legend(report: Report) -> Markup:
    return element("ol", many(_run(number, run) for number, run in enumerate(report.runs)), class_="runs")


def _run(number: int, run: RunReport) -> Markup:
    info = run.info
    changed = ", ".join(f"{name}={value}" for name, value in info.settings.items()) or "as shipped"
    told = (
        f"{info.questions}, {len(run.questions):,} shown · {info.engine} · {changed} · "
        f"{info.parallel} at a time · newsdesk {info.version} · {info.started_at}"
    )
    name = element("strong", info.name, dir="auto")
    hashes = f"questions {info.questions_hash[:12]} · articles {info.articles_hash[:12]}"
    return element(
        "li",
        joined(key(number), name),
        element("p", told, class_="small", dir="auto"),
        element("p", hashes, class_="small faint"),
    )


def _own(name: str) -> Markup:
    """A file of ours beside this module. Browsers hash it with line feeds, which is how it is read here."""
    return Markup((_HERE / name).read_text(encoding="utf-8"))


def _hash(content: Markup) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.html.encode()).digest()).decode()
