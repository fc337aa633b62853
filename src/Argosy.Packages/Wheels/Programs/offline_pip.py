# Runs pip, which fetches nothing here, without TLS: newer versions load the machine's certificates at start, which a confined step
# doesn't have.
import runpy
import sys

sys.modules["ssl"] = None
runpy.run_module("pip", run_name="__main__", alter_sys=True)
