# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs in the environment of the peers, for bench/scans: reads the cells of a scanned PDF.

    scans_peers.py rapidocr|tesseract FILE.pdf CELLS.json OUTPUT.json

CELLS is [[page, row, column, left, top, right, bottom in points], …] of the level page. Each page's
picture is levelled first, which is not counted: the seconds written are those of recognition.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import cv2
import numpy
import pymupdf


def sharpness(picture, angle):
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    rows = cv2.warpAffine(picture, matrix, (width, height), borderValue=255).astype(numpy.float64).sum(axis=1)
    return float((numpy.diff(rows) ** 2).sum())


def levelled(picture):
    """Turned so that rows of print are sharpest: cells are those of the level page."""
    angle = max(numpy.arange(-3, 3.01, 0.1), key=lambda each: sharpness(picture, each))
    angle = max(numpy.arange(angle - 0.1, angle + 0.11, 0.02), key=lambda each: sharpness(picture, each))
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def pages_of(pdf):
    """(Grey picture, pixels a point) of each page, which is nothing but one picture."""
    document = pymupdf.open(pdf)
    for page in document:
        data = document.extract_image(page.get_images()[0][0])["image"]
        picture = cv2.imdecode(numpy.frombuffer(data, numpy.uint8), cv2.IMREAD_GRAYSCALE)
        yield levelled(picture), picture.shape[1] / page.rect.width


def read_page_by_words(engine, picture, cells, scale):
    """Page mode: each character goes to the cell that its middle is in. What a line leaves in a cell
    stays together; these pieces stand in the order of their places. Pages are upright: the engine's
    search for lines on their head, which takes 90 for 06, is off."""
    begin = time.monotonic()
    result = engine(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), use_cls=False, return_word_box=True,
                    return_single_char_box=True)
    seconds = time.monotonic() - begin
    pieces = {(row, column): [] for row, column, *_ in cells}
    for line in result.word_results or ():
        shares = {}
        for text, _, box in line:
            x, y = (sum(float(corner[i]) for corner in box) / 4 / scale for i in (0, 1))
            high = (float(box[2][1]) - float(box[0][1])) / scale
            for row, column, left, top, right, bottom in cells:
                if left <= x < right and top <= y < bottom:
                    shares.setdefault((row, column), []).append((x, y, high, text))
                    break
        for place, share in shares.items():
            pieces[place].append(share)
    return {place: in_order(shares) for place, shares in pieces.items()}, seconds


def in_order(shares):
    """The text of pieces of lines, from top to bottom and from left to right."""
    rows = []
    for share in sorted(shares, key=lambda share: share[0][1]):
        _, y, high, _ = share[0]
        if rows and y - rows[-1][0][0][1] < high / 2:
            rows[-1].append(share)
        else:
            rows.append([share])
    return "".join(text for row in rows for share in sorted(row) for *_, text in share)


def without_rules(picture, scale):
    """White where long straight lines are: tesseract reads them as signs."""
    ink = (picture < 160).astype(numpy.uint8)
    long = round(24 * scale)
    rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones((1, long), numpy.uint8))
    rules |= cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones((long, 1), numpy.uint8))
    return numpy.where(cv2.dilate(rules, numpy.ones((5, 5), numpy.uint8)) > 0, 255, picture).astype(numpy.uint8)


def read_page_by_cells(picture, cells, scale):
    """Cell mode: each cell without its rules, made as fine as the engine asks for."""
    inset, finest = 1, 300 / 72
    picture = without_rules(picture, scale)
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for index, (_, _, *box) in enumerate(cells):
            left, top, right, bottom = (round(each * scale) for each in box)
            cell = picture[max(top + inset, 0):bottom - inset, max(left + inset, 0):right - inset]
            if cell.size == 0:
                cell = numpy.full((8, 8), 255, numpy.uint8)
            if scale < finest:
                cell = cv2.resize(cell, None, fx=finest / scale, fy=finest / scale, interpolation=cv2.INTER_CUBIC)
            cell = cv2.copyMakeBorder(cell, 12, 12, 12, 12, cv2.BORDER_CONSTANT, value=255)
            names.append(f"{folder}/{index}.png")
            cv2.imwrite(names[-1], cell)
        pathlib.Path(folder, "list.txt").write_text("\n".join(names) + "\n")
        begin = time.monotonic()
        process = subprocess.Popen(["tesseract", f"{folder}/list.txt", f"{folder}/out", "-l", "chi_sim", "--psm", "6",
                                    "--dpi", "300"], stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begin
        if status != 0:
            sys.exit("tesseract failed")
        texts = pathlib.Path(folder, "out.txt").read_text(encoding="utf-8").split("\f")
    if len(texts) != len(cells):
        sys.exit(f"tesseract gave {len(texts)} texts for {len(cells)} cells")
    return {(row, column): text for (row, column, *_), text in zip(cells, texts)}, seconds, usage.ru_maxrss / 1024


def main():
    peer, pdf, cells_file, output = sys.argv[1:]
    cells = json.loads(pathlib.Path(cells_file).read_text())
    engine = None
    if peer == "rapidocr":
        from rapidocr import RapidOCR
        begin = time.monotonic()
        engine = RapidOCR(params={"Global.log_level": "error"})
        total = time.monotonic() - begin
    else:
        total = 0.0
    found, peak = [], 0.0
    for number, (picture, scale) in enumerate(pages_of(pdf), start=1):
        mine = [cell[1:] for cell in cells if cell[0] == number]
        if engine:
            texts, seconds = read_page_by_words(engine, picture, mine, scale)
        else:
            texts, seconds, used = read_page_by_cells(picture, mine, scale)
            peak = max(peak, used)
        total += seconds
        found += [[number, row, column, text] for (row, column), text in texts.items()]
    if engine:
        peak = int(pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    pathlib.Path(output).write_text(json.dumps({"cells": found, "seconds": total, "peak": peak}))


if __name__ == "__main__":
    main()
