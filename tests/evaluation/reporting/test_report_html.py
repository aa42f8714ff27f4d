"""The page in a real browser: it shows everything, runs nothing but its own script, and loads nothing."""

import re
from html.parser import HTMLParser

import pytest

from bot.evaluation.reporting.material import Report, RunReport
from bot.evaluation.reporting.report_html import to_html
from bot.rendering.safety import line
from tests.evaluation.reporting.examples import HOSTILE, answered, asked, gold, hostile, info, one_run, two_runs

OURS = set(
    "html head meta title style script body header main section h1 h2 h3 p ol ul li div span strong b table thead tbody "
    "tr th td svg line circle polygon polyline rect text figure figcaption article a code blockquote cite label input "
    "select option output".split()
)
WIDTHS = pytest.mark.parametrize("width", [390, 1200])


@pytest.fixture
def shown(chromium, tmp_path):
    """Open a report in the browser."""

    def show(report, fragment="", **options):
        page = tmp_path / "report.html"
        page.write_text(to_html(report), encoding="utf-8")
        chromium.open(page, fragment, **options)
        return chromium

    return show


def visible_questions(browser):
    return browser.value("[...document.querySelectorAll('.question')].filter(q => q.offsetHeight).map(q => q.id)")


@WIDTHS
@pytest.mark.parametrize("made", [one_run, two_runs, hostile])
def test_fits_the_window(shown, made, width):
    """The page is never wider than the window, on a phone and on a desk, whatever texts it shows."""
    browser = shown(made(), width=width)
    assert browser.value("document.documentElement.scrollWidth") == width
    sized = "[...document.querySelectorAll('h1, h2, h3, p, li, blockquote, figure')]"
    assert browser.value(f"{sized}.filter(e => e.getBoundingClientRect().right > {width} + 1).length") == 0


@pytest.mark.parametrize("made", [one_run, two_runs, hostile])
def test_loads_nothing_and_breaks_no_rule(shown, made):
    """The page asks for nothing but itself, its policy lets its own style and script pass, and the script runs."""
    browser = shown(made())
    assert len(browser.requests()) == 1
    assert browser.complaints() == []
    assert browser.value("getComputedStyle(document.querySelector('table')).tableLayout") == "fixed"
    assert browser.value("document.getElementById('filter').hidden") is False


def test_policy_forbids_what_is_not_ours(chromium, tmp_path):
    """Even if markup got into the page, its scripts and styles would not run and its images not load."""
    attack = (
        "<script>document.title = 'owned'</script><style>body {color: rgb(255, 0, 0)}</style>"
        "<img src='http://127.0.0.1:9/x' onerror=\"document.title = 'owned'\">"
    )
    page = tmp_path / "report.html"
    page.write_text(to_html(one_run()).replace("When did the river freeze?", attack), encoding="utf-8")
    chromium.open(page)
    assert chromium.value("document.images.length") == 1
    assert chromium.value("document.title") == "newsdesk on the sample"
    assert chromium.value("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    forbidden = [said for said in chromium.complaints() if "Content Security Policy" in said]
    assert [
        kind for kind in ("inline script", "inline style", "image") if not any(kind in said for said in forbidden)
    ] == []


def test_hostile_texts_stay_texts(shown):
    """No text injects an element or an attribute, runs a script or changes the title; each stands there to be read."""
    report = hostile()
    browser = shown(report)
    assert browser.value("document.title") == line(report.title)
    names = browser.value("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]")
    assert set(names) <= OURS
    assert browser.value("document.scripts.length") == 1
    assert browser.value("document.querySelectorAll('style').length") == 1
    attributes = browser.value(
        "[...new Set([...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => a.name)))]"
    )
    assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "srcdoc")]
    assert browser.value("[...document.links].map(a => a.getAttribute('href')).every(h => /^#q-\\d+$/.test(h))")
    questions = browser.value("[...document.querySelectorAll('.question h3')].map(h => h.textContent)")
    assert questions == [f"{number}. {line(text)}" for number, text in enumerate(HOSTILE, 1)]


def test_numbers_that_are_none_are_not_drawn(shown):
    """NaN and infinity reach neither a table nor a plot."""
    drawn = shown(hostile()).value(
        "[...document.querySelectorAll('svg *')].flatMap(e => [...e.attributes].map(a => a.value)).join(' ')"
    )
    assert not re.search(r"\bnan\b|\binf\b", drawn.lower())
    means = "[...new Set([...document.querySelectorAll('.mean')].map(e => e.textContent))]"
    assert shown(hostile()).value(means) == ["–"]


def test_without_script_everything_is_shown(shown):
    """Where scripts do not run, all questions with all they hold are shown and no filter that would do nothing."""
    browser = shown(two_runs(), script=False)
    report = to_html(two_runs())
    assert visible_questions(browser) == [f"q-{number}" for number in range(1, 7)]
    assert "Dropped by the prover" in browser.value("document.body.innerText")
    assert browser.value("document.getElementById('filter').offsetHeight") == 0
    assert report.count('class="question"') == 6


