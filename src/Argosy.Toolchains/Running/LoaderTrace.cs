using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Running;

/// <summary>Which files the processes of a run had mapped, by what glibc's loader writes down (ld.so(8), LD_DEBUG).</summary>
/// <remarks>The loader writes for each process a file of its own, also for those that a test starts, and under an emulator,
/// where it is the target's loader that writes.</remarks>
public sealed class LoaderTrace : IDisposable
{
    private readonly TemporaryFolder _folder = new("argosy-trace-");

    /// <summary>The same program, with what makes loaders write.</summary>
    public ForeignProgram Watch(ForeignProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return program with { Environment = Variables(program.Environment) };
    }

    /// <summary>The same variables, with what makes loaders write.</summary>
    public IReadOnlyDictionary<string, string?> Variables(IReadOnlyDictionary<string, string?> environment) =>
        new Dictionary<string, string?>(environment)
        {
            ["LD_DEBUG"] = "files,libs",
            ["LD_DEBUG_OUTPUT"] = _folder.At("ld"),
        };

    /// <summary>The libraries that were mapped and the programs that were started, absolute and without links.</summary>
    public IReadOnlySet<string> Files()
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder.Path))
        {
            foreach (var path in Read(File.ReadLines(file))) files.Add(Resolve(path));
        }

        return files;
    }

    /// <summary>A file by the path that <see cref="Files"/> has for it.</summary>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            // Of the folders on the way none is followed: what a build installs lies in folders of its own.
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
            else if (text.EndsWith("generating link map", StringComparison.Ordinal) && After(text, "file=") is { } mapped)
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
