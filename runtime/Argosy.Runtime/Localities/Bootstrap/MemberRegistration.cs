using System.Buffers.Binary;

namespace Argosy.Runtime;

/// <summary>The body of a locality's first message to the root: its port's address after two bytes of length, then its
/// types' shapes.</summary>
internal sealed record MemberRegistration(byte[] Address, byte[] Shapes)
{
    /// <summary>Enough for a hundred thousand types and actions.</summary>
    internal const int MaximumLength = 2 * 1024 * 1024;

    internal static MemberRegistration Make(byte[] address) => new(address, TypeShapes.Encode());

    internal byte[] Encode()
    {
        var body = new byte[2 + Address.Length + Shapes.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)Address.Length);
        Address.CopyTo(body, 2);
        Shapes.CopyTo(body, 2 + Address.Length);
        return body;
    }

    /// <returns>Null if it is malformed.</returns>
    internal static MemberRegistration? TryDecode(byte[] body)
    {
        if (body.Length < 2)
            return null;
        var end = 2 + BinaryPrimitives.ReadUInt16LittleEndian(body);
        return end <= body.Length
            ? new(body.AsSpan(2, end - 2).ToArray(), body.AsSpan(end).ToArray())
            : null;
    }
}
