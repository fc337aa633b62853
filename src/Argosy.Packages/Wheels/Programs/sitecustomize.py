"""Has Python start further Pythons by the script that started it, where its loader couldn't say so, and find the target's headers."""
import importlib.machinery
import os
import sys
import sysconfig

if "ARGOSY_EXECUTABLE" in os.environ:
    sys.executable = os.environ["ARGOSY_EXECUTABLE"]

if "ARGOSY_SYSROOT" in os.environ:
    headers = f"{os.environ['ARGOSY_SYSROOT']}/usr/include/python{sys.version_info[0]}.{sys.version_info[1]}"
    for scheme in sysconfig._INSTALL_SCHEMES.values():
        for kind in ("include", "platinclude"):
            if kind in scheme:
                scheme[kind] = headers
    # What backends take for the suffix of a module that fits; the finders of modules have theirs already.
    importlib.machinery.EXTENSION_SUFFIXES[0] = sysconfig.get_config_var("EXT_SUFFIX")
