"""A name → a tiny but valid Piper voice (NAME.onnx, NAME.onnx.json, MODEL_CARD), made with onnx alone.

Its graph has what piper looks for in a real (VITS) voice: the inputs `input`, `input_lengths`, `scales` and,
with several speakers, `sid`; one `Ceil` node with the length of every phoneme; random noise scaled by
`noise_scale`. Each phoneme id is a sine of its own pitch, 1 to 4 frames long.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

HOP_SAMPLES = 256
"""Samples in a frame: what piper's configuration calls `hop_length`."""
_CARD = """\
# Model card for {speaker} ({quality})

* Language: {language}
* Speakers: {speakers}
* Quality: {quality}
* Samplerate: {rate}Hz

## Dataset

* URL: none, it is a sine
* License: Public Domain

## Training

Not trained.
"""


def make(
    folder: Path,
    name: str = "en_US-tone-low",
    *,
    speakers: int = 1,
    sample_rate_hz: int = 16_000,
    noise: bool = True,
    espeak_voice: str | None = None,
) -> Path:
    """Writes the voice `name` (as piper's catalogue names voices: en_US-tone-low) and returns its .onnx.

    `noise`: as in a real voice, no two runs give the same samples unless the option noise_scale is 0.
    `espeak_voice`: piper's phonemizer; by default from the name (en_US → en-us, ar_JO → ar).
    """
    code, speaker, quality = name.split("-", 2)
    family, _, region = code.partition("_")
    if espeak_voice is None:
        espeak_voice = {"en_US": "en-us", "en_GB": "en-gb-x-rp"}.get(code, family)
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{name}.onnx"
    onnx.save(_model(speakers, sample_rate_hz, noise=noise), model)
    config = {
        "dataset": speaker,
        "audio": {"sample_rate": sample_rate_hz, "quality": quality},
        "espeak": {"voice": espeak_voice},
        "language": {"code": code, "family": family, "region": region},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        "num_symbols": 256,
        "num_speakers": speakers,
        "speaker_id_map": {f"s{i}": i for i in range(speakers)} if speakers > 1 else {},
        "hop_length": HOP_SAMPLES,
        "piper_version": "1.0.0",
    }
    Path(f"{model}.json").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    card = _CARD.format(
        speaker=speaker, quality=quality, language=code, speakers=speakers, rate=sample_rate_hz
    )
    (folder / "MODEL_CARD").write_text(card, encoding="utf-8")
    return model


class _Graph:
    """Nodes one after another, each called by the name of what it gives."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: object, kind: type) -> str:
        self.constants.append(numpy_helper.from_array(np.array(value, dtype=kind), name))
        return name

    def node(self, kind: str, inputs: list[str], gives: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [gives], **attributes))
        return gives


def _model(speakers: int, rate: int, *, noise: bool) -> onnx.ModelProto:
    graph = _Graph()
    add, constant = graph.node, graph.constant
    ints, floats = np.int64, np.float32
    zero, one = constant("zero", 0, ints), constant("one", 1, ints)
    flat = constant("flat", [-1], ints)
    first, second, axis = (
        constant("first", [0], ints),
        constant("second", [1], ints),
        constant("axis", [0], ints),
    )
    third = constant("third", [2], ints)
    hop = constant("hop", HOP_SAMPLES, floats)

    # How long each phoneme is, in frames: 1 + id % 4, times the length scale.
    # The input `scales` is noise_scale, length_scale, noise_w.
    ids = add("Reshape", ["input", flat], "ids")
    rest = add("Mod", [ids, constant("four", 4, ints)], "rest")
    frames = add(
        "Add", [add("Cast", [rest], "rest_f", to=TensorProto.FLOAT), constant("1f", 1, floats)], "frames"
    )
    length = add("Slice", ["scales", second, third, axis], "length")
    whole = add("Ceil", [add("Mul", [frames, length], "scaled")], "w_ceil")
    ends = add("Mul", [add("CumSum", [whole, zero], "ends_frames"), hop], "ends_f")
    bounds = add("Cast", [ends], "bounds", to=TensorProto.INT64)
    samples = add("ReduceMax", [bounds], "samples", keepdims=0)

    # Which phoneme sounds at each sample: a 1 at every boundary, then the running sum.
    count = add("Reshape", [samples, flat], "count")
    longer = add("Add", [count, second], "longer")
    empty = helper.make_tensor("empty", TensorProto.INT64, [1], [0])
    blank = add("ConstantOfShape", [longer], "blank", value=empty)
    ones = add("Add", [add("Mul", [bounds, zero], "zeros"), one], "ones")
    marks = add("ScatterElements", [blank, bounds, ones], "marks", axis=0)
    running = add("CumSum", [marks, zero], "running")
    which = add("Slice", [running, first, count, axis], "which")
    sounding = add("Cast", [add("Gather", [ids, which], "id_at")], "id_f", to=TensorProto.FLOAT)

    pitch = add("Mul", [sounding, constant("step_hz", 3.0, floats)], "pitch_0")
    pitch = add("Add", [pitch, constant("base_hz", 110.0, floats)], "pitch_1")
    if speakers > 1:
        sid = add("Cast", ["sid"], "sid_f", to=TensorProto.FLOAT)
        shift = add("Mul", [sid, constant("speaker_hz", 60.0, floats)], "shift")
        pitch = add("Add", [pitch, shift], "pitch_2")
    time = add("Cast", [add("Range", [zero, samples, one], "range")], "time", to=TensorProto.FLOAT)
    turn = add("Mul", [pitch, constant("radians", 2 * math.pi / rate, floats)], "turn")
    sound = add("Sin", [add("Mul", [turn, time], "phase")], "sine")
    if noise:
        scale = add("Slice", ["scales", first, second, axis], "noise_scale")
        hiss = add("Mul", [add("RandomNormalLike", [sound], "normal", scale=0.05), scale], "hiss")
        sound = add("Add", [sound, hiss], "noisy")
    add("Reshape", [sound, constant("shape", [1, 1, 1, -1], ints)], "output")

    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers > 1:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "time"])
    made = helper.make_graph(graph.nodes, "tone", inputs, [output], graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    onnx.checker.check_model(model)
    return model
