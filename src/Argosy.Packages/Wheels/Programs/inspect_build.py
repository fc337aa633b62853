# Prints as JSON what the build of a project asks for: its backend, and those of its requirements that this Python doesn't have, or
# has in another version. By PEP 517 and 518; a project that says nothing is one of setuptools.
import json
import os
import sys

sys.modules["ssl"] = None
try:
    import tomllib
except ImportError:
    from pip._vendor import tomli as tomllib
from importlib import metadata

from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
from pip._vendor.packaging.utils import canonicalize_name

source, machine = sys.argv[1:3]
path = os.path.join(source, "pyproject.toml")
table = {}
if os.path.isfile(path):
    try:
        with open(path, "rb") as file:
            table = tomllib.load(file).get("build-system", {})
    except (ValueError, AttributeError) as error:
        sys.exit(f"pyproject.toml: {error}")
elif not os.path.isfile(os.path.join(source, "setup.py")):
    sys.exit("the archive has neither pyproject.toml nor setup.py in its top folder")
backend = table.get("build-backend", "setuptools.build_meta") if isinstance(table, dict) else None
requires = table.get("requires", ["setuptools", "wheel"]) if isinstance(table, dict) else None
if not isinstance(backend, str) or not isinstance(requires, list) or not all(isinstance(r, str) for r in requires):
    sys.exit("pyproject.toml: [build-system] has no backend or no list of requirements")
missing, other = [], []
for text in requires:
    try:
        requirement = Requirement(text)
    except InvalidRequirement as error:
        sys.exit(f"pyproject.toml: the requirement {text!r} can't be read: {error}")
    if requirement.marker and not requirement.marker.evaluate({"platform_machine": machine, "extra": ""}):
        continue
    name = canonicalize_name(requirement.name)
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        missing.append(name)
        continue
    if not requirement.specifier.contains(version, prereleases=True):
        other.append(f"{text}, and {version} is used")
print(json.dumps({"backend": backend.split(":")[0], "missing": sorted(set(missing)), "other": other}))
