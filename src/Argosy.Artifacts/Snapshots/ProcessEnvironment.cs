using System.Text;

namespace Argosy.Artifacts.Snapshots;

/// <summary>The environment that a process was started with, as one digest.</summary>
/// <remarks>All of it counts, since any code may read any variable; only those that differ between two commands of one
/// shell don't, unless a task declares them.</remarks>
public static class ProcessEnvironment
{
    private static readonly HashSet<string> s_ofShell =
        new(StringComparer.Ordinal) { "_", "SHLVL", "OLDPWD", "TERM", "COLUMNS", "LINES" };

    /// <summary>Its block of <c>name=value</c> texts, each with a final zero byte, as the kernel has it.</summary>
    public static byte[] Read() => File.ReadAllBytes("/proc/self/environ");

    /// <summary>Those of the names that count although they belong to the shell.</summary>
    public static IEnumerable<string> Counted(IEnumerable<string> declared) =>
        declared.Where(s_ofShell.Contains).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The digest, independent of the order of variables.</summary>
    /// <param name="block">See <see cref="Read"/>.</param>
    /// <param name="counted">See <see cref="Counted"/>.</param>
    public static Digest DigestOf(ReadOnlySpan<byte> block, IReadOnlyCollection<string> counted)
    {
        // Values may be any bytes: Latin-1 keeps them.
        var variables = Encoding.Latin1.GetString(block).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(v => Counts(v, counted)).Order(StringComparer.Ordinal);
        return Digest.Of(Encoding.Latin1.GetBytes(string.Join('\0', variables)));
    }

    private static bool Counts(string variable, IReadOnlyCollection<string> counted)
    {
        var name = variable.Split('=', 2)[0];
        return !s_ofShell.Contains(name) || counted.Contains(name);
    }
}
