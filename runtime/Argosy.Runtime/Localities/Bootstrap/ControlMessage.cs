using System.Buffers.Binary;
using System.Text;

namespace Argosy.Runtime;

internal enum ControlKind : byte
{
    /// <summary>To the root: count of localities, then a <see cref="MemberRegistration"/>.</summary>
    Register = 1,

    /// <summary>From the root: all have joined. Generation, 32 secret bytes, then every announcement,
    /// each after its length.</summary>
    Table = 2,

    /// <summary>From the root: refused, with the reason.</summary>
    Refused = 3,

    /// <summary>To the root: arrived at a barrier; from the root: all have arrived.
    /// The number is the barrier's.</summary>
    Barrier = 4,

    /// <summary>To the root: this locality leaves; from the root: that one left.
    /// The number is the locality's.</summary>
    Left = 5,

    /// <summary>From the root: that one is lost, with the reason.</summary>
    Lost = 6,

    /// <summary>In both directions: heartbeat. From the root, until all have joined: who is missing.</summary>
    Alive = 7,
}

/// <summary>
/// A message between the root and a locality: u8 kind, u32 number, u32 length, body. Little-endian. Messages of one
/// connection stay in order.
/// </summary>
internal readonly record struct ControlMessage(ControlKind Kind, uint Number, byte[] Body)
{
    private const int HeadLength = 9;
    private const int MaximumBody = 64 * 1024 * 1024;

    // A locality's messages are short; only the root's table grows with the cluster.
    internal const int MaximumFromMember = 4096;

    internal string Text => Encoding.UTF8.GetString(Body);

    internal static ControlMessage Of(ControlKind kind, uint number = 0, string text = "") =>
        new(kind, number, Encoding.UTF8.GetBytes(text));

    internal byte[] Encode()
    {
        var bytes = new byte[HeadLength + Body.Length];
        bytes[0] = (byte)Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(1), Number);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), Body.Length);
        Body.CopyTo(bytes, HeadLength);
        return bytes;
    }

    /// <summary>The same on the calling thread alone, over a blocking wire.</summary>
    /// <inheritdoc cref="ReceiveAsync"/>
    internal static ControlMessage? Receive(Wire wire, int limit = MaximumBody) =>
        ReceiveAsync(wire, limit).AsTask().GetAwaiter().GetResult();

    /// <returns>Null at the end of the connection.</returns>
    /// <exception cref="ClusterException">ARG0893: it isn't a message.</exception>
    internal static async ValueTask<ControlMessage?> ReceiveAsync(Wire wire, int limit = MaximumBody)
    {
        var head = new byte[HeadLength];
        if (await wire.ReceiveAsync(head.AsMemory(0, 1)).ConfigureAwait(false) == 0)
            return null;
        await wire.ReceiveAllAsync(head.AsMemory(1)).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(5));
        if (head[0] is < (byte)ControlKind.Register or > (byte)ControlKind.Alive || length < 0 || length > limit)
            throw ClusterException.Stranger(wire.Peer, $"it sent a message of kind {head[0]} with {length} bytes");
        var body = new byte[length];
        await wire.ReceiveAllAsync(body).ConfigureAwait(false);
        return new((ControlKind)head[0], BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(1)), body);
    }
}
