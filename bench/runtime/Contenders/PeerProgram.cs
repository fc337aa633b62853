using Argosy.Bench.Runtime.Processes;

namespace Argosy.Bench.Runtime.Contenders;

/// <summary>A peer in C or C++, compiled on first use.</summary>
/// <param name="Name">The name of its source, with the extension.</param>
/// <param name="Compiler">gcc, g++ or mpicc.</param>
/// <param name="Flags">In addition to <c>-O2</c>: its standard, its libraries.</param>
internal sealed record PeerProgram(string Name, string Compiler, params IReadOnlyList<string> Flags)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    /// <summary>The C++ generator: the program, and its arguments before the output folder's flag and
    /// the description.</summary>
    public (string Program, IReadOnlyList<string> Arguments, string Description)? Generator { get; init; }

    /// <summary>The generator's output, which must be compiled too.</summary>
    public string? Generated { get; init; }

    private static string Sources => Path.Combine(AppContext.BaseDirectory, "peers");

    /// <returns>The program, up to date.</returns>
    /// <exception cref="Measuring.ContenderException">A compiler or a library isn't installed.</exception>
    public async Task<string> BuildAsync(Bench bench, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(bench.Output, "peers")).FullName;
        var program = Path.Combine(folder, Path.GetFileNameWithoutExtension(Name));
        if (IsCurrent(program)) return program;
        Bench.Say($"compiling {Name}");
        if (Generator is { } generator)
        {
            await Child.RunAsync(
                generator.Program,
                [
                    .. generator.Arguments.Select(a => a.Replace("{folder}", folder, StringComparison.Ordinal)),
                    generator.Description
                ],
                s_limit, folder: Sources, cancellationToken: cancellationToken);
        }

        string[] generated = Generated is null ? [] : [Path.Combine(folder, Generated)];
        await Child.RunAsync(
            Compiler, ["-O2", "-o", program, $"-I{folder}", Path.Combine(Sources, Name), .. generated, .. Flags],
            s_limit, cancellationToken: cancellationToken);
        return program;
    }

    // Depends on every source of the folder: they share headers and descriptions.
    private static bool IsCurrent(string program) => File.Exists(program)
        && Directory.EnumerateFiles(Sources).All(f => File.GetLastWriteTimeUtc(f) <= File.GetLastWriteTimeUtc(program));
}
