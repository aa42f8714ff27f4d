"""`newsdesk evaluate calibrate`: where a threshold belongs, chosen on one half of a run and reported on the other."""

from typing import Annotated

import typer

from bot.cli.desk import Desk, Json, takes_desk
from bot.errors import UsageError

MOST = 0.1
"""One in ten: what people still trust is for them to say, with the options."""

MostFalse = Annotated[
    float | None,
    typer.Option(metavar="SHARE", help=f"Questions without an answer that may be answered; {MOST} if not given."),
]
MostWrong = Annotated[
    float | None,
    typer.Option(
        metavar="SHARE", help=f"Statements shown that may be wrong, of a language model; {MOST} if not given."
    ),
]


@takes_desk
def calibrate(
    desk: Desk,
    run: Annotated[str, typer.Argument(metavar="RUN", help="A run that hid nothing; see `evaluate list`.")],
    *,
    most_false: MostFalse = None,
    most_wrong: MostWrong = None,
    json: Json = False,
) -> None:
    """Choose a threshold on one half of a run and report on the other what it does.

    It is answering.threshold, below which nothing is answered; with a language model answering.support.

    Chosen is the lowest that keeps false answers, or wrong statements, rare enough; no setting is changed.

    What a run hides cannot be judged, so make one that hides nothing:

    newsdesk evaluate run QUESTIONS --set answering.threshold=0 (or --set answering.support=0)

    The halves are the set's dev half and the rest if both were asked, else they are made by ids.
    """
    from bot.cli.evaluating.choice_view import choice_json, drawn
    from bot.evaluation.choosing import choose
    from bot.evaluation.libraries import stored_articles
    from bot.evaluation.store import Runs
    from bot.evaluation.thresholds import SUPPORT, check_open, setting_of

    settings = desk.settings()
    stored = Runs(settings.data_dir).load(run)
    is_support = setting_of(stored.info) == SUPPORT
    _check_fits(stored.info.name, most_false, most_wrong, is_support=is_support)
    check_open(stored.info)
    most = most_wrong if is_support else most_false
    articles = stored_articles(settings, stored.info.articles_hash)
    found = choose(stored, articles, MOST if most is None else most, settings.answering)
    if json:
        desk.show_json(choice_json(found))
    else:
        desk.show(drawn(found))


def _check_fits(name: str, most_false: float | None, most_wrong: float | None, *, is_support: bool) -> None:
    if is_support and most_false is not None:
        raise UsageError(
            f"--most-false does not apply: in the run {name} a language model wrote, and its statements are shown by "
            "their support. Use --most-wrong, or calibrate a run with --engine extractive."
        )
    if not is_support and most_wrong is not None:
        raise UsageError(
            f"--most-wrong does not apply: the run {name} is extractive, and support is only of a language model's "
            "statements. Use --most-false."
        )
