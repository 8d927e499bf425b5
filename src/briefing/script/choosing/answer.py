"""The bytes that a model's server sent → the numbers that it chose, if they are that and nothing else."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from briefing.errors import ScriptError
from briefing.script.writing.candidates import Candidates

_DEEPEST = 40
"""Levels of brackets in an answer; Python's own reader gives up, or worse, only far below that."""


class RefusedError(ScriptError):
    """The answer is not used. The message is in our own words only: theirs might hold anything."""


def chosen(data: bytes, offered: Candidates) -> frozenset[str]:
    """The numbers in a chat completion. Raises RefusedError for everything that is not to the letter so."""
    content = _content(_parsed(data, "its answer"))
    choice = _parsed(content.encode("utf-8", "surrogatepass"), "what the model wrote")
    if not isinstance(choice, dict) or set(choice) != {"sentences", "quotes"}:
        raise RefusedError("what the model wrote has other parts than were asked for")
    sentences = _numbers(choice["sentences"], offered.sentences, offered.sentences_at_most, "sentences")
    quotes = _numbers(choice["quotes"], offered.quotes, offered.quotes_at_most, "quotes")
    if not sentences and not quotes:
        raise RefusedError("the model chose nothing")
    return frozenset((*sentences, *quotes))


def _content(envelope: Any) -> str:
    """The text of the one message in a chat completion."""
    choices = envelope.get("choices") if isinstance(envelope, dict) else None
    if not isinstance(choices, list) or len(choices) != 1 or not isinstance(choices[0], dict):
        raise RefusedError("its answer is no chat completion")
    message = choices[0].get("message")
    if not isinstance(message, dict) or not isinstance(message.get("content"), str):
        raise RefusedError("its answer is no chat completion")
    if message.get("refusal") or message.get("tool_calls"):
        raise RefusedError("the model did not do what was asked")
    if choices[0].get("finish_reason") not in ("stop", None):
        raise RefusedError("the model's answer was cut off")
    content: str = message["content"]
    return content


def _numbers(found: Any, known: Collection[str], at_most: int, what: str) -> list[str]:
    if not isinstance(found, list) or not all(isinstance(number, str) for number in found):
        raise RefusedError(f"the chosen {what} are no list of ids")
    if not all(number in known for number in found):
        raise RefusedError(f"the model chose {what} that were not offered")
    if len(set(found)) != len(found):
        raise RefusedError(f"the model chose some {what} twice")
    if len(found) > at_most:
        raise RefusedError(f"the model chose {len(found)} {what}, and {at_most} are the most")
    return found


def _parsed(data: bytes, what: str) -> Any:
    """Strict JSON: UTF-8, no name twice in an object, no NaN, nothing around it."""
    try:
        text = data.decode()
        if _depth(text) > _DEEPEST:
            raise ValueError("nested too deeply")
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except ValueError as exc:
        raise RefusedError(f"{what} is no JSON as it was asked for") from exc


def _depth(text: str) -> int:
    """How deeply brackets are nested; those inside strings count as well, which does no harm."""
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return read


def _no_constant(name: str) -> Any:
    raise ValueError(name)
