"""Reads a YAML list of strings as Zuul's reader would, and prints them as JSON."""
import json
import sys

import yaml

print(json.dumps(yaml.safe_load(sys.stdin.buffer.read().decode())))
