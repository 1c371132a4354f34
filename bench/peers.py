# SPDX-License-Identifier: AGPL-3.0-or-later
"""The readers that the benches compare with, in a Python environment made for them alone."""
import json
import pathlib
import subprocess
import sys

DEFAULT_FOLDER = pathlib.Path("~/.cache/jixiao/bench-peers").expanduser()
PACKAGES = ["camelot-py", "ghostscript", "img2table", "openpyxl", "pdf_oxide", "pdfplumber", "pymupdf",
            "python-calamine", "tablers", "tabula-py"]


def prepare(folder, packages=PACKAGES):
    """The interpreter of the environment, made if it is not there, and the versions in it by name."""
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"Making an environment for the peers in {folder}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        for package in packages:  # One by one: what does not install here is left out of the run.
            done = subprocess.run([python, "-m", "pip", "-q", "install", package])
            if done.returncode != 0:
                print(f"{package} does not install here", file=sys.stderr)
    listed = subprocess.run([python, "-m", "pip", "list", "--format", "json"], capture_output=True, text=True, check=True)
    return python, {entry["name"].lower(): entry["version"] for entry in json.loads(listed.stdout)}
