using Argosy.Artifacts;
using Argosy.Toolchains.Elf;

namespace Argosy.Toolchains.Native;

/// <summary>The role of an ELF file of an install folder, from its path: tests are the programs in <c>test/</c>, or
/// those that the model names, and only tests are run.</summary>
internal enum InstalledRole
{
    /// <summary>A test, which the model names, or a program in <c>test/</c> if it names none: run without arguments,
    /// exit code 0 passes.</summary>
    Test,

    /// <summary>A program elsewhere, such as in <c>bin/</c>.</summary>
    Program,

    /// <summary>A shared library of <c>lib/</c> itself.</summary>
    Library,

    /// <summary>A shared object elsewhere: a plug-in, which may need the program that loads it.</summary>
    Module,

    /// <summary>Not loadable, such as an object file.</summary>
    Other,
}

/// <summary>An ELF file of an install folder.</summary>
/// <param name="Path">On this machine, absolute.</param>
/// <param name="Elf">Its ELF data.</param>
/// <param name="Role">Its role.</param>
internal sealed record InstalledFile(string Path, ElfFile Elf, InstalledRole Role)
{
    /// <summary>The highest level that such a file can reach.</summary>
    public ProofLevel Highest => Role switch
    {
        InstalledRole.Test or InstalledRole.Library => ProofLevel.Runs,
        InstalledRole.Program when Elf.Interpreter is not null => ProofLevel.Loads,
        _ => ProofLevel.Fits,
    };

    /// <summary>All of a folder, without links, sorted by path.</summary>
    /// <param name="folder">The install folder.</param>
    /// <param name="tests">Programs that are tests, relative to it; null for all in <c>test/</c>.</param>
    public static List<InstalledFile> All(string folder, IReadOnlyList<string>? tests)
    {
        var files = new List<InstalledFile>();
        foreach (var file in new DirectoryInfo(folder)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(f => f.LinkTarget is null))
        {
            if (ElfFile.TryRead(file.FullName) is { } elf)
                files.Add(new(file.FullName, elf, RoleOf(folder, file, elf, tests)));
        }

        files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    private static InstalledRole RoleOf(string folder, FileInfo file, ElfFile elf, IReadOnlyList<string>? tests)
    {
        var place = System.IO.Path.GetRelativePath(folder, file.DirectoryName!).Split('/');
        if (elf.Kind is not (ElfKind.Executable or ElfKind.Shared)) return InstalledRole.Other;
        if (IsProgram(file, elf, place))
        {
            var isTest = tests?.Contains(System.IO.Path.GetRelativePath(folder, file.FullName)) ?? place[0] == "test";
            return isTest ? InstalledRole.Test : InstalledRole.Program;
        }

        return place is ["lib"] ? InstalledRole.Library : InstalledRole.Module;
    }

    // A library may also name a loader, like glibc's, and a position-independent program without one looks like a
    // library.
    private static bool IsProgram(FileInfo file, ElfFile elf, string[] place)
    {
        if ((file.UnixFileMode & UnixFileMode.UserExecute) == 0) return false;
        if (elf.Kind == ElfKind.Executable) return true;
        var named = elf.SoName is not null || file.Name.Contains(".so", StringComparison.Ordinal);
        return !named && (elf.Interpreter is not null || place[0] != "lib");
    }
}
