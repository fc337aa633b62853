using System.CommandLine;
using Argosy.Pipelines.Dashboard;
using Argosy.Pipelines.Health;
using Argosy.Platforms;

namespace Argosy.Cli.Commands;

/// <summary><c>argosy health dashboard</c>: the figures as one page of HTML.</summary>
internal static class HealthDashboard
{
    internal static Command Command()
    {
        var from = new Option<string?>("--from")
        {
            Description = "What 'argosy health --json' wrote; without it, that is read from the standard input.",
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
            Description = $"The project's folder: where it has an {Model.FileName} and wheel mirrors, the page compares the two.",
            DefaultValueFactory = _ => Directory.GetCurrentDirectory(),
        };
        var wheels = new Option<string?>("--wheels")
        {
            Description = "The folder of published wheel mirrors; without it, artifacts/mirror/wheel of the project.",
            HelpName = "folder",
        };
        var command = new Command("dashboard", "Writes a page that needs no server: the health of all jobs, and what keeps them from voting.")
        {
            from, output, folder, wheels,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var figures = await ReadAsync(parsed.GetValue(from), cancellation);
            var page = DashboardPage.Render(figures, Coverage(parsed.GetValue(folder)!, parsed.GetValue(wheels)));
            var path = DashboardPage.Write(parsed.GetRequiredValue(output), page);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{path} ({new ByteSize(new FileInfo(path).Length)})");
        });
        return command;
    }

    private static async Task<HealthFigures> ReadAsync(string? from, CancellationToken cancellation)
    {
        if (from is not null) return HealthJson.Load(from);
        using var bytes = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(bytes, cancellation);
        return HealthJson.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), "standard input");
    }

    // A project that publishes no wheels isn't told that it lacks some, unless its mirrors are named.
    private static WheelCoverage? Coverage(string folder, string? wheels)
    {
        var model = Path.Combine(folder, Model.FileName);
        var mirrors = wheels ?? Path.Combine(folder, "artifacts", "mirror", "wheel");
        return wheels is not null || (File.Exists(model) && Directory.Exists(mirrors))
            ? WheelCoverage.Of(Model.Load(model).Platforms, PublishedWheels.CountIn(mirrors))
            : null;
    }
}
