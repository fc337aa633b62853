using Argosy.Toolchains.Debian;

namespace Argosy.Images.Layers;

/// <summary>A file in a Debian package, which is read only when its bytes are needed.</summary>
/// <param name="root">Opens the package.</param>
/// <param name="package">The package's place in <see cref="PackagedRoot.Packages"/>.</param>
/// <param name="ordinal">The file's position in the package's archive.</param>
/// <param name="length">Its bytes.</param>
internal sealed class PackagedContent(PackagedRoot root, int package, int ordinal, long length) : FileContent(length)
{
    public PackagedRoot Root => root;

    public int Package => package;

    public int Ordinal => ordinal;

    public override void CopyTo(Stream target, byte[] buffer) =>
        Read(content => Copy(content, target, buffer, root.Packages[package].ToString()));

    public override byte[] Head(int count)
    {
        byte[] head = [];
        Read(content => head = Head(content, count));
        return head;
    }

    private void Read(Action<Stream> read) => root.ReadAsync(package, (at, content) =>
    {
        if (at == ordinal) read(content);
    }, CancellationToken.None).GetAwaiter().GetResult();
}
