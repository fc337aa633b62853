using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels.Unpacking;
using Argosy.Processes;

namespace Argosy.Packages.Wheels;

/// <summary>Reads an upstream source archive: a zip, or a tar in any usual compression, without its single top
/// folder. See <see cref="SdistTree"/> for what it may write.</summary>
/// <param name="archive">The file.</param>
/// <param name="limits">What it may unpack to; null for those of builds.</param>
internal sealed class SdistSource(string archive, SdistLimits? limits = null)
{
    private static readonly byte[] s_zip = [0x50, 0x4b, 0x03, 0x04];

    // Magic numbers, and the program that unpacks such a file; any other file is read as a plain tar.
    private static readonly (byte[] Magic, string Program)[] s_compressions =
    [
        ([0x1f, 0x8b], "gzip"),
        ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz"),
        ([0x42, 0x5a, 0x68], "bzip2"),
        ([0x28, 0xb5, 0x2f, 0xfd], "zstd"),
    ];

    private readonly SdistFault _fault = new(Path.GetFileName(archive));

    /// <summary>Unpacks it into an existing folder. Errors ARG0540 for an entry that can't be in the folder, ARG0541
    /// for an archive that can't be read, ARG0554 for one that is too large.</summary>
    public Task UnpackAsync(string folder, CancellationToken cancellation) => ReadAsync((stream, isZip) =>
    {
        using var tree = new SdistTree(folder, limits ?? SdistLimits.Default, _fault);
        if (isZip) ZipSdist.Unpack(stream, tree, _fault, cancellation);
        else TarSdist.Unpack(stream, tree, _fault, cancellation);
    }, cancellation);

    /// <summary>What it says that its project needs (<see cref="SdistRequirements"/>), without unpacking it. Error
    /// ARG0541 for an archive that can't be read.</summary>
    public async Task<IReadOnlyList<string>> FindRequirementsAsync(CancellationToken cancellation)
    {
        var requirements = new SdistRequirements();
        await ReadAsync((stream, isZip) =>
        {
            if (isZip) requirements.ReadZip(stream, _fault);
            else requirements.ReadTar(stream, _fault, cancellation);
        }, cancellation);
        return requirements.Found;
    }

    private Task ReadAsync(Action<Stream, bool> read, CancellationToken cancellation)
    {
        var head = Head();
        return s_compressions.FirstOrDefault(c => head.AsSpan().StartsWith(c.Magic)).Program is { } program
            ? CommandRunner.ReadBytesAsync(new Command(program, "-d", "-c", archive),
                stream => read(stream, false), cancellation)
            : Task.Run(() =>
            {
                using var file = RegularFile.OpenRead(archive);
                using var buffered = new BufferedStream(file, 1 << 17);
                read(buffered, head.AsSpan().StartsWith(s_zip));
            }, cancellation);
    }

    private byte[] Head()
    {
        using var file = RegularFile.OpenRead(archive);
        var head = new byte[8];
        return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
