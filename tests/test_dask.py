"""The README's lines for many machines: a function over rows is all that Dask needs to score a nation's sittings."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from ast import literal_eval
from collections import Counter
from pathlib import Path

import pytest

import readiness
from readiness.bank.load import load_bank
from readiness.ground.responses import Response
from readiness.kinds.answers import key_answer
from readiness.report.make import score

README = Path(readiness.__file__).parent.parent / "README.md"
PROGRAM = """
if __name__ == "__main__":
    lines = {lines!r}
    exec(compile(lines, "README.md", "exec"))
    import os
    own = client.run(os.getpid)
    print(len(own), len({{os.getpid(), *own.values()}}))
    client.close()
"""


@pytest.mark.slow
def test_the_readmes_lines_score_sittings_in_two_worker_processes(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    bank = load_bank()
    plain = [one for one in bank.items.values() if one.generate is None]
    sittings = [[Response(one.id, key_answer(one.task) if n % 4 else None) for one in plain[n::9]] for n in range(40)]
    folder = tmp_path / "sheets"
    folder.mkdir()
    for part in range(4):
        (folder / f"{part}.jsonl").write_text(
            "".join(
                json.dumps({"sheet": 1, "responses": [{"item": one.item, "answer": one.answer} for one in given]}) + "\n"
                for given in sittings[part::4]
            )
        )
    found = re.search(r"```python\n([^`]*?import dask[^`]*?)```", README.read_text(encoding="utf-8"))
    assert found is not None
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(lines=found[1]))
    patient = {f"DASK_DISTRIBUTED__COMM__TIMEOUTS__{name}": "120s" for name in ("CONNECT", "TCP")}
    done = subprocess.run(
        [sys.executable, str(program)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, **patient},
    )
    assert done.returncode == 0, done.stderr
    verdicts, processes = done.stdout.splitlines()
    assert Counter(dict(literal_eval(verdicts))) == Counter(score(bank, given).verdict for given in sittings)
    assert processes == "2 3"  # two workers, and neither is the program itself
