"""What a command does not need is not loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {
    "aiohttp", "charset_normalizer", "edge_tts", "gtts", "httpx", "lameenc", "lxml", "markdown_it",
    "num2words", "numpy", "onnxruntime", "py3langid", "pydub", "requests", "rich", "soundfile", "soxr",
    "text2tashkeel", "trafilatura",
}  # fmt: skip
MARKDOWN = "tests/articles/lighthouse.en.md"


@pytest.mark.parametrize(
    ("command", "needed"),
    [
        (["list"], set()),
        (["read", "--json", "examples/harbour.en.txt"], set()),
        (["script", "--print", "examples/harbour.en.txt"], set()),
        (["script", "--print", "examples/desalination.ar.txt"], set()),
        (["script", "--print", "examples/harbour-bridge.en.html"], {"lxml"}),
        (["script", "--print", "examples/mountain-clinic.ar.html"], {"lxml"}),
        (["script", "--print", MARKDOWN], {"markdown_it"}),
    ],
)
def test_only_what_is_needed_loads(command: list[str], needed: set[str]) -> None:
    code = (
        "import sys\nfrom briefing.__main__ import main\nfailed = main(sys.argv[1:])\n"
        f"print(failed, *sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stderr.split() == ["0", *sorted(needed)]
