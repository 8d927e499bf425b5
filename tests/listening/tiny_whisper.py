"""A Whisper model of random numbers, small enough for a test: the library loads it and writes nonsense.

It knows English alone, like those of Whisper whose names end in ".en".
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from ctranslate2.specs import model_spec, whisper_spec
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

_WIDTH, _MELS, _AUDIO_FRAMES, _TEXT_TOKENS = 16, 80, 1500, 448
_SPECIAL = [
    "<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|translate|>", "<|transcribe|>",
    "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
    *(f"<|{step * 0.02:.2f}|>" for step in range(1501)),
]  # fmt: skip


def make(folder: Path) -> Path:
    """Writes model.bin, config.json, vocabulary.json and tokenizer.json; gives the folder back."""
    folder.mkdir(parents=True)
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = [*letters, *_SPECIAL]
    tokenizer = Tokenizer(models.BPE({token: n for n, token in enumerate(letters)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in _SPECIAL])
    tokenizer.save(str(folder / "tokenizer.json"))
    spec = whisper_spec.WhisperSpec(1, 2, 1, 2)
    _fill(spec, len(vocabulary))
    spec.register_vocabulary(vocabulary)
    spec.config.lang_ids = [vocabulary.index("<|en|>")]
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.alignment_heads = [[0, 0]]
    spec.validate()
    spec.save(str(folder))
    return folder


def _fill(spec: whisper_spec.WhisperSpec, words: int) -> None:
    chance = np.random.default_rng(5)
    shapes = {
        "conv1.weight": (_WIDTH, _MELS, 3), "conv2.weight": (_WIDTH, _WIDTH, 3),
        "encoder.position_encodings.encodings": (_AUDIO_FRAMES, _WIDTH),
        "decoder.position_encodings.encodings": (_TEXT_TOKENS, _WIDTH),
        "embeddings.weight": (words, _WIDTH), "projection.weight": (words, _WIDTH),
        "ffn.linear_0.weight": (4 * _WIDTH, _WIDTH), "ffn.linear_1.weight": (_WIDTH, 4 * _WIDTH),
        "ffn.linear_0.bias": (4 * _WIDTH,),
        "self_attention.linear_0.weight": (3 * _WIDTH, _WIDTH), "self_attention.linear_0.bias": (3 * _WIDTH,),
        "attention.linear_1.weight": (2 * _WIDTH, _WIDTH), "attention.linear_1.bias": (2 * _WIDTH,),
    }  # fmt: skip

    def fill(layer: model_spec.LayerSpec, name: str) -> None:
        for key, value in list(vars(layer).items()):
            path = f"{name}.{key}".replace("/", ".")
            if isinstance(value, list):
                for at, item in enumerate(value):
                    fill(item, f"{path}_{at}")
            elif isinstance(value, model_spec.LayerSpec):
                fill(value, path)
            elif value is None:
                setattr(layer, key, weights(path))

    def weights(path: str) -> np.ndarray:
        is_cross = ".attention." in path
        if path.endswith(("gamma", "beta")):
            return np.full(_WIDTH, float(path.endswith("gamma")), np.float32)
        for ending, shape in shapes.items():
            if is_cross and "self_attention" in ending:
                continue
            if path.endswith(ending):
                return chance.normal(0, 0.3, shape).astype(np.float32)
        shape = (_WIDTH,) if path.endswith("bias") else (_WIDTH, _WIDTH)
        return chance.normal(0, 0.3, shape).astype(np.float32)

    for layer, name in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
        layer.position_encodings.encodings = weights(f"{name}.position_encodings.encodings")
    fill(spec.encoder, "encoder")
    fill(spec.decoder, "decoder")