@pytest.mark.parametrize(
    ("fragment", "numbers"),
    [
        ("", [1, 2, 3, 4, 5, 6]),
        ("#went=wrong", [2]),
        ("#went=false-answer", [5]),
        ("#went=missed", [1, 3]),
        ("#type=1", [2, 4, 5]),
        ("#words=RIVER+freeze", [5]),
        ("#type=1&went=wrong", [2]),
        ("#differs=true", [1]),
        ("#q-3", [1, 2, 3, 4, 5, 6]),
        ("#words=%3Cimg%20src%3Dx%3E", []),
    ],
)
def test_filter_stands_in_the_address(shown, fragment, numbers):
    """An address with a filter shows just the questions that it names, and says how many."""
    browser = shown(two_runs(), fragment)
    assert visible_questions(browser) == [f"q-{number}" for number in numbers]
    assert browser.value("document.getElementById('count').textContent") == f"{len(numbers)} of 6 questions"


def test_choosing_filters_and_changes_the_address(shown):
    """What a person chooses filters at once, can be kept as an address, and a link to a hidden question shows it."""
    browser = shown(two_runs())
    browser.value(
        "{const went = document.querySelector('[name=went]'); went.value = 'failed';"
        "went.dispatchEvent(new Event('input', {bubbles: true}));}"
    )
    assert visible_questions(browser) == ["q-6"]
    assert browser.value("location.hash") == "#went=failed"
    browser.value("document.querySelector('a[href=\"#q-2\"]').click()")
    browser.value("new Promise(done => setTimeout(done, 50))")
    assert "q-2" in visible_questions(browser)
    assert 0 <= browser.value("document.getElementById('q-2').getBoundingClientRect().top") < 400


def test_in_brief_hides_the_bodies(shown):
    """In brief, a question is its text, how it went and the short answer."""
    browser = shown(two_runs(), "#brief=true")
    assert len(visible_questions(browser)) == 6
    assert "ByteDance" in browser.value("document.querySelector('.told').innerText")
    assert "Microsoft is in talks" not in browser.value("document.getElementById('questions').innerText")


def test_each_plot_is_drawn_and_told(shown):
    """The five plots are there, have a size, and say in words what they show."""
    browser = shown(two_runs())
    titles = browser.value("[...document.querySelectorAll('figure h3')].map(h => h.textContent)")
    assert titles == ["Hit@k", "Reliability", "Risk and coverage", "Latency", "Quality against time"]
    assert browser.value("[...document.querySelectorAll('figure svg')].every(s => s.clientHeight > 150)")
    assert browser.value("[...document.querySelectorAll('figure svg')].every(s => s.getAttribute('aria-label'))")
    inside = (
        "[...document.querySelectorAll('figure svg')].every(s => {const f = s.getBoundingClientRect();"
        "return [...s.querySelectorAll(':not(title)')].every(e => {const b = e.getBoundingClientRect();"
        "return b.left >= f.left - 1 && b.right <= f.right + 1 && b.top >= f.top - 1 && b.bottom <= f.bottom + 1})})"
    )
    assert browser.value(inside)


def test_prints_in_dark_rooms_too(chromium, shown, tmp_path):
    """The page can be printed: the paper stays white and nothing is cut off by a scrolling box."""
    browser = shown(hostile())
    browser.media("print", dark=True)
    assert browser.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    cut = "[...document.querySelectorAll('.question p, .question h3')].filter(e => e.scrollHeight > e.clientHeight + 2)"
    assert browser.value(f"{cut}.length") == 0
    browser.media("")
    paper = tmp_path / "report.pdf"
    browser.printed(paper)
    assert paper.read_bytes().startswith(b"%PDF")


def test_web_addresses_are_links():
    """A plain web address is a link; any other scheme is only text."""
    for url, linked in (("https://example.org/a?b=c&d", True), ("javascript:alert(1)", False), ("//x", False)):
        run = RunReport(info(), (), questions=(asked(gold(), answered(url=url), right=True),))
        assert ("<a href" in to_html(Report("r", (run,)))) == linked


def test_empty_report():
    """A report of no run is a page without tables of nothing."""
    page = to_html(Report("nothing", ()))
    assert "<h2>Plots" not in page
    assert "<h2>Questions" not in page


def test_every_element_is_closed():
    """The page is well formed: each element is closed where it was opened."""

    stack = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag not in ("meta", "input"):
                stack.append(tag)

        def handle_endtag(self, tag):
            assert stack.pop() == tag

    reader = Reader()
    reader.feed(to_html(hostile()))
    reader.close()
    assert stack == []
