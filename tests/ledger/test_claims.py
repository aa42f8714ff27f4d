"""What is to be done once is claimed once, whoever asks."""

import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

from bot.ledger.community import Community
from tests.ledger.making import AT

PROCESSES, KEYS = 4, 30
CLAIMER = """
import sys
from pathlib import Path
from bot.ledger.community import Community
from tests.ledger.making import AT
community = Community(Path(sys.argv[1]))
print(*(number for number in range(int(sys.argv[2])) if community.claim(f"message:{number}", AT)))
"""


def test_the_first_claim_alone(community):
    """A key is claimed once; another key is its own."""
    assert community.claim("message:1", AT)
    assert not community.claim("message:1", AT + timedelta(seconds=1))
    assert community.claim("message:2", AT)
    assert community.claim("message:\ud800", AT)


def test_old_claims_go(community):
    """A claim holds for two days, and goes when a new one comes after that."""
    community.claim("message:1", AT)
    assert not community.claim("message:1", AT + timedelta(days=2))
    assert community.claim("message:2", AT + timedelta(days=2, microseconds=1))
    assert community.claim("message:1", AT + timedelta(days=2, microseconds=1))


def test_processes_claim_each_key_once(folder):
    """Of processes that make the ledger together and claim the same keys, exactly one gets each."""
    command = [sys.executable, "-c", CLAIMER, str(folder), str(KEYS)]
    where = {"cwd": Path(__file__).parents[2], "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(command, **where) for _ in range(PROCESSES)]
    claimed = [number for each in running for number in map(int, each.communicate(timeout=120)[0].split())]
    assert [each.returncode for each in running] == [0] * PROCESSES
    assert sorted(claimed) == list(range(KEYS))


def test_threads_claim_each_key_once(folder):
    """So too of threads, each with a community of its own or with one for all."""
    shared, claimed = Community(folder), []

    def work(community: Community) -> None:
        claimed.extend(number for number in range(KEYS) if community.claim(f"message:{number}", AT))

    threads = [threading.Thread(target=work, args=(each,)) for each in (shared, shared, Community(folder))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == list(range(KEYS))
