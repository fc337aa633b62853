using Argosy.Artifacts;
using Argosy.Release.Publication;

namespace Argosy.Release.Tests.Publication;

/// <summary>A release on disk with files of the test's own.</summary>
internal static class SampleRelease
{
    public const string Commit = "6dcb09b5b57875f334f61aebed695e2e4193db5e";

    /// <summary>Files and release.json in a folder.</summary>
    public static ReleaseFolder Write(
        TestFolder folder, bool prerelease,
        params IReadOnlyList<(string Name, ReleaseFileKind Kind, byte[] Bytes)> files)
    {
        var path = folder["artifacts", "release", "1.2.3"];
        Directory.CreateDirectory(path);
        var listed = files.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f =>
        {
            File.WriteAllBytes(Path.Combine(path, f.Name), f.Bytes);
            return new ReleaseFile(f.Name, f.Kind, Digest.Of(f.Bytes).Hex, f.Bytes.Length, "application/octet-stream");
        });
        var document = new ReleaseDocument("1.2.3", "v1.2.3", Commit, prerelease, [.. listed]);
        File.WriteAllBytes(Path.Combine(path, ReleaseDocument.FileName), document.Write());
        return ReleaseFolder.Open(path);
    }

    /// <summary>Bytes that differ from those of another seed.</summary>
    public static byte[] Bytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
