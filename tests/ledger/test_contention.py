"""Many threads and processes on one ledger, from its first moment: no error, no limit exceeded, nothing lost."""

import subprocess
import sys
import threading
from pathlib import Path

from bot.domain.caller import LOCAL, Caller
from bot.errors import BudgetSpent
from bot.ledger.ledger import Ledger
from bot.ledger.spending import Limits
from tests.ledger.making import AT, article, receipt

PROCESSES, REQUESTS = 4, 25
LIMITS = Limits(tokens_per_day=600, usd_per_caller_day=0.2)
"""Two callers may take 20 requests each by their money, all together 60 by their tokens: 40 go through, of 100."""

SPENDER = """
import sys
from pathlib import Path
from bot.ledger.ledger import Ledger
from tests.ledger.test_contention import reserve_again_and_again
print(reserve_again_and_again(Ledger(Path(sys.argv[1]), 90), sys.argv[2]))
"""


def reserve_again_and_again(ledger: Ledger, caller: str) -> int:
    """How many requests were let through."""
    through = 0
    for _ in range(REQUESTS):
        try:
            reservation = ledger.reserve(Caller(caller), AT, 10, 0.01, LIMITS)
        except BudgetSpent:
            continue
        ledger.settle(reservation, 6, 4, 0.01)
        through += 1
    return through


def test_processes_never_exceed_a_limit(folder):
    """Processes that make the ledger together and spend at once let through what the limits allow, to the last token."""
    command = [sys.executable, "-c", SPENDER, str(folder)]
    where = {"cwd": Path(__file__).parents[2], "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen([*command, f"caller-{number % 2}"], **where) for number in range(PROCESSES)]
    through = [int(process.communicate(timeout=120)[0]) for process in running]
    assert [process.returncode for process in running] == [0] * PROCESSES
    assert sum(through) == 40
    spent = Ledger(folder, 90).spent(AT.date())
    assert (spent.tokens, spent.usd) == (400, 0.4)


def test_threads_record_read_and_forget_at_once(ledger):
    """Threads that record, list, read, spend and forget at once all come through; what nobody forgot is there."""
    wrong: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(6):
                source = article("removed" if turn % 2 else f"a{number}")
                ledger.record(receipt(f"r{number}-{turn}", sources=(source,)))
                ledger.spent(AT.date())
                ledger.reserve(LOCAL, AT, 1, None, Limits())
                assert ledger.receipt(f"r{number}-0").question.text
                if turn == 3:
                    ledger.forget([f"r{number}-1"])
                assert ledger.receipts(limit=3)
        except BaseException as error:  # noqa: BLE001 -- the test's own thread tells
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(ledger.receipts()) == 6 * 5
    assert ledger.spent(AT.date()).tokens == 36
    assert ledger.forget_articles(["removed"]) == 6 * 2
