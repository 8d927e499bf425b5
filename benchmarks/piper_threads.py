"""Prints how fast Piper speaks with one call on all processors, and with one call on each.

Without a real voice at hand (`--voice PATH.onnx` takes one) a stand-in does a real one's work: the generator
of a voice of medium quality (HiFi-GAN: 256 channels, upsampled 8 × 8 × 4, three residual blocks a stage, as
piper trains it) with weights by chance. It costs what a voice costs, but sounds like noise.

    python benchmarks/piper_threads.py [--voice PATH.onnx] [--lines N]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

TEXT = "The northern pier of the harbour was opened again on Monday after three months of repairs."
HOP, RATE_HZ = 256, 22_050


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--voice", type=Path)
    parser.add_argument("--lines", type=int, default=12)
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = typed.voice or stand_in(Path(folder))
        size_mb = path.stat().st_size / 1e6
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        print(f"{path.name}: {size_mb:.0f} MB, {processors} processors, {typed.lines} lines")
        for threads, parallel in ((1, 1), (processors, 1), (1, processors), (processors, processors)):
            heard_s, took_s = measured(path, threads, parallel, typed.lines)
            print(f"{threads} threads a call, {parallel} at once: {heard_s / took_s:6.1f} x real time")
        print(f"Memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


def measured(path: Path, threads: int, parallel: int, lines: int) -> tuple[float, float]:
    """Seconds of sound, and seconds that they took."""
    from briefing.engines.piper.loading import load

    voice = load(path, threads=threads)

    def speak(number: int) -> float:
        chunks = voice.synthesize(f"{TEXT} {number}", include_alignments=True)
        return sum(len(chunk.audio_float_array) / chunk.sample_rate for chunk in chunks)

    speak(0)
    begun = time.perf_counter()
    with ThreadPoolExecutor(parallel) as pool:
        heard = sum(pool.map(speak, range(lines)))
    return heard, time.perf_counter() - begun


def stand_in(folder: Path) -> Path:
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

    chance = np.random.default_rng(1)
    nodes: list[onnx.NodeProto] = []
    weights: list[onnx.TensorProto] = []

    def weight(name: str, *shape: int) -> str:
        scale = 1 / np.sqrt(np.prod(shape[1:]))
        values = chance.normal(0, scale, shape).astype(np.float32)
        weights.append(numpy_helper.from_array(values, name))
        return name

    def node(kind: str, inputs: list[str], gives: str, **attributes: object) -> str:
        nodes.append(helper.make_node(kind, inputs, [gives], **attributes))
        return gives

    def convolved(x: str, name: str, into: int, out: int, kernel: int, dilation: int = 1) -> str:
        pad = dilation * (kernel - 1) // 2
        return node(
            "Conv", [x, weight(f"{name}.w", out, into, kernel)], name, pads=[pad, pad], dilations=[dilation]
        )

    # Every id lasts 3 frames: 100 letters of English are 6.5 seconds.
    table = weight("embedding", 256, 192)
    x = node("Transpose", [node("Gather", [table, "input"], "embedded")], "channels", perm=[0, 2, 1])
    x = node("Unsqueeze", [x, axis(weights, "last", 3)], "wide")
    weights.append(numpy_helper.from_array(np.array([1, 1, 1, 3], dtype=np.int64), "three"))
    x = node("Tile", [x, "three"], "tiled")
    weights.append(numpy_helper.from_array(np.array([1, 192, -1], dtype=np.int64), "flat"))
    x = convolved(node("Reshape", [x, "flat"], "frames"), "pre", 192, 256, 7)
    channels = 256
    for stage, (rate, kernel) in enumerate(((8, 16), (8, 16), (4, 8))):
        pad = (kernel - rate) // 2
        x = node("LeakyRelu", [x], f"up{stage}.r", alpha=0.1)
        x = node(
            "ConvTranspose", [x, weight(f"up{stage}.w", channels, channels // 2, kernel)], f"up{stage}",
            strides=[rate], pads=[pad, pad],
        )  # fmt: skip
        channels //= 2
        blocks = []
        for size, dilations in ((3, (1, 2)), (5, (2, 6)), (7, (3, 12))):
            y = x
            for dilation in dilations:
                name = f"s{stage}.k{size}.d{dilation}"
                rested = node("LeakyRelu", [y], f"{name}.r", alpha=0.1)
                y = node(
                    "Add", [y, convolved(rested, name, channels, channels, size, dilation)], f"{name}.sum"
                )
            blocks.append(y)
        x = node("Sum", blocks, f"s{stage}")
    x = node("Tanh", [convolved(x, "post", channels, 1, 7)], "sound")
    weights.append(numpy_helper.from_array(np.array([1, 1, 1, -1], dtype=np.int64), "shape"))
    # The inputs that make no difference to the work still have to be used.
    unused = node(
        "Mul", [node("ReduceSum", ["scales"], "s", keepdims=0), constant(weights, "none", 0.0)], "z"
    )
    node("Add", [node("Reshape", [x, "shape"], "long"), unused], "output")
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "time"])
    graph = helper.make_graph(nodes, "generator", inputs, [output], weights)
    path = folder / "en_US-generator-medium.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8), path)
    config = {
        "audio": {"sample_rate": RATE_HZ}, "espeak": {"voice": "en-us"}, "phoneme_type": "espeak",
        "num_symbols": 256, "num_speakers": 1, "speaker_id_map": {}, "hop_length": HOP,
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
    }  # fmt: skip
    Path(f"{path}.json").write_text(json.dumps(config), encoding="utf-8")
    return path


def axis(weights: list[object], name: str, number: int) -> str:
    from onnx import numpy_helper

    weights.append(numpy_helper.from_array(np.array([number], dtype=np.int64), name))
    return name


def constant(weights: list[object], name: str, number: float) -> str:
    from onnx import numpy_helper

    weights.append(numpy_helper.from_array(np.array(number, dtype=np.float32), name))
    return name


if __name__ == "__main__":
    main()
