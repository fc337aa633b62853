using Argosy.Artifacts.Files;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Building;

/// <summary>Programs of a root that are written in Python, such as <c>meson</c> and <c>cython</c>, for a build that
/// runs
/// outside of the root.</summary>
internal static class RootPrograms
{
    private const string Folder = "/usr/bin";

    /// <summary>Writes a program for each into a folder, and those with the names of Python.</summary>
    /// <param name="root">The root.</param>
    /// <param name="python">The program that runs the root's Python.</param>
    /// <param name="target">The folder.</param>
    public static void Write(string root, string python, string target)
    {
        foreach (var name in (string[])["python", "python3"]) WriteOne(target, name, ShellText.Quote(python));
        foreach (var path in FolderListing.FilesOf(root + Folder, ""))
        {
            var name = Path.GetFileName(path);
            if (!IsPython(path)) continue;
            WriteOne(target, name, $"{ShellText.Quote(python)} {ShellText.Quote(path)}");
            // Debian's name of cython, where it is another.
            if (name == "cython3") WriteOne(target, "cython", $"{ShellText.Quote(python)} {ShellText.Quote(path)}");
        }
    }

    private static bool IsPython(string path)
    {
        using var file = RegularFile.OpenRead(path);
        Span<byte> start = stackalloc byte[64];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        var end = start.IndexOf((byte)'\n');
        return end > 0 && start.StartsWith("#!"u8) && start[..end].IndexOf("python3"u8) > 0;
    }

    private static void WriteOne(string folder, string name, string command)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/bin/sh\nexec {command} \"$@\"\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
