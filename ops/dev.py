"""`make dev`: the fictional street on port 8000, and Vite on http://127.0.0.1:5173 rebuilding the screens on change."""

import subprocess
import sys
from pathlib import Path

root = Path(__file__).parent.parent
server = subprocess.Popen([sys.executable, "-m", "gridward", "demo"])
try:
    subprocess.run([sys.executable, str(root / "ops" / "npm.py"), "run", "dev"], cwd=root / "web")
finally:
    server.terminate()
    server.wait()
