"""What the target's Python says of itself, with its folders moved to where the sysroot lies.

Python reads this module instead of its own data because _PYTHON_SYSCONFIGDATA_NAME names it. Without the move, distutils
would compile against the machine's headers and link the machine's libraries.
"""
import importlib
import os

_sysroot = os.environ["ARGOSY_SYSROOT"]
_folders = ("LIBDIR", "LIBPL", "LIBPC", "INCLUDEPY", "CONFINCLUDEPY", "INCLUDEDIR")
_target = importlib.import_module(os.environ["ARGOSY_SYSCONFIGDATA"])

build_time_vars = {
    key: _sysroot + value if key in _folders else value
    for key, value in _target.build_time_vars.items()
}
