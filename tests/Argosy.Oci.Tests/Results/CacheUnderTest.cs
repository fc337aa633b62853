using System.Collections.Concurrent;
using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Artifacts.Trust;
using Argosy.Oci.Registry;
using Argosy.Oci.Results;

namespace Argosy.Oci.Tests.Results;

/// <summary>A cache with its own store, like that of one machine.</summary>
internal sealed class CacheUnderTest : IDisposable
{
    // For registries that hang: the most that they may cost a test.
    public static RegistryTimeouts Short { get; } = RegistryTimeouts.Default with
    {
        Headers = TimeSpan.FromSeconds(1),
        Stall = TimeSpan.FromSeconds(1),
        Backoff = TimeSpan.FromMilliseconds(1),
    };

    // For operations that should end before any timeout.
    public static RegistryTimeouts Long { get; } =
        RegistryTimeouts.Default with { Headers = TimeSpan.FromMinutes(5), Stall = TimeSpan.FromMinutes(5) };

    // Prevents a hang: an operation without a limit fails the test.
    private static readonly TimeSpan s_bound = Patience.Limit;

    private readonly TestFolder _folder = new();
    private readonly RegistryCache _cache;

    public CacheUnderTest(
        string registry, CacheMode mode = CacheMode.ReadWrite, RegistryTimeouts? timeouts = null,
        params (string Name, string Value)[] environment)
        : this(RegistryAddress.Parse($"oci://{registry}/argosy/cache"), CacheTrust.Any, mode, timeouts, environment)
    {
    }

    public CacheUnderTest(
        RegistryAddress registry, CacheTrust trust, CacheMode mode = CacheMode.ReadWrite,
        RegistryTimeouts? timeouts = null, params (string Name, string Value)[] environment)
    {
        Store = new(_folder.At("store"));
        _cache = new(registry, mode, trust, Store, Warnings.Enqueue,
            new(name => environment.FirstOrDefault(v => v.Name == name).Value), timeouts ?? RegistryTimeouts.Default);
    }

    public ContentStore Store { get; }

    public ConcurrentQueue<string> Warnings { get; } = [];

    public RegistryTraffic Traffic => _cache.Traffic;

    public async Task<ActionResult?> FetchAsync(ActionKey key, CancellationToken cancellation = default) =>
        (await FetchKeptAsync(key, cancellation))?.Result;

    public Task<KeptResult?> FetchKeptAsync(ActionKey key, CancellationToken cancellation = default) =>
        _cache.TryFetchAsync(key, cancellation).WaitAsync(s_bound, CancellationToken.None);

    public Task PushAsync(ActionResult result, CancellationToken cancellation = default) =>
        PushAsync(new KeptResult(result), cancellation);

    public Task PushAsync(KeptResult kept, CancellationToken cancellation = default) =>
        _cache.PushAsync(kept, cancellation).WaitAsync(s_bound, CancellationToken.None);

    public Task FillAsync(KeptResult kept) =>
        _cache.FillAsync(kept, CancellationToken.None).WaitAsync(s_bound, CancellationToken.None);

    /// <summary>Files of the store whose content doesn't match their names, including left-overs.</summary>
    public IEnumerable<string> WrongFiles => Directory.Exists(_folder.At("store"))
        ? Directory.EnumerateFiles(_folder.At("store"), "*", SearchOption.AllDirectories)
            .Where(f => !Path.GetFileName(f).StartsWith(Digest.OfFile(f).Hex, StringComparison.Ordinal))
        : [];

    /// <summary>Asserts that these are equal results, and that the store has every file of the result.</summary>
    public void ShouldHave(ActionResult? fetched, ActionResult pushed)
    {
        Warnings.ShouldBeEmpty();
        fetched.ShouldNotBeNull();
        ActionResultJson.Write(fetched).ShouldBe(ActionResultJson.Write(pushed));
        foreach (var file in pushed.Outputs.Entries.Where(e => e.Kind == OutputKind.File))
        {
            Digest.OfFile(Store.PathOf(file)).ShouldBe(file.Content!.Value);
            File.GetUnixFileMode(Store.PathOf(file)).ShouldBe(file.Mode);
        }
    }

    public void Dispose()
    {
        _cache.Dispose();
        _folder.Dispose();
    }
}
