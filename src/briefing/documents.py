"""YAML file ↔ typed value: a wrong key, a wrong type or broken YAML is one line with file, line and key.

Values are read by the type of the field that takes them, from the text as it was written, so that a title
`no` stays "no" and a rate `12:30` is an error and not 750 (YAML 1.1 reads False and 750).
"""

from __future__ import annotations

import codecs
import dataclasses
import difflib
import types
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from briefing import files
from briefing.errors import BriefingError

T = TypeVar("T")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


_LINES = "the file must be `key: value` lines"


class _WrongError(Exception):
    def __init__(self, node: Any, what: str) -> None:
        self.line = node.start_mark.line + 1 if node is not None else 1
        self.what = what


def load(kind: type[T], text: str | bytes, *, name: str, error: type[BriefingError]) -> T:
    """The YAML `text` as a value of the dataclass `kind`; raises `error` with file, line and key.

    `name` is the file's name for the message. A field whose metadata has "key" is called so in the file
    (Python cannot name a field `from`).
    """
    try:
        node = yaml.compose(_decoded(text), Loader=_Loader)
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        where = f", line {mark.line + 1}" if mark else ""
        raise error(f"{name}{where} is not valid YAML", why=exc.problem or str(exc)) from exc
    except yaml.reader.ReaderError as exc:
        line, found = _unprintable(_decoded(text))
        raise error(f"{name}, line {line} holds a character that YAML forbids", why=found) from exc
    except UnicodeDecodeError as exc:
        line = exc.object[: exc.start].count(b"\n") + 1
        raise error(
            f"{name}, line {line} is not UTF-8 text", hint="Save it as UTF-8, or write the line anew."
        ) from exc
    try:
        value: T = _value(kind, node, "")
    except _WrongError as exc:
        raise error(f"{name}, line {exc.line}: {exc.what}") from exc
    except RecursionError as exc:
        raise error(f"{name} is nested too deeply") from exc
    return value


def _decoded(text: str | bytes) -> str:
    """Raises UnicodeDecodeError, here where it can be told in which line."""
    if isinstance(text, str):
        return text
    utf_16 = text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return text.decode("utf-16" if utf_16 else "utf-8-sig")


def _unprintable(text: str) -> tuple[int, str]:
    """Line of the first character that YAML forbids, and the character."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    assert found is not None
    return text.count("\n", 0, found.start()) + 1, f"U+{ord(found.group()):04X}"


def read(kind: type[T], path: Path, *, error: type[BriefingError]) -> T:
    """The file at `path` as a value of `kind`; raises `error`."""
    try:
        data = files.read(path)
    except OSError as exc:
        raise error(f"cannot read {path}", why=exc.strerror or str(exc)) from exc
    return load(kind, data, name=str(path), error=error)


def read_table(kind: object, path: Path, *, error: type[BriefingError]) -> dict[str, Any]:
    """The file at `path` as `key: value` lines, values of `kind`; an empty one has none. Raises `error`."""
    table: Any = Mapping[str, kind]  # type: ignore[valid-type]  # a type that is made here, as `load` reads types
    read_lines: dict[str, Any] = read(table, path, error=error)
    return read_lines


def dump(value: object, *, comment: str = "") -> str:
    """A dataclass as YAML, in the order of its fields; fields that hold their default are left out."""
    body: str = yaml.dump(
        to_plain(value),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=10**6,
        default_flow_style=False,
    )
    return "".join(f"# {line}\n" for line in comment.splitlines()) + body


def to_plain(value: object) -> Any:
    """Dataclasses as dicts, tuples as lists, dates as ISO 8601 text: what JSON and YAML can hold."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        plain = {}
        for f in dataclasses.fields(value):
            item = getattr(value, f.name)
            if "as_text" in f.metadata:
                item = f.metadata["as_text"](item)
            if not _is_default(f, getattr(value, f.name)):
                plain[_key(f)] = to_plain(item)
        return plain
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(k): to_plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_plain(v) for v in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    return value


def _is_default(f: dataclasses.Field[Any], item: object) -> bool:
    if f.default is not dataclasses.MISSING:
        return bool(item == f.default)
    if f.default_factory is not dataclasses.MISSING:
        return bool(item == f.default_factory())
    return False


def _key(f: dataclasses.Field[Any]) -> str:
    return str(f.metadata.get("key", f.name))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _fields(kind: type) -> dict[str, dataclasses.Field[Any]]:
    return {_key(f): f for f in dataclasses.fields(kind)}


def _value(kind: Any, node: Any, key: str) -> Any:
    if kind in _READ:
        return _scalar(kind, node, key)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union(get_args(kind), node, key)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind, node, key)
    if origin is tuple:
        return _sequence(get_args(kind), node, key)
    if origin in (Mapping, dict):
        return _mapping(get_args(kind), node, key)
    return _scalar(kind, node, key)


def _union(kinds: tuple[Any, ...], node: Any, key: str) -> Any:
    if type(None) in kinds:
        if _is_null(node):
            return None
        kinds = tuple(k for k in kinds if k is not type(None))
    for kind in kinds[:-1]:
        if kind is str:  # str takes everything: it is tried last
            kinds = (*(k for k in kinds if k is not str), str)
            break
    first: _WrongError | None = None
    for kind in kinds:
        try:
            return _value(kind, node, key)
        except _WrongError as exc:
            first = first or exc
    raise first or _WrongError(node, f"`{key}` has no value")


def _is_null(node: Any) -> bool:
    return node is None or (
        isinstance(node, yaml.ScalarNode)
        and not node.style  # libyaml says "" where Python's own loader says None
        and node.value in ("", "~", "null", "Null", "NULL")
    )


