"""Time and memory of `diff` between two revisions with 11,640 samples and 4 models.

Run: python benchmarks/diff.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.compare.world import World

SAMPLES, MODELS = 11_640, ("rn-0shot", "rn-8shot", "vit-0shot", "vit-8shot")
PICTURES = 60
SECONDS, MEGABYTES = 5.0, 500.0

CONFIG = """profile: bench
backbones: [{id: rn, name: RN, architecture: demo_rn, pretrained: models/rn.safetensors}]
"""

# As the command does it, in a process of its own: start-up and imports count, the making of the data does not.
# The kernel's high-water mark is that of the process itself; getrusage would tell the parent's, with its torch.
COMMAND = """
import sys, time
from pathlib import Path
from pipeline.compare.diff import diff
from pipeline.settings.settings_file import load_settings
code = diff(load_settings(Path("site_config.yaml")), "first", "second", form=sys.argv[1], output=Path(sys.argv[2]))
assert "torch" not in sys.modules
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1], time.process_time())
sys.exit(code)
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _make(root)
        print(f"{SAMPLES:,} samples, {len(MODELS)} models, {PICTURES} pictures and as many heat maps")
        results = [_measure(root, form) for form in ("markdown", "json", "html")]
    return 0 if all(results) else 1


def _make(root: Path) -> None:
    (root / "site_config.yaml").write_text(CONFIG, encoding="utf-8")
    _git(root, "init", "--quiet")
    for seed, tag in ((1, "first"), (2, "second")):
        World(samples=SAMPLES, models=MODELS, seed=seed, gallery=PICTURES).write(root)
        _git(root, "add", "--all")
        _git(root, "-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "--quiet", "-m", tag)
        _git(root, "tag", tag)


def _measure(root: Path, form: str) -> bool:
    start = time.perf_counter()
    command = [sys.executable, "-c", COMMAND, form, f"report.{form}"]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - start
    peak, processor = map(float, done.stdout.split() or (0, 0))
    megabytes = peak / 1024
    size = (root / f"report.{form}").stat().st_size
    good = done.returncode == 0 and seconds < SECONDS and megabytes < MEGABYTES
    took = f"{seconds:5.2f} s ({processor:.2f} s of processor), {megabytes:4.0f} MB at most"
    wanted = "" if good else f"  (wanted: under {SECONDS:g} s and {MEGABYTES:g} MB)"
    print(f"{form:>9}: {took}, report of {size / 1000:,.0f} kB{wanted}")
    return good


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
