using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Running;

/// <summary>The files that the processes of a run mapped, from the trace of glibc's loader (ld.so(8),
/// LD_DEBUG).</summary>
/// <remarks>The loader writes a separate file for each process, also for those that a test starts, and under an
/// emulator, where the target's loader writes.</remarks>
public sealed class LoaderTrace : IDisposable
{
    private readonly TemporaryFolder _folder = new("argosy-trace-");

    /// <summary>The folder that the processes write to.</summary>
    public string Folder => _folder.Path;

    /// <summary>The same program, with the variables that make loaders write.</summary>
    public ForeignProgram Watch(ForeignProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return program with { Environment = Variables(program.Environment) };
    }

    /// <summary>The same variables, with those that make loaders write.</summary>
    public IReadOnlyDictionary<string, string?> Variables(IReadOnlyDictionary<string, string?> environment) =>
        new Dictionary<string, string?>(environment)
        {
            ["LD_DEBUG"] = "files,libs",
            ["LD_DEBUG_OUTPUT"] = _folder.At("ld"),
        };

    /// <summary>The libraries that were mapped and the programs that were started, absolute and without
    /// links.</summary>
    public IReadOnlySet<string> Files()
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder.Path))
        {
            foreach (var path in Read(File.ReadLines(file))) files.Add(Resolve(path));
        }

        return files;
    }

    /// <summary>The path of a file in <see cref="Files"/>.</summary>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            // Links among the folders aren't followed: a build installs into its own folders.
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            return full; // gone, or a loop: then it is no artifact
        }
    }

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();

    // 4711:	find library=libm.so.6 [0]; searching
    // 4711:	  trying file=/lib/libm.so.6
    // 4711:	file=libm.so.6 [0];  generating link map
    // 4711:	calling init: /lib/libm.so.6
    // 4711:	initialize program: /bin/prog
    internal static IEnumerable<string> Read(IEnumerable<string> lines)
    {
        string? tried = null;
        foreach (var line in lines)
        {
            var text = line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..].Trim();
            if (After(text, "trying file=") is { } trying) tried = trying;
            else if (After(text, "calling init: ") is { Length: > 0 } initialized) yield return initialized;
            else if (After(text, "initialize program: ") is { Length: > 0 } program) yield return program;
            else if (text.EndsWith("generating link map", StringComparison.Ordinal)
                && After(text, "file=") is { } mapped)
            {
                var name = mapped[..mapped.LastIndexOf(" [", StringComparison.Ordinal)];
                if (name.Contains('/', StringComparison.Ordinal)) yield return name;
                else if (tried is not null && Path.GetFileName(tried) == name) yield return tried;
            }
        }
    }

    private static string? After(string text, string start) =>
        text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : null;
}
