namespace Argosy.Engine.Audit;

/// <summary>An audit as text.</summary>
internal static class AuditReport
{
    private const int MostRows = 12;

    /// <summary>Writes a task's findings: path, access, program, and the declaration to add.</summary>
    /// <param name="output">The build's output.</param>
    /// <param name="audit">The task's audit.</param>
    /// <param name="verbose">Also list the programs that the task's own programs started.</param>
    public static void Write(TextWriter output, TaskAudit audit, bool verbose)
    {
        var counts = $"{Count(audit.Errors, "finding")}, {Count(audit.Findings.Count - audit.Errors, "hint")}";
        output.WriteLine($"── {audit.Task}: {(audit.Findings.Count == 0 ? "as declared" : counts)} ──");
        foreach (var kind in audit.Findings.GroupBy(f => f.Kind))
        {
            output.WriteLine($"{Heading(kind.Key)}:");
            Table(output, Fold([.. kind]));
        }

        if (verbose && audit.OtherPrograms.Count > 0)
            output.WriteLine($"run by its programs: {string.Join(", ", audit.OtherPrograms)}");
        if (audit.Failure is { } printed) output.WriteLine(printed.TrimEnd());
    }

    /// <summary>Reduces many findings of one kind to a page: whole folders replace their contents, from the deepest
    /// upwards. A few findings are left unchanged.</summary>
    internal static IReadOnlyList<Finding> Fold(IReadOnlyList<Finding> findings)
    {
        if (findings.Count <= MostRows) return findings;
        var deepest = findings.Max(f => Depth(f.Path));
        for (var depth = deepest - 1; ; depth--)
        {
            var groups = findings.GroupBy(f => (Path: Cut(f.Path, depth), f.What)).ToList();
            if (groups.Count <= MostRows || depth == 1) return [.. groups.Select(g => Merge(g.Key.Path, [.. g]))];
        }
    }

    private static Finding Merge(string path, List<Finding> findings)
    {
        if (findings.Count == 1) return findings[0];
        var programs = findings.Select(f => f.By).Distinct().Order(StringComparer.Ordinal).ToList();
        var first = findings[0];
        return first with
        {
            Path = $"{path}/** ({findings.Count})",
            By = string.Join(", ", programs.Take(3)) + (programs.Count > 3 ? " …" : ""),
            Declare = first.Declare is null ? null
                : first.Kind == FindingKind.Stray
                    ? $".Outputs(\"{path}\")"
                    : $".Inputs(\"{path}/**\")",
        };
    }

    private static int Depth(string path) => path.Count(c => c == '/') + 1;

    private static string Cut(string path, int depth) =>
        string.Join('/', path.Split('/').Take(path.StartsWith('/') ? depth + 1 : depth));

    private static void Table(TextWriter output, IReadOnlyList<Finding> findings)
    {
        var path = findings.Max(f => f.Path.Length);
        var what = findings.Max(f => What(f).Length);
        foreach (var finding in findings)
            output.WriteLine(
                $"  {finding.Path.PadRight(path)}  {What(finding).PadRight(what)}  {finding.Declare}".TrimEnd());
    }

    /// <summary>A number of things.</summary>
    internal static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    private static string What(Finding finding) =>
        finding.By.Length == 0 ? finding.What : $"{finding.What} by {finding.By}";

    private static string Heading(FindingKind kind) => kind switch
    {
        FindingKind.UndeclaredInput => "read, but not declared as input",
        FindingKind.Stray => "changed, but not declared as output",
        FindingKind.UndeclaredTool => "run, but not declared as tool",
        FindingKind.MissingOutput => "declared as output, but not there",
        FindingKind.UnopenedInput => "hint: declared as input, but not opened",
        _ => "hint: used, but neither the project's nor the system's",
    };
}
