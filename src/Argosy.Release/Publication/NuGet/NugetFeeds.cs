using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace Argosy.Release.Publication.NuGet;

/// <summary>The NuGet sources of a project, by the names in nuget.config.</summary>
/// <param name="root">The project's folder, from which NuGet looks for its configuration.</param>
/// <param name="variable">Reads a variable of the environment.</param>
public sealed class NugetFeeds(string root, Func<string, string?> variable)
{
    private const string KeyVariable = "NUGET_API_KEY";

    /// <summary>Opens a source. Errors ARG0957 for an unknown one, ARG0958 without the key that it needs.</summary>
    internal NugetFeed Open(ReleaseFeed feed)
    {
        var sources = new PackageSourceProvider(Settings.LoadDefaultSettings(root)).LoadPackageSources()
            .Where(s => s.IsEnabled).ToList();
        var source = sources.FirstOrDefault(s => s.Name.Equals(feed.Name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgosyException(new Diagnostic("ARG0957", feed.Place,
                $"nuget.config has no enabled source '{feed.Name}'",
                Suggestion.For(feed.Name, sources.Select(s => s.Name))));
        var key = variable(VariableOf(feed.Name)) is { Length: > 0 } own ? own : variable(KeyVariable);
        // A folder needs none, and a source with credentials may not.
        return string.IsNullOrEmpty(key) && source is { IsHttp: true, Credentials: null }
            ? throw new ArgosyException(new Diagnostic("ARG0958", feed.Place,
                $"there is no key for the NuGet source '{feed.Name}'",
                $"Set ${VariableOf(feed.Name)} or ${KeyVariable}, or give nuget.config credentials for it."))
            : new(feed.Name, Repository.Factory.GetCoreV3(source), key?.Trim());
    }

    /// <summary>The variable with the key of one source: letters and digits, all others as '_'.</summary>
    internal static string VariableOf(string feed) => $"{KeyVariable}_"
        + string.Concat(feed.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
