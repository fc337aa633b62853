using System.Formats.Tar;
using System.Text;
using Argosy.Artifacts;
using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Images.Tests.Layers;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.Tests.SupplyChain;

/// <summary>A small image of two platforms, with dpkg's record of the packages of its locks.</summary>
internal sealed class SampleImage : IDisposable
{
    public const string Name = "sample";
    private static readonly string[] s_architectures = ["x64", "arm64"];
    private readonly TestFolder _folder = new();

    public SampleImage(string motd = "welcome", string version = "2.36-9+deb12u10")
    {
        var locked = new PackageLock(["libc6"],
        [
            new("libc6", version, Digest.Of($"libc6 {version}")),
            new("libgcc-s1", "12.2.0-14+deb12u1", Digest.Of("libgcc-s1")),
            new("libpam0g", "1:1.5.2-6", Digest.Of("libpam0g")),
        ]);
        var manifests = new List<Descriptor>();
        var blobs = new BlobFolder(Layout);
        Directory.CreateDirectory(Layout);
        foreach (var architecture in s_architectures)
        {
            var platform = Images.On(architecture);
            _folder.Write($"{architecture}.lock", locked.Text(new(platform, "image-sample", ["libc6"])));
            manifests.Add(Build(blobs, locked, platform.Architecture, motd));
        }

        var index = blobs.Add(new ImageIndex(manifests, []).Write(), MediaTypes.Index);
        blobs.Complete(index with { RefName = "latest" });
        Index = index;
        Platforms = manifests;
        Key = SigningKey.Create(_folder["key.pem"]);
        File.WriteAllText(PublicKey, Key.Public.Pem);
        using var other = new TestFolder();
        File.WriteAllText(OtherPublicKey, SigningKey.Create(other["other.pem"]).Public.Pem);
    }

    public string Folder => _folder.Path;

    public string Layout => _folder["image"];

    public string Attestations => ImageAttestations.FolderOf(Layout);

    public string PublicKey => _folder["key.pub"];

    public string OtherPublicKey => _folder["other.pub"];

    public SigningKey Key { get; }

    public Descriptor Index { get; }

    public IReadOnlyList<Descriptor> Platforms { get; }

    public AttestationRequest Request => new(
        Name, Layout,
        s_architectures.ToDictionary(a => Images.On(a).Architecture, a => _folder[$"{a}.lock"]),
        new Provenance(Name, "Images-sample", s_architectures)
        {
            SourceDate = Images.Created,
            Commit = "0123456789abcdef0123456789abcdef01234567",
            Inputs = [new("images/sample/image.yaml", Digest.Of("definition"))],
        });

    public Task<IReadOnlyList<PlatformSbom>> AttestAsync(string? identity = null) => ImageAttestations.WriteAsync(
        Request with { Key = Key, Identity = identity }, Attestations, CancellationToken.None);

    public void Dispose() => _folder.Dispose();

    private Descriptor Build(BlobFolder blobs, PackageLock locked, Architecture architecture, string motd)
    {
        var packages = AddLayer(blobs,
            (TarEntryType.RegularFile, "usr/lib/os-release",
                "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n"),
            (TarEntryType.SymbolicLink, "lib", "usr/lib"),
            (TarEntryType.RegularFile, "var/lib/dpkg/status",
                string.Join('\n', locked.Packages.Select(p => Stanza(p, architecture)))),
            (TarEntryType.RegularFile, "var/lib/dpkg/info/libc6.list", "/.\n/lib\n/lib/libc.so.6\n"),
            (TarEntryType.RegularFile, "usr/lib/libc.so.6", "\u007fELF libc"),
            (TarEntryType.RegularFile, "usr/share/doc/libc6/copyright", "written by hand\n"),
            (TarEntryType.RegularFile, "usr/share/doc/libgcc-s1/copyright", Dep5));
        var files = AddLayer(blobs,
            (TarEntryType.RegularFile, "usr/lib/libown.so", "\u007fELF own"),
            (TarEntryType.RegularFile, "etc/motd", motd));
        var config = blobs.Add(
            OciJson.Write(json =>
            {
                json.WriteString("architecture", architecture.OciArchitecture);
                json.WriteString("os", "linux");
                json.WriteStartObject("config");
                json.WriteList("Env", ["PATH=/usr/bin"]);
                json.WriteEndObject();
                json.WriteStartObject("rootfs");
                json.WriteString("type", "layers");
                json.WriteList("diff_ids", [packages.DiffId.ToString(), files.DiffId.ToString()]);
                json.WriteEndObject();
            }), MediaTypes.Config);
        return blobs.Add(new ImageManifest(config, [packages.Blob, files.Blob], []).Write(), MediaTypes.Manifest)
            with { Platform = OciPlatform.Of(architecture) };
    }

    private const string Dep5 = """
        Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

        Files: *
        Copyright: somebody
        License: GPL-3+ with GCC-Runtime exception

        Files: debian/*
        Copyright: somebody
        License: Expat

        License: Expat
         The text.
        """;

    private Layer AddLayer(BlobFolder blobs, params (TarEntryType, string, string)[] entries)
    {
        RootTars.Write(_folder["layer.tar"], TarEntryFormat.Pax, entries);
        // The times of a tar written by .NET are the clock's, and its headers have the process number.
        return blobs.AddLayer(tar => Rewritten(_folder["layer.tar"], tar), "layer", 1);
    }

    private static void Rewritten(string path, Stream target)
    {
        using var root = Argosy.Images.Layers.RootArchive.Open(path, CancellationToken.None);
        Argosy.Images.Layers.LayerWriter.Write(root.Tree, 1700000000, target, CancellationToken.None);
    }

    private static string Stanza(LockedPackage package, Architecture architecture)
    {
        var text = new StringBuilder();
        text.Append($"Package: {package.Name}\nStatus: install ok installed\nMaintainer: Somebody <a@example.org>\n");
        text.Append($"Architecture: {architecture.DebianName}\n");
        if (package.Name == "libc6") text.Append("Source: glibc\nDepends: libgcc-s1\n");
        if (package.Name == "libgcc-s1") text.Append("Source: gcc-12 (12.2.0-14)\n");
        text.Append($"Version: {package.Version}\n");
        return text.ToString();
    }
}
