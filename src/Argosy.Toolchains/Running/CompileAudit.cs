using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Running;

/// <summary>A flag of a compile or link command that names a folder or library of the machine.</summary>
/// <param name="Flag">The flag.</param>
/// <param name="File">The file that was compiled or linked.</param>
public sealed record HostFlag(string Flag, string File);

/// <summary>Checks every call of a step's compilers: headers and libraries must come from the sysroot and the
/// project.</summary>
/// <remarks>In a confined step, folders of the machine don't exist and the flag has no effect; it is an error
/// nonetheless, since the project's other builds, and a machine without namespaces, would use the files.</remarks>
public static class CompileAudit
{
    // Options that have a path, joined or as the next word.
    private static readonly string[] s_withPath =
    [
        "-isystem", "-iquote", "-idirafter", "-imacros", "-include", "-isysroot", "--sysroot=", "--sysroot",
        "-I", "-L", "-B", "--library-path=", "--library-path", "-rpath-link=", "-rpath-link",
    ];

    // The next word is a path that isn't read.
    private static readonly string[] s_elsewhere =
        ["-o", "-soname", "-h", "-rpath", "-MF", "-MT", "-MQ", "-Map", "-dynamic-linker", "-T"];

    /// <summary>The paths in the calls that are outside of these folders, the step's own and the sysroot.</summary>
    public static IReadOnlyList<HostFlag> Of(ConfinedStep step)
    {
        if (!Directory.Exists(step.Calls)) return [];
        string[] known = [.. step.Reads, .. step.Writes, step.Sysroot, step.Scratch];
        return [.. Directory.EnumerateFiles(step.Calls).Order(StringComparer.Ordinal)
            .SelectMany(f => CompilerCall.ReadAll(f)).SelectMany(c => Findings(c, known)).Distinct()];
    }

    /// <summary>Error ARG0323 if there are any.</summary>
    public static void Check(ConfinedStep step, SourceLocation place)
    {
        if (Of(step) is not [var first, ..] all) return;
        var more = all.Count == 1 ? "" : $" ({all.Count - 1} more in the task's log)";
        throw new ArgosyException(new Diagnostic("ARG0323", place,
            $"{first.File} is compiled or linked with {first.Flag}, "
            + $"which is the build machine's, not the platform's{more}",
            "Let the project find headers and libraries in the sysroot (CMAKE_SYSROOT, PKG_CONFIG_LIBDIR), "
            + "and add the package that has them to the list 'sysroot' under 'roots:' in argosy.yaml."));
    }

    private static IEnumerable<HostFlag> Findings(CompilerCall call, IReadOnlyList<string> known)
    {
        var subject = call.Subject;
        foreach (var (variable, value) in call.Environment)
        {
            foreach (var folder in value.Split(':', StringSplitOptions.RemoveEmptyEntries))
                if (IsHosts(folder)) yield return new($"{variable}={folder}", subject);
        }

        var words = call.LinkerWordsApart();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (s_elsewhere.Contains(word))
            {
                i++;
                continue;
            }

            if (s_withPath.FirstOrDefault(o => word.StartsWith(o, StringComparison.Ordinal)) is { } option)
            {
                var joined = word.Length > option.Length;
                // Such as -Bsymbolic, or a relative folder.
                if (joined && !word.Contains('/', StringComparison.Ordinal)) continue;
                if (!joined && i + 1 == words.Count) continue;
                var path = joined ? word[option.Length..] : words[++i];
                // These two mean the sysroot.
                if (path.StartsWith('=') || path.StartsWith("$SYSROOT", StringComparison.Ordinal)) continue;
                if (IsHosts(path)) yield return new(joined ? word : $"{word} {path}", subject);
            }
            else if (word.StartsWith('/') && IsLibrary(word) && IsHosts(word))
            {
                yield return new(word, subject);
            }
        }

        bool IsHosts(string path)
        {
            var full = Path.GetFullPath(path, call.Folder);
            return !known.Concat(CompilersOwn).Any(k => PathText.IsWithin(full, k));
        }
    }

    private static string[] CompilersOwn => ["/usr/lib/gcc", "/usr/lib/gcc-cross"];

    private static bool IsLibrary(string path) => Path.GetExtension(path) is ".so" or ".a" or ".o" or ".la"
        || Path.GetFileName(path).Contains(".so.", StringComparison.Ordinal);
}
