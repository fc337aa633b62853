"""Has Python start further Pythons by the script that started it, where its loader couldn't say so."""
import os
import sys

if "ARGOSY_EXECUTABLE" in os.environ:
    sys.executable = os.environ["ARGOSY_EXECUTABLE"]
