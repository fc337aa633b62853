# pip, which fetches nothing here, without TLS: newer ones load the machine's certificates as they start, and a confined step has none.
import runpy
import sys

sys.modules["ssl"] = None
runpy.run_module("pip", run_name="__main__", alter_sys=True)