def _record(kind: type, node: Any, key: str) -> Any:
    empty_file = not key and _is_null(node)
    if not (empty_file or isinstance(node, yaml.MappingNode)):
        raise _WrongError(node, f"`{key}` must be `key: value` lines" if key else _LINES)
    fields = _fields(kind)
    hints = _hints(kind)
    given: dict[str, Any] = {}
    for key_node, item in () if empty_file else node.value:
        name = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        if name not in fields:
            near = difflib.get_close_matches(str(name), fields, n=1, cutoff=0.0)
            raise _WrongError(key_node, f"unknown key `{name}`. Did you mean `{near[0]}`?")
        f = fields[name]
        if f.name in given:
            raise _WrongError(key_node, f"`{name}` stands here twice")
        where = f"{key}.{name}" if key else name
        if "from_text" in f.metadata:
            given[f.name] = _parsed(f.metadata["from_text"], hints[f.name], item, where)
        elif _is_null(item) and "empty" in f.metadata:
            raise _WrongError(item, f"`{where}` is empty: {f.metadata['empty']}")
        elif not (_is_null(item) and not _is_required(f)):
            given[f.name] = _in_range(f, _value(hints[f.name], item, where), item, where)
    missing = [k for k, f in fields.items() if f.name not in given and _is_required(f)]
    if missing:
        raise _WrongError(node, f"`{key + '.' if key else ''}{missing[0]}` is missing")
    return kind(**given)


def _is_required(f: dataclasses.Field[Any]) -> bool:
    return f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING


def _in_range(f: dataclasses.Field[Any], value: Any, node: Any, key: str) -> Any:
    """A number that must lie within limits says so in its field's metadata: `"range": (low, high)`."""
    low, high = f.metadata.get("range", (None, None))
    if value is not None and low is not None and not low <= value <= high:
        raise _WrongError(node, f"`{key}` must be from {low:g} to {high:g}, not {value}")
    return value


def _parsed(parse: Any, kind: Any, node: Any, key: str) -> Any:
    """A field with its own short form (`from: 1/4:0-72`, or a list of such)."""
    takes_list = get_origin(kind) is tuple and isinstance(node, yaml.SequenceNode)
    nodes = node.value if takes_list else [node]
    if not all(isinstance(n, yaml.ScalarNode) for n in nodes):
        raise _WrongError(node, f"`{key}` must be one value{' or a list' if takes_list else ''}")
    texts = [n.value for n in nodes if not _is_null(n)]
    try:
        return parse(texts)
    except ValueError as exc:
        raise _WrongError(node, f"`{key}`: {exc}") from exc


def _sequence(args: tuple[Any, ...], node: Any, key: str) -> tuple[Any, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise _WrongError(node, f"`{key}` must be a list")
    if len(args) == 2 and args[1] is Ellipsis:
        if args[0] is str and all(map(_is_text, node.value)):  # nearly all of a language's file: quick
            return tuple(item.value for item in node.value)
        return tuple(_value(args[0], item, f"{key}[{i}]") for i, item in enumerate(node.value, 1))
    if len(node.value) != len(args):
        raise _WrongError(node, f"`{key}` must be a list of {len(args)}")
    return tuple(_value(kind, item, key) for kind, item in zip(args, node.value, strict=True))


def _is_text(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and bool(node.value or node.style)


def _mapping(args: tuple[Any, ...], node: Any, key: str) -> dict[Any, Any]:
    if not key and _is_null(node):
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise _WrongError(node, f"`{key}` must be `key: value` lines" if key else _LINES)
    kind_of_key, kind_of_value = args
    read: dict[Any, Any] = {}
    for key_node, item in node.value:
        name = _value(kind_of_key, key_node, key)
        where = f"{key}.{name}" if key else str(name)
        if name in read:
            raise _WrongError(key_node, f"`{where}` stands here twice")
        read[name] = _value(kind_of_value, item, where)
    return read


def _scalar(kind: Any, node: Any, key: str) -> Any:
    if not isinstance(node, yaml.ScalarNode):
        raise _WrongError(node, f"`{key}` must be {_WORDS.get(kind, 'one value')}, not a list")
    text = node.value
    if not text and not node.style:
        raise _WrongError(node, f"`{key}` has no value")
    if kind is str:
        return text
    if get_origin(kind) is Literal:
        if text not in get_args(kind):
            raise _WrongError(node, _not_one_of(key, text, [str(a) for a in get_args(kind)]))
        return text
    if isinstance(kind, type) and issubclass(kind, Enum):
        known = [str(member.value) for member in kind]
        if text not in known:
            raise _WrongError(node, _not_one_of(key, text, known))
        return kind(text)
    try:
        return _READ[kind](text)
    except (ValueError, KeyError):
        raise _WrongError(node, f"`{key}` must be {_WORDS.get(kind, str(kind))}, not `{text}`") from None


def _not_one_of(key: str, text: str, known: list[str]) -> str:
    near = difflib.get_close_matches(text, known, n=1)
    hint = f" Did you mean `{near[0]}`?" if near else ""
    return f"`{key}` must be one of {', '.join(known)}, not `{text}`.{hint}"


def _bool(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_READ: dict[Any, Any] = {
    str: str, int: int, float: float, bool: _bool, date: date.fromisoformat, datetime: _moment, Path: Path,
    Any: str, object: str,
}  # fmt: skip
_WORDS: dict[Any, str] = {
    str: "text", int: "a whole number", float: "a number", bool: "true or false",
    date: "a date such as 2026-11-23", datetime: "a date and time such as 2026-11-23T08:00:00",
}  # fmt: skip
