using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Argosy.Artifacts;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Definition;

namespace Argosy.Packages.Tests;

/// <summary>An sdist of one C extension module, <c>m</c>, whose <c>setup.py</c> can first inspect its
/// environment.</summary>
internal static class SmallSdist
{
    private const string Module = """
        #include <Python.h>
        static struct PyModuleDef d = {PyModuleDef_HEAD_INIT, "m"};
        PyMODINIT_FUNC PyInit_m(void) { return PyModule_Create(&d); }
        """;

    /// <param name="archive">The file to write.</param>
    /// <param name="name">The project's name.</param>
    /// <param name="look">Python statements that run before the extension is declared.</param>
    /// <param name="extension">Further arguments of the extension.</param>
    public static async Task<Sdist> WriteAsync(string archive, string name, string look = "", string extension = "")
    {
        var setup = $"""
            from setuptools import setup, Extension
            {look}
            setup(name='{name}', version='1.0', ext_modules=[Extension('m', ['m.c'], {extension})])
            """;
        return await WriteAsync(archive, name, [("setup.py", setup), ("m.c", Module)]);
    }

    /// <summary>An sdist of these files; <c>@module@</c> in a text stands for the source of the module.</summary>
    public static async Task<Sdist> WriteAsync(
        string archive, string name, params IReadOnlyList<(string File, string Text)> files)
    {
        await using (var tar = new TarWriter(new GZipStream(File.Create(archive), CompressionLevel.Fastest)))
        {
            foreach (var (file, text) in files)
            {
                await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, $"{name}-1.0/{file}")
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(
                        text.Replace("@module@", Module, StringComparison.Ordinal))),
                });
            }
        }

        return new(new WheelDefinition(name) { Source = name, Smoke = "import m" }, "1.0", archive,
            Digest.OfFile(archive), Pinned: true);
    }
}
