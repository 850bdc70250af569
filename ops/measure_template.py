"""Makes the Word template of papers on measures (notice, release), of the shape of minutes.

    .venv/bin/python -m ops.measure_template

A test compares the committed file with what this makes.
"""

from pathlib import Path

from ops.meeting_template import meeting

FILE = Path(__file__).resolve().parents[1] / "src/gridward/work/measures/paper/measure.docx"


def main() -> None:
    """Write the file."""
    meeting().save(str(FILE))


if __name__ == "__main__":
    main()
