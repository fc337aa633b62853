from setuptools import Extension, setup

setup(packages=["tally"], ext_modules=[Extension("tally._tally", ["tally/_tally.c"], libraries=["tally", "m"])])
