"""Compiles the modules of a root's Python: bytecode.py ROOT FOLDER.

A file counts only for a source with the digest that is in it (PEP 552), so the folder can never be out of date. Names
in it are those inside of the root. What can't be compiled is left out: packages contain templates and tests of syntax
errors.
"""
import importlib.util
import os
import py_compile
import sys

root, sys.pycache_prefix = sys.argv[1:3]
unused = {"__pycache__", "ensurepip", "idlelib", "pydoc_data", "test", "tests", "turtledemo"}
for modules in ("python%d.%d" % sys.version_info[:2], "python3/dist-packages"):
    for at, folders, files in os.walk("%s/usr/lib/%s" % (root, modules)):
        folders[:] = sorted(set(folders) - unused)
        for name in sorted(files):
            if name.endswith(".py"):
                source = os.path.join(at, name)
                inside = source[len(root):]
                try:
                    py_compile.compile(source, importlib.util.cache_from_source(inside), inside, doraise=True,
                                       invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
                except (py_compile.PyCompileError, ValueError, UnicodeError):
                    pass
