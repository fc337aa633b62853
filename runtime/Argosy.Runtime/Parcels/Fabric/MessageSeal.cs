using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Argosy.Runtime;

/// <summary>
/// Authenticates the messages between this locality and one peer, where a key or certificates are set: a stranger can
/// reach a connectionless endpoint, and may have seen a session number. Each message ends with its number in its
/// direction and a tag over everything before:
/// <code>
///  ┌─────────┬────────────┬───────────────────────────────────────────────────┐
///  │ message │ number u64 │ first 16 bytes of HMAC-SHA256(key, message number) │
///  └─────────┴────────────┴───────────────────────────────────────────────────┘
/// </code>
/// A number is accepted once: a replayed message is dropped. Messages are sealed and handed to the provider under one
/// lock, in order; the window is for providers that reorder.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A sender may still use it when its peer is gone.")]
internal sealed class MessageSeal(SessionKeys keys)
{
    /// <summary>Bytes at a message's end.</summary>
    internal const int Length = NumberLength + TagLength;

    private const int NumberLength = 8;
    private const int TagLength = 16;
    private const int HashLength = 32;
    private const int WindowLength = 4096;

    private readonly HMACSHA256 _outgoing = new(keys.Outgoing);
    private readonly HMACSHA256 _incoming = new(keys.Incoming);
    private readonly ulong[] _seen = new ulong[WindowLength / 64];
    private ulong _sent;
    private ulong _highest;

    /// <summary>Held by a sender until the provider, or the peer's queue, has the message.</summary>
    internal object Gate { get; } = new();

    /// <summary>Writes number and tag behind the message; the caller holds the gate.</summary>
    internal unsafe void Seal(byte* message, int length)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(new Span<byte>(message + length, NumberLength), ++_sent);
        Span<byte> hash = stackalloc byte[HashLength];
        Hash(_outgoing, new ReadOnlySpan<byte>(message, length + NumberLength), hash);
        hash.Slice(0, TagLength).CopyTo(new Span<byte>(message + length + NumberLength, TagLength));
    }

    /// <summary>Removes number and tag; on the progress thread.</summary>
    /// <returns>False if the tag is another's, or the number was accepted before: drop the message.</returns>
    internal bool TryOpen(ref ReadOnlySpan<byte> message)
    {
        var length = message.Length - Length;
        if (length < 0)
            return false;
        Span<byte> hash = stackalloc byte[HashLength];
        Hash(_incoming, message.Slice(0, length + NumberLength), hash);
        if (!Randomness.AreEqual(hash.Slice(0, TagLength), message.Slice(length + NumberLength))
            || !IsNew(BinaryPrimitives.ReadUInt64LittleEndian(message.Slice(length))))
            return false;
        message = message.Slice(0, length);
        return true;
    }

    private bool IsNew(ulong number)
    {
        if (number > _highest)
        {
            Forget(number);
            _highest = number;
        }
        else if (_highest - number >= WindowLength || (_seen[Word(number)] & Bit(number)) != 0)
        {
            return false;
        }
        _seen[Word(number)] |= Bit(number);
        return true;
    }

    // The places of numbers that leave the window.
    private void Forget(ulong number)
    {
        if (number - _highest >= WindowLength)
        {
            Array.Clear(_seen, 0, _seen.Length);
            return;
        }
        for (var passed = _highest + 1; passed <= number; passed++)
            _seen[Word(passed)] &= ~Bit(passed);
    }

    private static int Word(ulong number) => (int)(number % WindowLength / 64);

    private static ulong Bit(ulong number) => 1UL << (int)(number % 64);

    private static void Hash(HMACSHA256 hmac, ReadOnlySpan<byte> data, Span<byte> target)
    {
#if NET
        _ = hmac.TryComputeHash(data, target, out _);
#else
        hmac.ComputeHash(data.ToArray()).CopyTo(target);
#endif
    }
}
