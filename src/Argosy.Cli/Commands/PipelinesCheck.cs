using System.CommandLine;
using System.Text.Json;
using Argosy.JobHealth;
using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;
using Argosy.Zuul.Schema;

namespace Argosy.Cli.Commands;

/// <summary>`argosy pipelines check`: finds faults in a Zuul configuration.</summary>
internal static class PipelinesCheck
{
    internal static Command Command()
    {
        var source = new SourceOptions();
        var path = new Argument<string?>("path")
        {
            Description = "The same as --folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var version = new Option<ZuulVersion>("--zuul-version")
        {
            Description = $"The version of Zuul that reads it: from {ZuulVersion.Oldest} to {ZuulVersion.Newest}.",
            HelpName = "version",
            DefaultValueFactory = _ => ZuulVersion.Newest,
            CustomParser = written => OptionParsers.ParseReference(
                written, ZuulVersion.TryParse, $"a version from {ZuulVersion.Oldest} to {ZuulVersion.Newest}")!,
        };
        var whole = new Option<bool>("--whole")
        {
            Description = "All of the tenant lies below the path: what isn't found there is nowhere."
        };
        var health = new Option<string?>("--health")
        {
            Description = "Hold timeouts against durations that 'argosy health show --json' has measured.",
            HelpName = "file"
        };
        var severity = new Option<Severity>("--severity")
        {
            Description = "Show findings from this severity on: note, warning or error.",
            HelpName = "severity"
        };
        var strict = new Option<bool>("--strict") { Description = "Warnings fail, too." };
        var json = new Option<bool>("--json") { Description = "Print JSON for other programs." };
        var sarif = new Option<string?>("--sarif")
        {
            Description = "Write SARIF 2.1.0 to a file, or to the output for '-'.",
            HelpName = "file"
        };
        var command = new Command("check", "Checks Zuul configuration offline: exit code 1 with errors.")
        {
            path, whole, version, health, severity, strict, json, sarif
        };
        source.AddTo(command);
        command.Validators.Add(r =>
        {
            if (r.GetValue(json) && r.GetValue(sarif) == "-") r.AddError("--json and --sarif - both want the output");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = new CheckRequest(parsed.GetValue(path) ?? source.FolderOf(parsed))
            {
                TenantFile = parsed.GetValue(source.Tenant),
                TenantName = parsed.GetValue(source.TenantName),
                As = parsed.GetValue(source.As),
                OtherBranches = parsed.GetValue(source.OtherBranches) ?? [],
                Version = parsed.GetValue(version)!,
                Whole = parsed.GetValue(whole),
                Measured = parsed.GetValue(health) is { } file ? MeasuredDurations.Read(file) : [],
            };
            // On another thread, so that an interrupt is handled.
            var report = await Task.Run(() => ConfigurationCheck.Run(request, cancellation), cancellation);
            var least = parsed.GetValue(severity);
            var shown = report with { Findings = [.. report.Findings.Where(f => f.Severity >= least)] };
            var output = parsed.InvocationConfiguration.Output;
            var log = parsed.GetValue(sarif);
            if (log is not null and not "-") await File.WriteAllTextAsync(log, SarifLog.Write(shown), cancellation);
            if (parsed.GetValue(json))
                await output.WriteLineAsync(JsonSerializer.Serialize(new(shown), CliJson.Default.CheckDocument));
            else if (log == "-") await output.WriteAsync(SarifLog.Write(shown));
            else await output.WriteAsync(FindingList.Of(shown));
            var fails = report.Count(Severity.Error) > 0
                || (parsed.GetValue(strict) && report.Count(Severity.Warning) > 0);
            return fails ? CommandLine.Failed : 0;
        });
        return command;
    }
}
