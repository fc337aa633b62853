using System.Text;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Artifacts.Trust;
using Argosy.Oci.Model;
using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Results;

/// <summary>Sends a task's result to a registry: blobs first, so that a manifest never refers
/// to a missing one.</summary>
internal sealed class ResultWriter(RegistryClient client, CacheTrust trust, ContentStore store, Traffic traffic)
{
    // One compresses while the other is sent.
    private const int AtOnce = 2;

    /// <param name="kept">The result; its files are in the store.</param>
    /// <param name="trustsTag">Whether an equal tag is sufficient.</param>
    /// <param name="onlyWhereLacking">Whether another run's result is sufficient, too.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    public async Task WriteAsync(KeptResult kept, bool trustsTag, bool onlyWhereLacking, CancellationToken cancellation)
    {
        var result = kept.Result;
        var tag = ActionTag.Of(result.Key);
        var config = ActionResultJson.Write(result with { Log = "" });
        var ofConfig = Descriptor.Of(ActionMediaTypes.Config, config);
        var there = await client.TryGetManifestAsync(tag, cancellation);
        var old = trustsTag && there is not null ? ActionManifest.TryRead(there) : null;
        var isSame = old?.Config == ofConfig;
        if (old is not null && (isSame || onlyWhereLacking) && IsVouchedFor(result.Key, old, kept.Signature))
        {
            // Layers follow from the tree in the config, so nothing needs to be compressed to compare them.
            for (var blob = 0; blob < old.Outputs.Count + 2; blob++) traffic.Skipped();
            return;
        }

        var layers = isSame ? old!.Outputs : await PushLayersAsync(result, cancellation);
        var log = Encoding.UTF8.GetBytes(result.Log);
        var manifest = new ActionManifest(ofConfig, layers, Descriptor.Of(ActionMediaTypes.Log, log), kept.Signature);
        await PushAsync(manifest.Config, config, cancellation);
        await PushAsync(manifest.Log, log, cancellation);
        var bytes = manifest.Write();
        if (there is null || !bytes.AsSpan().SequenceEqual(there))
            await client.PutManifestAsync(tag, bytes, cancellation);
    }

    // Our signature is sent if the existing result has no valid one.
    private bool IsVouchedFor(ActionKey key, ActionManifest old, ResultSignature? ours) =>
        ours is null || trust.Vouches(old.Signature, () => ResultReader.StatementOf(key, old));

    private async Task<Descriptor[]> PushLayersAsync(ActionResult result, CancellationToken cancellation)
    {
        var plan = LayerPlan.TryMake(result.Outputs) ?? throw new ArgosyException(new Diagnostic(
            "ARG0241", new(result.Task), "its tree contradicts itself", "The result isn't sent. Please report this."));
        var writer = new LayerWriter(store);
        var layers = new Descriptor[plan.Count];
        await Parallel.ForEachAsync(
            plan.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (layer, token) =>
            {
                await using var spool = Spool();
                layers[layer.Index] = writer.Write(layer.Item, spool, token);
                await client.PushAsync(layers[layer.Index], spool, token);
            });
        return layers;
    }

    private async Task PushAsync(Descriptor blob, byte[] bytes, CancellationToken cancellation)
    {
        using var content = new MemoryStream(bytes, writable: false);
        await client.PushAsync(blob, content, cancellation);
    }

    // On disk, since one file can be larger than memory; without a name, so that a crash leaves nothing behind.
    private static FileStream Spool()
    {
        var path = Path.Combine(Path.GetTempPath(), $"argosy-{Guid.NewGuid():N}.layer");
        var spool = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        File.Delete(path);
        return spool;
    }
}
