"""`make bench`: every measurement in a process of its own; each prints ours, its baseline and the ratio.

python -m bench              # all
python -m bench import serve # some
"""

import subprocess
import sys

ALL = (
    *("sheets", "addresses", "cover", "import", "rosters"),
    *("register", "workorders", "push", "bulk", "forms", "annex5", "exports"),
    *("sync", "street", "phone", "serve", "siting", "duty_rosters", "matching", "screening"),
    *("rules", "passages", "gate_peak", "gate_copies", "gate_phone", "tracing"),
)


def main() -> int:
    """Run the named benches; the exit code is that of the last that failed."""
    code = 0
    for name in sys.argv[1:] or ALL:
        print(f"\n=== {name} " + "=" * (60 - len(name)), flush=True)
        done = subprocess.run([sys.executable, "-m", f"bench.bench_{name}"])
        code = done.returncode or code
    return code


if __name__ == "__main__":
    sys.exit(main())
