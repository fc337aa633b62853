using System.Text;
using Argosy.Artifacts.Files;
using Argosy.Engine.Graph;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Audit;

/// <summary>Runs tasks one by one under a tracer, and compares their accesses with their declarations.</summary>
/// <param name="root">The project's folder, whose lock the caller holds.</param>
/// <param name="verbose">Also list the programs that the tasks' programs started.</param>
internal sealed class AuditRun(string root, bool verbose)
{
    private readonly Allowlist _around = new(root, Path.GetDirectoryName(typeof(AuditRun).Assembly.Location)!);

    /// <summary>Audits the tasks, prints the findings and writes <c>artifacts/audit.json</c>. Error ARG0743 if a
    /// declaration is wrong, ARG0744 if a task failed.</summary>
    public async Task RunAsync(IReadOnlyList<TaskNode> tasks, CancellationToken cancellation)
    {
        await Strace.RefuseIfUselessAsync(cancellation);
        var audits = new List<TaskAudit>();
        foreach (var task in tasks)
        {
            Console.Out.WriteLine($"auditing {task.Name}");
            audits.Add(await WatchAsync(task, cancellation));
            using var output = new HarmlessWriter(Console.Out);
            AuditReport.Write(output, audits[^1], verbose);
        }

        AuditFile.Write(Path.Combine(root, "artifacts", "audit.json"), audits);
        Conclude(audits);
    }

    private async Task<TaskAudit> WatchAsync(TaskNode task, CancellationToken cancellation)
    {
        var inputs = new InputFiles(root).Find([.. task.Declaration.Inputs, .. task.Declaration.OptionalInputs]);
        using var folder = new TemporaryFolder("argosy-audit-");
        var file = folder.At("trace");
        var command = AuditCommand.Arguments(Environment.GetCommandLineArgs(), task.Name);
        var ended = await Strace.FollowAsync(
            [Environment.ProcessPath!, .. command], AuditSession.Order(root), file, cancellation);
        var calls = StraceParser.Read(File.ReadLines(file, Encoding.Latin1)).ToList();
        var trace = TaskTrace.Of(calls, Environment.CurrentDirectory);
        if (!trace.IsWhole) throw NeverRan(task, ended);
        var given = AuditPlan.Above(task).SelectMany(t => t.Declaration.Outputs).ToList();
        var auditor = new DeclarationAuditor(
            root, task.Declaration, inputs.ToHashSet(StringComparer.Ordinal), given, _around);
        return new(task.Name, auditor.Findings(trace), [.. trace.StartedByOthers])
        {
            Failure = ended.ExitCode == 0 ? null : ended.Output
        };
    }

    private static void Conclude(List<TaskAudit> audits)
    {
        var diagnostics = new List<Diagnostic>();
        if (audits.Where(a => a.Failure is not null).Select(a => a.Task).ToList() is { Count: > 0 } failed)
        {
            diagnostics.Add(new("ARG0744", new("audit"), $"failed while it was watched: {string.Join(", ", failed)}",
                "The causes are above. Where the task runs well without --audit, it can't be traced."));
        }

        if (audits.Sum(a => a.Errors) is > 0 and var errors)
        {
            diagnostics.Add(new("ARG0743", new("audit"),
                $"{AuditReport.Count(errors, "finding")} in "
                    + $"{string.Join(", ", audits.Where(a => a.Errors > 0).Select(a => a.Task))}",
                "Fix the tasks' declarations as shown above; artifacts/audit.json lists all of them."));
        }

        if (diagnostics.Count > 0) throw new ArgosyException(diagnostics);
    }

    private static ArgosyException NeverRan(TaskNode task, Strace.Ended ended) => new(new Diagnostic(
        "ARG0745", new($"task {task.Name}"),
        $"it didn't run to its end when it was started alone, by exit code {ended.ExitCode}:\n"
            + $"{ended.Output.TrimEnd()}\n",
        "The script has to run the target that --target names; a task's own criteria have to hold."));
}
