"""Makes the Word template of decisions on the response level, of the shape of minutes.

    .venv/bin/python -m ops.response_template

A test compares the committed file with what this makes.
"""

from pathlib import Path

from ops.meeting_template import meeting

FILE = Path(__file__).resolve().parents[1] / "src/gridward/work/response/paper/decision.docx"


def main() -> None:
    """Write the file."""
    meeting().save(str(FILE))


if __name__ == "__main__":
    main()
