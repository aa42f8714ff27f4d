"""From a float32 ONNX graph to int8: in each matrix product the few inputs that reach far stay in float32.

Shared by the exporters of embedder and reader. Why so, and what it gains: bot/models/minilm/MODEL_CARD.md.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import NodeProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

# Inputs of each matrix product that stay in float32. Mean cosine with fp32 on 400 sentences, and size of the file:
# 0: 0.9919, 22.9 MB; 1: 0.9972; 2: 0.9979; 4: 0.9982, 23.4 MB; 8: 0.9984, 23.7 MB; 16: 0.9984, 24.4 MB.
WIDE_INPUTS = 4

Feed = dict[str, NDArray[np.int64]]


def quantise(fp32: Path, out: Path, feeds: Iterable[Feed]) -> None:
    """Write the int8 form of `fp32` to `out`; `feeds` are inputs that show how far each channel reaches."""
    model = onnx.load(fp32)
    small = set_wide_inputs_apart(model, reach(fp32, feeds))
    onnx.checker.check_model(model)
    with tempfile.TemporaryDirectory() as folder:
        apart = Path(folder) / "apart.onnx"
        onnx.save(model, apart)
        # reduce_range: 7 bits for weights, because without VNNI two 8-bit products overflow their 16-bit sum.
        quantize_dynamic(
            apart, out, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, nodes_to_quantize=small
        )


def products(model: onnx.ModelProto) -> dict[str, list[NodeProto]]:
    """The products with a weight matrix (not attention's own), by the input they share: query, key and value do."""
    weights = {weight.name for weight in model.graph.initializer}
    found: dict[str, list[NodeProto]] = defaultdict(list)
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            found[node.input[0]].append(node)
    return found


def reach(fp32: Path, feeds: Iterable[Feed]) -> dict[str, NDArray[np.float32]]:
    """How far each input of each product reaches on the calibration texts: largest absolute value per channel."""
    model = onnx.load(fp32)
    inputs = list(products(model))
    for name in inputs:
        model.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    furthest: dict[str, NDArray[np.float32]] = {}
    for feed in feeds:
        values = session.run(inputs, feed)
        for name, value in zip(inputs, values, strict=True):
            peak = np.abs(value).max(axis=(0, 1))
            furthest[name] = np.maximum(furthest.get(name, peak), peak)
    return furthest


def set_wide_inputs_apart(model: onnx.ModelProto, furthest: dict[str, NDArray[np.float32]]) -> list[str]:
    """Rewrite each product x·W as (x without its wide channels)·W + (its wide channels)·(their rows of W).

    One scale serves all inputs of a product, so a channel that reaches ten times as far as the rest costs the rest
    three of their eight bits. After Dettmers et al. 2022, "LLM.int8()", but with the channels fixed beforehand.
    Returns the names of the nodes to quantise: the first product of each pair, and the lookups of the embedding tables.
    """
    graph = model.graph
    weights = {weight.name: weight for weight in graph.initializer}
    small = [node.name for node in graph.node if node.op_type == "Gather" and node.input[0] in weights]
    pairs: dict[str, list[NodeProto]] = {}
    for source, sharing in products(model).items():
        wide = np.sort(np.argsort(-furthest[source], kind="stable")[:WIDE_INPUTS]).astype(np.int64)
        kept = np.ones(len(furthest[source]), dtype=np.float32)
        kept[wide] = 0
        graph.initializer.append(numpy_helper.from_array(kept, f"{source}_kept"))
        graph.initializer.append(numpy_helper.from_array(wide, f"{source}_wide"))
        parts = [
            helper.make_node("Mul", [source, f"{source}_kept"], [f"{source}_near"], f"{source}_Near"),
            helper.make_node("Gather", [source, f"{source}_wide"], [f"{source}_far"], f"{source}_Far", axis=2),
        ]
        for node in sharing:
            name, product = node.input[1], node.output[0]
            rows = numpy_helper.to_array(weights[name])
            weights[name].CopyFrom(numpy_helper.from_array(rows * kept[:, None], name))
            graph.initializer.append(numpy_helper.from_array(rows[wide], f"{name}_far"))
            parts += [
                helper.make_node("MatMul", [f"{source}_near", name], [f"{product}_near"], node.name),
                helper.make_node("MatMul", [f"{source}_far", f"{name}_far"], [f"{product}_far"], f"{node.name}_Far"),
                helper.make_node("Add", [f"{product}_near", f"{product}_far"], [product], f"{node.name}_Sum"),
            ]
            small.append(node.name)
            pairs[node.name], parts = parts, []
    nodes = [part for node in graph.node for part in pairs.get(node.name, [node])]
    del graph.node[:]
    graph.node.extend(nodes)
    return small
