"""In the place of eSpeak's worker process: the real one, which fails when the test has said so.

Run as the real one is: `python -I -S espeak_worker.py LIBRARY DATA`.
"""

from __future__ import annotations

import importlib.util
import json
import os
import struct
import sys
import time
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ["BRIEFING_TEST_WORKER"])
_REPLIES = 3
"""The real one answers on a copy of standard output: the lowest number that was free."""
WORKER = Path(__file__).parents[2] / "src/briefing/engines/espeak/worker.py"


def _next(text: str) -> str:
    with (FOLDER / "texts").open("a", encoding="utf-8") as texts:
        texts.write(f"{text}\n")
    answers, always = json.loads((FOLDER / "plan").read_text(encoding="utf-8"))
    if not answers:
        return str(always)
    answer, *rest = answers
    (FOLDER / "plan").write_text(json.dumps([rest, always]), encoding="utf-8")
    return str(answer)


def main() -> None:
    spec = importlib.util.spec_from_file_location("worker", WORKER)
    assert spec is not None and spec.loader is not None
    worker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(worker)
    real = worker.answer

    def answer(request: dict[str, Any], library: str, data: str | None) -> tuple[dict[str, Any], bytes]:
        what = _next(request["text"]) if request["do"] == "speak" else "ok"
        if what == "die":
            os.abort()
        if what == "hang":
            time.sleep(600)
        reply, pcm = real(request, library, data)
        if what == "empty":
            pcm = b""
        if what == "silence":
            pcm = bytes(len(pcm))
        if what == "too short":
            pcm = pcm[: len(pcm) // 16 * 2]
        if what == "too long":
            pcm *= 20
        if what == "wrong rate":
            reply["sample_rate_hz"] = 4000
        if what == "cut":
            head = json.dumps({**reply, "pcm_bytes": len(pcm)}).encode("ascii")
            os.write(_REPLIES, struct.pack(">I", len(head)) + head + pcm[: len(pcm) // 2])
            os._exit(0)
        return reply, pcm

    worker.answer = answer
    worker.main()


if __name__ == "__main__":
    main()
    sys.exit()
