"""Bytes of an ONNX voice → the same voice, giving the length of every phoneme beside the sound.

A VITS voice rounds each phoneme's length with its one `Ceil` node, but most voices keep that value to
themselves. piper's own patch (piper.patch_voice_with_alignment) needs the whole `onnx` package; here the
protocol buffer is walked instead, and the output is added by protobuf's rule that a message that stands twice
is merged. (protobuf.dev/programming-guides/encoding, "Last One Wins"; field numbers: onnx/onnx.proto)
"""

from __future__ import annotations

from collections.abc import Iterator

_GRAPH = 7
"""ModelProto.graph"""
_NODE, _OUTPUT = 1, 12
"""GraphProto.node, GraphProto.output"""
_NODE_OUTPUT, _NODE_KIND = 2, 4
"""NodeProto.output, NodeProto.op_type"""
_NAME = 1
"""ValueInfoProto.name"""
_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5


def with_lengths(model: bytes) -> bytes:
    """The model with its phonemes' lengths as a further output; unchanged where it has no such value.

    Raises ValueError where the bytes are no ONNX model.
    """
    view = memoryview(model)
    graphs = [value for number, value in _fields(view) if number == _GRAPH]
    if not graphs:
        raise ValueError("it holds no graph")
    rounded: set[bytes] = set()
    given: set[bytes] = set()
    for graph in graphs:
        for number, value in _fields(graph):
            if number == _NODE:
                rounded.update(_outputs_of_ceil(value))
            elif number == _OUTPUT:
                given.update(bytes(name) for field, name in _fields(value) if field == _NAME)
    if len(rounded) != 1 or rounded & given:
        return model
    return model + _message(_GRAPH, _message(_OUTPUT, _message(_NAME, rounded.pop())))


def _outputs_of_ceil(node: memoryview) -> list[bytes]:
    outputs, kind = [], b""
    for number, value in _fields(node):
        if number == _NODE_OUTPUT:
            outputs.append(bytes(value))
        elif number == _NODE_KIND:
            kind = bytes(value)
    return outputs if kind == b"Ceil" else []


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Number and content of every field that has a length; the others (numbers) are passed over."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        kind = tag & 7
        if kind == _LENGTH:
            size, at = _varint(message, at)
            if at + size > len(message):
                raise ValueError("it ends too early")
            yield tag >> 3, message[at : at + size]
            at += size
        elif kind == _VARINT:
            _, at = _varint(message, at)
        elif kind in (_EIGHT_BYTES, _FOUR_BYTES):
            at += 8 if kind == _EIGHT_BYTES else 4
        else:
            raise ValueError("it is no protocol buffer")


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """The number that begins at `at`, and where the next thing begins."""
    value = shift = 0
    while at < len(message) and shift < 64:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    raise ValueError("it is no protocol buffer")


def _message(number: int, content: bytes) -> bytes:
    size, length = len(content), bytearray()
    while size > 0x7F:
        length.append(size & 0x7F | 0x80)
        size >>= 7
    length.append(size)
    return bytes([number << 3 | _LENGTH]) + bytes(length) + content
