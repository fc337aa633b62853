"""Tells backends that a wheel is for this distribution: packaging asks this module before it inspects the C library that runs."""


def manylinux_compatible(major, minor, arch):
    return False
