"""Runs to draw, built by hand: a small one, and one in which everybody who wrote anything is hostile."""

from datetime import UTC, datetime

from bot.domain.answer import Answer, Citation, Note, Outcome, Quote, Reason, Rival, Statement
from bot.domain.article import DatePrecision
from bot.domain.question import Turn
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.evaluation.metrics.figure import Unit
from bot.evaluation.metrics.selective import RiskPoint
from bot.evaluation.record import Record, RunInfo
from bot.evaluation.reporting.material import (
    Comparison,
    Curves,
    Difference,
    HitAt,
    QualityAtCost,
    Report,
    ReportedFigure,
    ReportedQuestion,
    RunReport,
    TypeFigures,
)
from bot.evaluation.statistics.calibrating import Bin

ASKED_AT = datetime(2020, 8, 4, 12, tzinfo=UTC)
SAID = "Microsoft is in talks with ByteDance, the Chinese owner of TikTok, the company said on Sunday."


def info(name: str = "base", **fields) -> RunInfo:
    given = {
        "questions": "sample",
        "questions_hash": "ab" * 32,
        "articles_hash": "cd" * 32,
        "settings": {},
        "engine": "extractive",
        "version": "0.1.0",
        "started_at": "2020-08-04T12:00:00Z",
        "parallel": 1,
    }
    return RunInfo(name=name, **{**given, **fields})


def answered(short: str = "ByteDance", text: str = SAID, url: str | None = None, **fields) -> Answer:
    citation = Citation(
        1, "talks", "Talks go on", "The Courier", url, "talks.txt", "2020-08-03", DatePrecision.DAY, False, "talks"
    )
    given = {
        "statements": (Statement(text, (Quote(1, 0, len(text), text),), 0.93),),
        "citations": (citation,),
        "origins": 1,
    }
    return Answer("who?", "who?", ASKED_AT, Outcome.ANSWERED, "extractive", short=short, **{**given, **fields})


def abstained() -> Answer:
    return Answer("who?", "who?", ASKED_AT, Outcome.ABSTAINED, "extractive", reason=Reason.LOW_EVIDENCE)


def gold(id_: str = "q1", text: str = "Who is Microsoft negotiating with?", **fields) -> GoldQuestion:
    given = {"answers": (("ByteDance", "ByteDance Ltd."),), "type": "who", "evidence": (GoldEvidence("talks", SAID),)}
    return GoldQuestion(id_, text, **{**given, **fields})


def asked(question: GoldQuestion, answer: Answer | None, *, right: bool | None, **fields) -> ReportedQuestion:
    dropped = fields.pop("dropped", ())
    record = Record(question.id, answer, **{"seconds": 0.21, "confidence": 0.8, **fields})
    return ReportedQuestion(question, record, right, dropped)


def six_questions(*, miss_first: bool = False) -> tuple[ReportedQuestion, ...]:
    """One of each verdict but "not judged"."""
    unanswerable = {"answers": (), "answerable": False, "evidence": (), "type": "when"}
    first = asked(gold(), abstained(), right=False) if miss_first else asked(gold(), answered(), right=True)
    return (
        first,
        asked(
            gold("q2", "When does the deadline end?", type="when", answers=(("September 15",), ("2020",))),
            answered("August 1", notes=(Note("slip", "'dedline' is in no article."),)),
            right=False,
            dropped=("The deadline was never set.",),
        ),
        asked(gold("q3", "What will it cost?", type="how_many"), abstained(), right=False),
        asked(gold("q4", "When did the mayor resign?", **unanswerable), abstained(), right=True),
        asked(gold("q5", "When did the river freeze?", **unanswerable), answered("Sunday"), right=False),
        asked(
            gold("q6", "Who is he?", history=(Turn("Who spoke?", "The mayor."),)),
            None,
            right=False,
            error="ModelError: no reply",
        ),
    )


FIGURES = (
    ReportedFigure("hit@1", "retrieval", 0.624, 0.552, 0.691, 161),
    ReportedFigure("hit@5", "retrieval", 0.851, 0.789, 0.899, 161),
    ReportedFigure("nDCG@10", "retrieval", 0.713, 0.66, 0.761, 161),
    ReportedFigure("token F1 of the short answer", "answers", 0.581, 0.512, 0.65, 128),
    ReportedFigure("false answers", "abstention", 0.121, 0.05, 0.27, 33, higher_is_better=False),
    ReportedFigure("quotes exact", "citations", 1.0, 0.99, 1.0, 300),
    ReportedFigure("cost of a question", "cost", 0.0012, 0.001, 0.0013, 161, higher_is_better=False, unit=Unit.USD),
    ReportedFigure("median latency", "cost", 0.212, 0.2, 0.23, 161, higher_is_better=False, unit=Unit.SECONDS),
    ReportedFigure("peak memory", "cost", 812.0, n=0, higher_is_better=False, unit=Unit.MIB),
)
TYPES = tuple(TypeFigures(type_, FIGURES[:5]) for type_ in ("who", "when", "how_many", "yes_no"))


