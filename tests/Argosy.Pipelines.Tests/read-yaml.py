"""Reads YAML files as Zuul's reader would, and prints a JSON list of what they say: read-yaml.py FILE..."""
import json
import sys

import yaml

documents = []
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        documents.append(yaml.safe_load(file))
print(json.dumps(documents))
