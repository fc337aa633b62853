using System.Text;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Artifacts.Trust;
using Argosy.Oci.Model;
using Argosy.Oci.Registry;

namespace Argosy.Oci.Results;

/// <summary>Reads a task's result from an untrusted registry.</summary>
internal sealed class ResultReader(
    RegistryClient client, string address, CacheTrust trust, ContentStore store, Traffic traffic)
{
    // A tree of 32 000 files takes 6 MiB. Both are read into memory.
    private const long LargestConfig = 64 << 20;
    private const long LargestLog = 64 << 20;

    // Enough to keep two cores unpacking; more would only share the link.
    private const int AtOnce = 2;

    /// <summary>The result, with its files in the store; null if the registry doesn't have it.</summary>
    public async Task<KeptResult?> TryReadAsync(ActionKey key, CancellationToken cancellation)
    {
        if (await client.TryGetManifestAsync(ActionTag.Of(key), cancellation) is not { } bytes) return null;
        var manifest = ActionManifest.TryRead(bytes)
            ?? throw Fault("ARG0239", "the manifest isn't that of a task's result");
        var result = await ReadConfigAsync(key, manifest, cancellation);
        if (trust.Refusal(address, result, manifest.Signature, () => StatementOf(key, manifest)) is { } refusal)
            throw new RegistryFault(FaultKind.Content, refusal);
        var layers = LayerPlan.TryMake(result.Outputs);
        if (layers is null || layers.Count != manifest.Outputs.Count)
            throw Fault("ARG0239", "the manifest's layers aren't those of its tree");
        await FetchAsync(manifest.Outputs, layers, cancellation);
        var log = Encoding.UTF8.GetString(await ReadBytesAsync(manifest.Log, LargestLog, cancellation));
        return new(result with { Log = log }, manifest.Signature, address);
    }

    /// <summary>The statement that a manifest's signature must sign.</summary>
    public static byte[] StatementOf(ActionKey key, ActionManifest manifest) =>
        ResultSignature.Statement(key, manifest.Config.Digest, manifest.Log.Digest);

    private async Task<ActionResult> ReadConfigAsync(
        ActionKey key, ActionManifest manifest, CancellationToken cancellation)
    {
        var bytes = await ReadBytesAsync(manifest.Config, LargestConfig, cancellation);
        var result = ActionResultJson.TryRead(bytes)
            ?? throw Fault("ARG0239", "the result can't be read: another version of Argosy may have written it");
        if (result.Key != key) throw Fault("ARG0239", "the result is another action's");
        return result.ExitCode == 0 ? result : throw Fault("ARG0239", "the result is a failure's");
    }

    private Task FetchAsync(
        IReadOnlyList<Descriptor> blobs, IReadOnlyList<IReadOnlyList<OutputEntry>> layers,
        CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            blobs.Zip(layers),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (layer, token) =>
            {
                var (blob, files) = layer;
                if (files.All(store.Has))
                {
                    traffic.Skipped();
                    return;
                }

                if (blob.Size > LayerReader.LargestOf(files))
                    throw Fault("ARG0239", $"{blob.Digest} is too large for the files in it");
                var reader = new LayerReader(store, client.Faults);
                await client.ReadAsync(
                    blob, stream =>
                    {
                        reader.Read(stream, files, token);
                        return true;
                    }, token);
            });

    private async Task<byte[]> ReadBytesAsync(Descriptor blob, long largest, CancellationToken cancellation)
    {
        if (blob.Size > largest) throw Fault("ARG0239", $"{blob.Digest} has more than {largest >> 20} MiB");
        return await client.ReadAsync(
            blob, stream =>
            {
                // Grows with the received bytes, not with the announced size.
                var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return bytes.ToArray();
            }, cancellation);
    }

    private RegistryFault Fault(string id, string cause) => client.Faults.Content(id, cause);
}
