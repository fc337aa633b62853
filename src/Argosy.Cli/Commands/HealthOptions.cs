using System.CommandLine;
using Argosy.JobHealth;
using Argosy.JobHealth.Promotion;
using Argosy.JobHealth.Store;
using Argosy.Platforms;
using Argosy.Zuul.Model;

namespace Argosy.Cli.Commands;

/// <summary>The common options of the `argosy health` commands.</summary>
internal static class HealthOptions
{
    // Builds from a file may have no tenant.
    private const string Nobody = "imported";

    internal static Option<string> Tenant() => new("--tenant")
    {
        Description = "The tenant of Zuul; its builds are kept in $XDG_DATA_HOME/argosy/health/TENANT.sqlite.",
        HelpName = "name",
    };

    internal static Option<string> Database() => new("--database")
    {
        Description = "Keep the builds in this file instead.",
        HelpName = "file"
    };

    internal static Option<TimeSpan?> Since(string description, TimeSpan? absent) => new("--since")
    {
        Description = description,
        HelpName = "time",
        DefaultValueFactory = _ => absent,
        CustomParser = r => OptionParsers.Parse(r, Duration.TryParse, "a time, such as 12h or 90d"),
    };

    internal static Option<string> Project() => new("--project")
    {
        Description = "Only this project, such as openstack/nova.",
        HelpName = "name"
    };

    internal static Option<string> Job(string description) => new("--job")
    {
        Description = description,
        HelpName = "name"
    };

    internal static Option<Architecture?> Arch() => new("--arch")
    {
        Description = "Only this architecture.",
        HelpName = "name",
        CustomParser = r =>
        {
            if (Architecture.TryFind(r.Tokens[0].Value) is { } known) return known;
            r.AddError($"'{r.Tokens[0].Value}' is no architecture. Known are: {string.Join(", ", Architecture.All)}");
            return null;
        },
    };

    internal static Option<string> Policy() => new("--policy")
    {
        Description = $"The promotion policy; by default {PromotionPolicy.FileName} below the configuration's folder, "
            + "and without it Argosy's own.",
        HelpName = "file",
    };

    /// <summary>The folder with Zuul's configuration. Where a command has no other folder, it is also spelt
    /// <c>--folder</c>, as everywhere.</summary>
    internal static Option<string> Configuration(params string[] aliases) => new("--configuration", aliases)
    {
        Description = "A repository with a zuul.d/ or zuul.yaml; by default the folder this runs in.",
        HelpName = "folder",
    };

    /// <summary>The path from the two options; neither is needed if there is only one database.</summary>
    internal static string PathOf(string? database, string? tenant) =>
        database ?? (tenant is null ? OnlyOne() : HealthDatabase.PathOf(tenant));

    /// <summary>The promotion policy. A named file must exist.</summary>
    internal static PromotionPolicy PolicyOf(string? file, string folder) => file is null
        ? PromotionPolicy.Load(Path.Combine(folder, PromotionPolicy.FileName), PromotionPolicy.FileName)
        : PromotionPolicy.Read(Platforms.Yaml.YamlFile.Load(file, file));

    /// <summary>The figures of stored builds, with the policy's advice. All jobs are judged, since those of a pipeline
    /// share one bound; the selection comes after that.</summary>
    /// <param name="path">The database.</param>
    /// <param name="wanted">The selected builds; without a span, those of the policy's window.</param>
    /// <param name="policy">The policy's file, if one is named.</param>
    /// <param name="configuration">The named repository; without one, that of this folder if it has a configuration.
    /// Without any, it is unknown which pipelines can vote.</param>
    /// <param name="cancellation">Ends it.</param>
    internal static async Task<HealthFigures> FiguresAsync(
        string path, HealthSelection wanted, string? policy, string? configuration, CancellationToken cancellation)
    {
        var folder = configuration ?? Directory.GetCurrentDirectory();
        var rules = PolicyOf(policy, folder);
        var pipelines = configuration is null && !ZuulFiles.Roots.Any(r => Path.Exists(Path.Combine(folder, r)))
            ? null
            : VotingConfiguration.Load(folder).Pipelines;
        var span = new HealthSelection { Span = wanted.Span ?? TimeSpan.FromDays(rules.Window), Until = wanted.Until };
        using var builds = HealthDatabase.OpenExisting(path);
        // On another thread, so that an interrupt is handled.
        var report = await Task.Run(() => builds.Report(span, cancellation), cancellation);
        return new HealthFigures(report, VotingPlan.Decide(report, rules, pipelines)).Selected(wanted, path);
    }

    private static string OnlyOne()
    {
        var absent = HealthDatabase.PathOf(Nobody);
        var folder = Path.GetDirectoryName(absent)!;
        return Directory.Exists(folder) && Directory.GetFiles(folder, "*.sqlite") is [var only] ? only : absent;
    }
}
