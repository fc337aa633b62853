"""Checks YAML files against a JSON schema: check-schema.py SCHEMA FILE..."""
import json
import sys

import jsonschema
import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    for error in jsonschema.Draft202012Validator(schema).iter_errors(document):
        sys.exit(f"{name}: {error.json_path}: {error.message}")
