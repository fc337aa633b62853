using System.Buffers.Binary;

namespace Argosy.Runtime;

/// <summary>The body of a locality's first message to the root: its announcement after two bytes of length, then its
/// types' shapes.</summary>
internal sealed record MemberRegistration(Announcement Announcement, byte[] Shapes)
{
    /// <summary>Enough for a hundred thousand types and actions.</summary>
    internal const int MaximumLength = 2 * 1024 * 1024;

    internal static MemberRegistration Make(Announcement announcement) => new(announcement, TypeShapes.Encode());

    internal byte[] Encode()
    {
        var announced = Announcement.Encode();
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)announced.Length);
        return [.. length, .. announced, .. Shapes];
    }

    /// <returns>Null if it is malformed.</returns>
    internal static MemberRegistration? TryDecode(ReadOnlySpan<byte> body)
    {
        if (body.Length < 2)
            return null;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(body);
        var rest = body.Slice(2);
        return length <= rest.Length && Announcement.TryDecode(rest.Slice(0, length)) is { } announcement
            ? new(announcement, rest.Slice(length).ToArray())
            : null;
    }
}
