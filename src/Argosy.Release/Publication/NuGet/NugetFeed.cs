using System.Net;
using Argosy.Platforms.Diagnostics;
using NuGet.Common;
using NuGet.Packaging;
using NuGet.Protocol.Core.Types;

namespace Argosy.Release.Publication.NuGet;

/// <summary>A NuGet source that packages are pushed to, by NuGet's own client.</summary>
/// <remarks>Not by <c>dotnet nuget push</c>, which calls the same client: it takes the key only as an argument, which
/// every user of the machine can read. Here it is in the header of a request alone.</remarks>
/// <param name="name">Its name in nuget.config.</param>
/// <param name="source">The source.</param>
/// <param name="key">The key; null for none.</param>
internal sealed class NugetFeed(string name, SourceRepository source, string? key)
{
    private const int TimeoutSeconds = 600;

    public string Name => name;

    /// <summary>Whether the source has a package of this name and version, and with this content. Error
    /// ARG0959.</summary>
    /// <returns>True for the same content, false for another, null for no such package.</returns>
    public Task<bool?> HasAsync(string package, CancellationToken cancellation) => AskAsync(async () =>
    {
        using var reader = new PackageArchiveReader(package);
        var identity = await reader.GetIdentityAsync(cancellation);
        var packages = await source.GetResourceAsync<FindPackageByIdResource>(cancellation)
            ?? throw new InvalidOperationException("the source gives no packages");
        using var cache = new SourceCacheContext { NoCache = true, DirectDownload = true, RefreshMemoryCache = true };
        if (!await packages.DoesPackageExistAsync(
            identity.Id, identity.Version, cache, NullLogger.Instance, cancellation)) return (bool?)null;
        using var theirs = new MemoryStream();
        await packages.CopyNupkgToStreamAsync(
            identity.Id, identity.Version, theirs, cache, NullLogger.Instance, cancellation);
        theirs.Position = 0;
        return PackageContent.IsSame(package, theirs);
    }, cancellation);

    /// <summary>Pushes a package, or symbols. Error ARG0959.</summary>
    /// <returns>False if the source already has one of that name and version.</returns>
    public Task<bool> PushAsync(string package, CancellationToken cancellation) => AskAsync(async () =>
    {
        var updates = await source.GetResourceAsync<PackageUpdateResource>(cancellation)
            ?? throw new InvalidOperationException("the source takes no packages");
        // The source's address for symbols; NuGet's client sends symbols there alone.
        var symbols = package.EndsWith(".snupkg", StringComparison.OrdinalIgnoreCase)
            ? (await source.GetResourceAsync<SymbolPackageUpdateResourceV3>(cancellation))?.SourceUri.AbsoluteUri
            : null;
        try
        {
            // The call can't be cancelled. Left alone, it ends with its time at the latest.
            await updates.PushAsync(
                [package], symbols, TimeoutSeconds, disableBuffering: true, _ => key, _ => key,
                noServiceEndpoint: false, skipDuplicate: false, allowSnupkg: symbols is not null,
                allowInsecureConnections: source.PackageSource.AllowInsecureConnections, NullLogger.Instance)
                .WaitAsync(cancellation);
            return true;
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }
    }, cancellation);

    /// <summary>Whether the source takes symbols.</summary>
    public Task<bool> TakesSymbolsAsync(CancellationToken cancellation) => AskAsync(async () =>
        source.PackageSource.IsHttp
        && await source.GetResourceAsync<SymbolPackageUpdateResourceV3>(cancellation) is not null, cancellation);

    // NuGet's client itself makes a call three times. A push whose answer was lost then ends as a conflict.
    private async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && e is (FatalProtocolException
            or HttpRequestException or IOException or TimeoutException or InvalidOperationException
            or OperationCanceledException))
        {
            throw new ArgosyException(new Diagnostic("ARG0959", new(name),
                $"NuGet's client says: {Text(e)}", Remedy(e)), e);
        }
    }

    private static string Remedy(Exception error) => error is HttpRequestException
    {
        StatusCode:
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
    }
        ? "Give a key that may push this package. What is pushed already stays; run the same command again."
        : "What is pushed already stays; run the same command again.";

    private string Text(Exception error)
    {
        var text = string.Join(": ",
            Chain(error).Select(e => e.Message.ReplaceLineEndings(" ").TrimEnd('.')).Distinct());
        return key is { Length: > 0 } ? text.Replace(key, "***", StringComparison.Ordinal) : text;
    }

    private static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException) yield return error;
    }
}
