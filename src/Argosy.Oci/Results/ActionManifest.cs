using Argosy.Artifacts.Trust;
using Argosy.Oci.Model;

namespace Argosy.Oci.Results;

/// <summary>The manifest of a task's result: an OCI image manifest with an artifact type
/// (OCI image spec 1.1).</summary>
/// <param name="Config">The result without its log.</param>
/// <param name="Outputs">Its files, as <see cref="LayerPlan"/> divides them; none for a result without files.</param>
/// <param name="Log">The task's output.</param>
/// <param name="Signature">The signature of <paramref name="Config"/> and <paramref name="Log"/>: an annotation; null
/// if unsigned.</param>
internal sealed record ActionManifest(
    Descriptor Config, IReadOnlyList<Descriptor> Outputs, Descriptor Log, ResultSignature? Signature = null)
{
    // "KEY BASE64"
    private const string SignatureName = "io.argosy.signature";

    /// <summary>Always the same bytes.</summary>
    public byte[] Write() => new ImageManifest(
        Config, [.. Outputs, Log],
        Signature is { } signature ? [new(SignatureName, $"{signature.Key} {signature.Value}")] : [],
        ActionMediaTypes.Artifact).Write();

    /// <summary>Reads one; null for anything else.</summary>
    public static ActionManifest? TryRead(byte[] manifest)
    {
        try
        {
            var read = ImageManifest.Read(manifest);
            if (read.ArtifactType != ActionMediaTypes.Artifact || read.Config.MediaType != ActionMediaTypes.Config
                || read.Layers.Count == 0)
                return null;
            var (outputs, log) = (read.Layers.SkipLast(1).ToList(), read.Layers[^1]);
            return log.MediaType == ActionMediaTypes.Log
                && outputs.TrueForAll(o => o.MediaType == ActionMediaTypes.Outputs)
                ? new(read.Config, outputs, log, SignatureOf(read))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ResultSignature? SignatureOf(ImageManifest manifest) =>
        manifest.Annotations.FirstOrDefault(a => a.Key == SignatureName).Value?.Split(' ') is [var key, var value]
            ? new(key, value)
            : null;
}
