using System.CommandLine;
using System.Text.Json;
using Argosy.JobHealth;
using Argosy.JobHealth.Dashboard;
using Argosy.Platforms;

namespace Argosy.Cli.Commands;

/// <summary><c>argosy health dashboard</c>: the figures as one page of HTML.</summary>
internal static class HealthDashboard
{
    internal static Command Command()
    {
        var from = new Option<string?>("--from")
        {
            Description = "What 'argosy health show --json' wrote, or - for the standard input; without it, the builds "
                + "that were read.",
            HelpName = "file",
        };
        var output = new Option<string>("--output")
        {
            Description = $"A file that ends with .html, or a folder that gets an {DashboardPage.FileName}.",
            HelpName = "path",
            Required = true,
        };
        var folder = new Option<string>("--folder")
        {
            Description =
                $"The project's folder: where it has an {Model.FileName} and wheel mirrors, the page compares the two.",
            DefaultValueFactory = _ => Directory.GetCurrentDirectory(),
        };
        var wheels = new Option<string?>("--wheels")
        {
            Description = "The folder of published wheel mirrors; without it, artifacts/mirror/wheel of the project.",
            HelpName = "folder",
        };
        var (tenant, database) = (HealthOptions.Tenant(), HealthOptions.Database());
        var since = HealthOptions.Since(
            "Builds from before don't count; the policy's window if nothing is said.", null);
        var (policy, configuration) = (HealthOptions.Policy(), HealthOptions.Configuration());
        var json = new Option<bool>("--json") { Description = "Print the page's path and size as JSON." };
        var command = new Command("dashboard",
            "Writes a page that needs no server: the health of all jobs, and what keeps them from voting.")
        {
            from, output, folder, wheels, since, policy, configuration, tenant, database, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var figures = parsed.GetValue(from) is { } file
                ? await ReadAsync(file, cancellation)
                : await HealthOptions.FiguresAsync(
                    HealthOptions.PathOf(parsed.GetValue(database), parsed.GetValue(tenant)),
                    new() { Span = parsed.GetValue(since) },
                    parsed.GetValue(policy), parsed.GetValue(configuration), cancellation);
            var page = DashboardPage.Render(figures, Coverage(parsed.GetValue(folder)!, parsed.GetValue(wheels)));
            var path = DashboardPage.Write(parsed.GetRequiredValue(output), page);
            var document = new PageDocument(path, new FileInfo(path).Length);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(document, CliJson.Default.PageDocument)
                : $"{path} ({new ByteSize(document.Bytes)})");
        });
        return command;
    }

    private static async Task<HealthFigures> ReadAsync(string from, CancellationToken cancellation)
    {
        if (from != "-") return HealthJson.Load(from);
        using var bytes = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(bytes, cancellation);
        return HealthJson.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), "standard input");
    }

    // A project that publishes no wheels doesn't get this section, unless its mirrors are named.
    private static WheelCoverage? Coverage(string folder, string? wheels)
    {
        var model = Path.Combine(folder, Model.FileName);
        var mirrors = wheels ?? Path.Combine(folder, "artifacts", "mirror", "wheel");
        return wheels is not null || (File.Exists(model) && Directory.Exists(mirrors))
            ? WheelCoverage.Of(Model.Load(model).Platforms, PublishedWheels.CountIn(mirrors))
            : null;
    }
}

/// <summary>The output of `argosy health dashboard --json`.</summary>
internal sealed record PageDocument(string Path, long Bytes);
