using System.Globalization;
using Argosy.Artifacts.Trust;
using Argosy.Oci.Registry;
using Argosy.Oci.Results;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine;

/// <summary>The engine's command-line options.</summary>
/// <param name="Jobs"><c>--jobs=N</c>: processor tokens; the machine's processors by default.</param>
/// <param name="KeepGoing"><c>--keep-going</c>: after a failure, run tasks that don't depend on it.</param>
/// <param name="Force"><c>--force</c>: run tasks that are up to date or in a cache, too.</param>
/// <param name="Explain"><c>--explain</c>: show why each task ran or didn't.</param>
/// <param name="Verbose"><c>--verbosity=verbose</c> or above: show every task's complete output when it ends.</param>
/// <param name="KeepResults">Use the user's cache: not with <c>--no-cache</c>.</param>
/// <param name="Registry"><c>--cache=oci://host/repo</c>, else <c>ARGOSY_CACHE</c>: the remote cache, if there is
/// one.</param>
/// <param name="CacheMode"><c>--cache-mode=read|readwrite</c>, else <c>ARGOSY_CACHE_MODE</c>: whether results are sent
/// there.</param>
internal sealed record RunOptions(int Jobs, bool KeepGoing, bool Force, bool Explain, bool Verbose, bool KeepResults,
    RegistryAddress? Registry, CacheMode CacheMode)
{
    // Variables in place of arguments, for machines where a user can't change the command line.
    private const string CacheVariable = "ARGOSY_CACHE";
    private const string ModeVariable = "ARGOSY_CACHE_MODE";
    private const string TrustVariable = "ARGOSY_CACHE_TRUST";
    private const string KeyVariable = "ARGOSY_CACHE_KEY";
    private const string AuthoritiesVariable = "ARGOSY_CACHE_CA";
    private const string PlainVariable = "ARGOSY_CACHE_PLAIN_HTTP";

    /// <summary><c>--allow-inconclusive</c>: an artifact below the required proof level is reported, but isn't a
    /// failure.</summary>
    public bool AllowInconclusive { get; init; }

    /// <summary><c>--audit</c>: trace the target's tasks, and compare their accesses with their declarations.</summary>
    public bool Audit { get; init; }

    /// <summary><c>--move-aside</c>: move files in a task's way to <c>.argosy/aside/</c>, instead of stopping the
    /// task.</summary>
    public bool MoveAside { get; init; }

    /// <summary><c>--cache-trust=any|content|signed|FILE</c>, else <c>ARGOSY_CACHE_TRUST</c>, and
    /// <c>--cache-key=FILE</c>, else <c>ARGOSY_CACHE_KEY</c>: which results are accepted, and the key that signs own
    /// ones.</summary>
    public CacheTrust Trust { get; init; } = CacheTrust.Any;

    /// <param name="arguments">The command line.</param>
    /// <param name="verbose">Show every task's complete output.</param>
    public static RunOptions Read(IRunArguments arguments, bool verbose)
    {
        var keep = !arguments.Has("no-cache");
        var cache = Last(arguments, "cache") ?? Environment.GetEnvironmentVariable(CacheVariable);
        return new(
            Last(arguments, "jobs") is { } jobs ? ParseJobs(jobs) : Environment.ProcessorCount,
            arguments.Has("keep-going"),
            arguments.Has("force"),
            arguments.Has("explain"),
            verbose,
            keep,
            keep && !string.IsNullOrEmpty(cache) ? ReadRegistry(arguments, cache) : null,
            ParseMode(Last(arguments, "cache-mode") ?? Environment.GetEnvironmentVariable(ModeVariable)))
        {
            AllowInconclusive = arguments.Has("allow-inconclusive"),
            Audit = arguments.Has("audit"),
            MoveAside = arguments.Has("move-aside"),
            Trust = keep ? ReadTrust(arguments) : CacheTrust.Any,
        };
    }

    private static RegistryAddress ReadRegistry(IRunArguments arguments, string address)
    {
        var plain = arguments.Has("cache-plain-http") || Variable(PlainVariable) is "1" or "true";
        var authorities = Last(arguments, "cache-ca") ?? Variable(AuthoritiesVariable);
        return RegistryAddress.Parse(address)
            .Over(plain, authorities is null ? null : RegistryAuthorities.Load(authorities));
    }

    private static CacheTrust ReadTrust(IRunArguments arguments)
    {
        var written = arguments.ValuesOf("cache-trust");
        if (written.Count == 0 && Variable(TrustVariable) is { } variable) written = [variable];
        return CacheTrust.Read(
            [
                .. written.SelectMany(w =>
                    w.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            ],
            Last(arguments, "cache-key") ?? Variable(KeyVariable), CacheTrust.UserKeys);
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string? Last(IRunArguments arguments, string name) => arguments.ValuesOf(name).LastOrDefault();

    private static int ParseJobs(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs is > 0 and <= 1024
            ? jobs
            : throw new ArgosyException(new Diagnostic(
                "ARG0704", SourceLocation.CommandLine, $"--jobs={text} is not a number from 1 to 1024",
                "Write --jobs=2, for example."));

    private static CacheMode ParseMode(string? text) => text switch
    {
        null or "" or "read" => CacheMode.Read,
        "readwrite" => CacheMode.ReadWrite,
        _ => throw new ArgosyException(new Diagnostic("ARG0715", SourceLocation.CommandLine,
            $"--cache-mode={text} is neither read nor readwrite",
            "Write --cache-mode=readwrite where results may be sent.")),
    };
}
