using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms;

namespace Argosy.Oci.Tests.Transfer;

/// <summary>A layout with an image for several architectures, whose layers are noise.</summary>
internal static class SampleLayout
{
    public static IReadOnlyList<Architecture> Architectures { get; } = [.. Architecture.All.Take(3)];

    /// <summary>Writes a layout; the same seed gives the same bytes.</summary>
    public static Descriptor Write(
        string folder, int seed, int size = 200_000, IReadOnlyList<Architecture>? architectures = null)
    {
        Directory.CreateDirectory(folder);
        var blobs = new BlobFolder(folder);
        var shared = blobs.Add(Noise(seed, size), MediaTypes.Layer);
        var manifests = new List<Descriptor>();
        foreach (var architecture in architectures ?? Architectures)
        {
            var own = blobs.Add(Noise(seed + architecture.Name.Length + architecture.Name[0], 1000), MediaTypes.Layer);
            var config = blobs.Add(
                OciJson.Write(json => json.WriteString("architecture", architecture.OciArchitecture)),
                MediaTypes.Config);
            manifests.Add(blobs.Add(new ImageManifest(config, [shared, own], []).Write(), MediaTypes.Manifest) with
            {
                Platform = OciPlatform.Of(architecture),
            });
        }

        var index = blobs.Add(new ImageIndex(manifests, [new("seed", $"{seed}")]).Write(), MediaTypes.Index);
        blobs.Complete(index);
        return index;
    }

    private static byte[] Noise(int seed, int size)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
