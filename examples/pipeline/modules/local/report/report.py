#!/usr/bin/env python3
"""Renders the data that MultiQC collected as one page."""

import argparse
import pathlib

import jinja2

PAGE = jinja2.Template("<h1>Reads</h1><ul>{% for row in rows %}<li>{{ row | e }}</li>{% endfor %}</ul>")

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--data", type=pathlib.Path, required=True)
parser.add_argument("--samples", type=pathlib.Path, required=True)
parser.add_argument("--out", type=pathlib.Path, required=True)
options = parser.parse_args()

options.out.write_text(PAGE.render(rows=options.samples.read_text().splitlines()))