def curves(shift: float = 0.0) -> Curves:
    """Curves as a run of 161 questions has them, a little better or worse."""
    return Curves(
        hit_at=tuple(
            HitAt(k, share + shift, share + shift - 0.06, min(share + shift + 0.05, 1))
            for k, share in ((1, 0.62), (4, 0.81), (5, 0.85), (10, 0.91))
        ),
        reliability=tuple(Bin(at / 10 + 0.05, min(at / 10 + shift, 1), at * 5 + 1) for at in range(10)),
        risk_coverage=tuple(RiskPoint(at / 160, 0.3 * (at / 160) ** 2 + shift / 2) for at in range(1, 161)),
        latencies=tuple(0.1 + 0.002 * at + (0.5 if at % 23 == 0 else 0) - shift for at in range(161)),
        quality_at_cost=(
            QualityAtCost("answered right", 0.6 + shift, 0.21 + shift, low=0.52 + shift, high=0.67 + shift),
        ),
    )


def one_run() -> Report:
    return Report("newsdesk on the sample", (RunReport(info(), FIGURES, TYPES, curves(), six_questions()),))


def two_runs() -> Report:
    other = info("wide-passages", settings={"search.top": "20", "ingestion.passage_tokens": "300"})
    differences = (
        Difference("hit@1", "retrieval", 0.031, 0.004, 0.058, 0.021, significant=True),
        Difference("hit@5", "retrieval", -0.002, -0.02, 0.016, 0.9, significant=False),
        Difference("false answers", "abstention", 0.06, 0.01, 0.11, 0.0004, significant=True, higher_is_better=False),
        Difference(
            "median latency", "cost", -0.04, -0.05, -0.03, None, None, higher_is_better=False, unit=Unit.SECONDS
        ),
    )
    return Report(
        "Two passage sizes",
        (
            RunReport(info(), FIGURES, TYPES, curves(), six_questions()),
            RunReport(other, FIGURES[:7], TYPES[:3], curves(0.04), six_questions(miss_first=True)),
        ),
        (Comparison("base", "wide-passages", differences, better=("q2", "gone"), worse=("q1",)),),
    )


HOSTILE = (
    "<script>document.title='owned'</script>",
    "</script><script>document.title='owned'</script>",
    "</style><style>body{display:none}</style>",
    "</title><img src=x onerror=\"document.title='owned'\">",
    '"><svg onload="document.title=\'owned\'">',
    "' onmouseover='document.title=1' x='",
    "-->]]><!--<iframe src=//example.org></iframe>",
    "&lt;b&gt;&#60;script&#62;",
    "\u202egpj.exe\u2066\u200b",
    "\ud800\x00\x1b[31m\x7f\ufeff",
    "مرحبا بالعالم",
    "x" * 10_000,
    '=HYPERLINK("http://example.org";"go")',
    "+1;=2\t@SUM(1)\r-3",
    "[a](javascript:alert(1)) | `b` **c** ![d](e) <f@example.org>",
)


def hostile() -> Report:
    """Every text that people control is hostile, each in its own question."""
    runs = tuple(_hostile_run(text) for text in ("".join(HOSTILE[:8]), HOSTILE[12]))
    names = [run.info.name for run in runs]
    difference = Difference(HOSTILE[0], HOSTILE[2], float("nan"), float("-inf"), 1.0, float("nan"), significant=True)
    return Report(HOSTILE[3], runs, (Comparison(names[0], names[1], (difference,), HOSTILE, HOSTILE),))


def _hostile_run(name: str) -> RunReport:
    figures = tuple(ReportedFigure(text, text, float("nan"), float("-inf"), float("inf"), 1) for text in HOSTILE)
    bad = float("nan")
    drawn = Curves(
        hit_at=(HitAt(1, bad, bad, bad), HitAt(5, 2.0, -1.0, 3.0)),
        reliability=(Bin(bad, 1.0, 3), Bin(7.0, -2.0, 0)),
        risk_coverage=(RiskPoint(bad, bad), RiskPoint(0.5, 9.0)),
        latencies=(bad, -1.0, 1e9, 0.0),
        quality_at_cost=(QualityAtCost(HOSTILE[0], 0.5, 0.0), QualityAtCost(HOSTILE[0], bad, bad)),
    )
    run = info(name, settings={HOSTILE[0]: HOSTILE[1]}, questions=HOSTILE[2], engine=HOSTILE[4], version=HOSTILE[5])
    types = tuple(TypeFigures(text, figures[:1]) for text in HOSTILE)
    return RunReport(run, figures, types, drawn, tuple(_hostile_question(text) for text in HOSTILE))


def _hostile_question(text: str) -> ReportedQuestion:
    quote = Quote(1, 0, len(text), text)
    citation = Citation(1, text, text, text, "javascript:alert(1)//" + text, text, text, DatePrecision.DAY, True, text)
    answer = answered(
        text,
        text,
        citations=(citation,),
        rivals=(Rival(text, (quote,)),),
        notes=(Note(text, text),),
    )
    question = gold(
        text,
        text,
        answers=((text, text),),
        type=text,
        evidence=(GoldEvidence(text, text),),
        history=(Turn(text, text),),
    )
    return asked(question, answer, right=None, dropped=(text,), error=text)
