"""A chosen threshold for a terminal, the setting first, and as JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.evaluation.choosing import Choice
from bot.evaluation.statistics.intervals import Interval
from bot.rendering.fields import counted, field
from bot.rendering.paragraphs import BLANK, Paragraph, paragraph
from bot.rendering.safety import line

_NAME_COLUMNS, _SHARE_COLUMNS = 36, 21
_LIMITED = {
    "question": "of the questions without an answer are answered",
    "statement": "of the statements shown are wrong",
}
_SHOWN = {"question": "answer", "statement": "statement"}


def drawn(choice: Choice) -> Iterator[Paragraph]:
    """What to put where, what it does and did, how risk grows with coverage, and how far confidence can be trusted."""
    yield field("run", line(choice.info.name))
    yield field("chosen on", f"{counted(choice.counts[0], choice.of)}: {choice.parted[0]}")
    yield field("reported on", f"{counted(choice.counts[1], choice.of)}: {choice.parted[1]}")
    if choice.left_out:
        yield field("left out", f"{counted(choice.left_out, choice.of)} that cannot be judged")
    yield BLANK
    yield from _setting(choice)
    yield BLANK
    yield from _effects(choice)
    yield BLANK
    yield from _curve(choice)
    yield BLANK
    yield from _reliability(choice)


def choice_json(choice: Choice) -> dict[str, Any]:
    """The same as data; what there is nothing to count for is null."""
    known = choice.reliability
    return {
        "run": choice.info.name,
        "setting": choice.setting,
        "threshold": choice.threshold,
        "present": choice.present,
        "most": choice.most,
        "halves": list(choice.parted),
        "chosen_on": choice.counts[0],
        "reported_on": choice.counts[1],
        "left_out": choice.left_out,
        "of": choice.of,
        "effects": [asdict(effect) for effect in choice.effects],
        "risk_coverage": [asdict(point) for point in choice.curve],
        "risk_coverage_area": choice.area,
        "calibration_error": known.error if known else None,
        "bins": [asdict(bin_) for bin_ in known.bins] if known else [],
    }


def _setting(choice: Choice) -> Iterator[Paragraph]:
    section, _, name = choice.setting.rpartition(".")
    yield paragraph("For the configuration file (newsdesk config show tells which it is):")
    yield paragraph((f"[{section}]", "bold"), indent=2)
    yield paragraph((f"{name} = {choice.threshold}", "bold"), indent=2)
    yield BLANK
    yield paragraph(_told(choice))


def _told(choice: Choice) -> str:
    one, other = choice.effects[0].chosen_on, choice.effects[0].reported_on
    here = _percent(one.value) if one else "none"
    there = (
        f"{_percent(other.value)}, 95 % interval {_percent(other.low)} to {_percent(other.high)}" if other else "none"
    )
    return (
        f"It is the lowest at which at most {_percent(choice.most)} {_LIMITED[choice.of]}: {here} of the half it was "
        f"chosen on. What to expect is what the other half, which had no say in it, shows: {there}."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _effects(choice: Choice) -> Iterator[Paragraph]:
    yield _row("the other half", f"at {choice.threshold}", f"now, at {choice.present}", style="bold")
    for effect in choice.effects:
        yield _row(effect.meaning, _share(effect.reported_on), _share(effect.present))


def _row(name: str, chosen: str, present: str, style: str = "") -> Paragraph:
    return paragraph((f"{name:<{_NAME_COLUMNS}} {chosen:<{_SHARE_COLUMNS}} {present}", style))


def _share(known: Interval | None) -> str:
    return "-" if known is None else f"{known.value:.3f} [{known.low:.3f}, {known.high:.3f}]"


def _curve(choice: Choice) -> Iterator[Paragraph]:
    yield paragraph(("the other half, when only the surest are shown", "bold"))
    for point in choice.curve:
        yield paragraph(f"{point.percent:>3} %   {point.wrong:.3f} wrong   at {point.threshold:.3f}", indent=2)
    if choice.area is not None:
        yield paragraph(f"area    {choice.area:.3f}", ("   mean over all coverages, 0 at best", "dim"), indent=2)


def _reliability(choice: Choice) -> Iterator[Paragraph]:
    known = choice.reliability
    if known is None:
        return
    yield paragraph(
        (f"calibration error {known.error:.3f}", "bold"),
        ("   of the other half; sure and right are equal at best", "dim"),
    )
    for bin_ in known.bins:
        told = f"{bin_.confidence:.3f} sure   {bin_.right:.3f} right"
        yield paragraph(told, (f"   {counted(bin_.count, _SHOWN[choice.of])}", "dim"), indent=2)
