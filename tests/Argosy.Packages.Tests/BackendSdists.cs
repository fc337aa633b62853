namespace Argosy.Packages.Tests;

/// <summary>A small project of each build backend.</summary>
internal static class BackendSdists
{
    private const string Project = "\n[project]\nname = \"small\"\nversion = \"1.0\"\nrequires-python = \">=3.8\"\n";

    /// <summary>A project's files by its name.</summary>
    public static IReadOnlyList<(string File, string Text)> Of(string name) => name switch
    {
        "setup.py" =>
        [
            ("setup.py", "from setuptools import setup, Extension\n"
                + "setup(name='small', version='1.0', ext_modules=[Extension('m', ['m.c'])])\n"),
            ("m.c", "@module@"),
        ],
        "setuptools" =>
        [
            ("pyproject.toml", System("setuptools.build_meta", "setuptools>=61", "wheel") + Project),
            ("setup.py", "from setuptools import setup, Extension\n"
                + "setup(py_modules=[], ext_modules=[Extension('m', ['m.c'])])\n"),
            ("m.c", "@module@"),
        ],
        "cffi" =>
        [
            ("pyproject.toml", System(
                "setuptools.build_meta", "setuptools", "cffi>=1.0; platform_machine == 'aarch64'") + Project),
            ("setup.py", "from setuptools import setup\nsetup(py_modules=[], cffi_modules=['ffi.py:builder'])\n"),
            ("ffi.py", "import cffi\nbuilder = cffi.FFI()\nbuilder.cdef('long add(long, long);')\n"
                + "builder.set_source('m', 'static long add(long a, long b) { return a + b; }')\n"),
        ],
        "cython" =>
        [
            ("pyproject.toml", System("setuptools.build_meta", "setuptools", "Cython") + Project),
            ("setup.py", "from setuptools import setup, Extension\nfrom Cython.Build import cythonize\n"
                + "setup(py_modules=[], ext_modules=cythonize([Extension('m', ['m.pyx'])]))\n"),
            ("m.pyx", "def add(long a, long b):\n    return a + b\n"),
        ],
        "meson-python" =>
        [
            ("pyproject.toml", System("mesonpy", "meson-python") + Project),
            ("meson.build", "project('small', 'c', version: '1.0')\n"
                + "py = import('python').find_installation(pure: false)\n"
                + "py.extension_module('m', 'm.c', dependencies: py.dependency(), install: true)\n"
                + "assert(host_machine.cpu_family() == 'aarch64')\n"),
            ("m.c", "@module@"),
        ],
        "scikit-build-core" =>
        [
            ("pyproject.toml", System("scikit_build_core.build", "scikit-build-core") + Project),
            ("CMakeLists.txt", "cmake_minimum_required(VERSION 3.20)\nproject(small C)\n"
                + "find_package(Python COMPONENTS Interpreter Development.Module REQUIRED)\n"
                + "python_add_library(m MODULE m.c WITH_SOABI)\ninstall(TARGETS m DESTINATION .)\n"),
            ("m.c", "@module@"),
        ],
        "flit-core" =>
        [
            ("pyproject.toml", System("flit_core.buildapi", "flit_core>=3.2,<4") + Project
                + "description = \"small\"\n"),
            ("small/__init__.py", "x = 1\n"),
        ],
        "hatchling" =>
        [
            ("pyproject.toml", System("hatchling.build", "hatchling") + Project),
            ("small/__init__.py", "x = 1\n"),
        ],
        "poetry-core" =>
        [
            ("pyproject.toml", System("poetry.core.masonry.api", "poetry-core") + "\n[tool.poetry]\nname = \"small\"\n"
                + "version = \"1.0\"\ndescription = \"\"\nauthors = []\npackages = [{include = \"small\"}]\n"
                + "\n[tool.poetry.dependencies]\npython = \">=3.8\"\n"),
            ("small/__init__.py", "x = 1\n"),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static string System(string backend, params string[] requires) =>
        $"[build-system]\nbuild-backend = \"{backend}\"\n"
        + $"requires = [{string.Join(", ", requires.Select(r => $"\"{r}\""))}]\n";
}
