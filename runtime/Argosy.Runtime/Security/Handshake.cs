using System.Text;

namespace Argosy.Runtime;

/// <summary>
/// How two localities authenticate a connection. Each proves that it has the key, over both introductions and its own
/// role: a proof can't be replayed, since the other's random bytes are in it, nor reflected, since roles differ.
/// <code>
///  who connects                                   who accepts
///  introduction                          →
///                                        ←        verdict; introduction; HMAC(key, "accepts" introductions)
///  HMAC(key, "connects" introductions)   →
///                                        ←        verdict
///  verdict: 0, or 1, length u16 and a reason in UTF-8, after which the connection ends
/// </code>
/// </summary>
internal static class Handshake
{
    internal static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    private const int ProofLength = 32;
    private const int MaximumReason = 512;

    /// <summary>Introduces this side to the one that it connected to.</summary>
    /// <exception cref="ClusterException">The other side isn't trusted, or refused.</exception>
    /// <exception cref="IOException">The connection ended.</exception>
    internal static async ValueTask ConnectAsync(Wire wire, Introduction own, SharedKey key, TimeSpan limit)
    {
        using var deadline = new Deadline(wire, limit);
        try
        {
            var transcript = new byte[2 * Introduction.Length];
            own.Encode(!key.IsNone).CopyTo(transcript, 0);
            await wire.SendAsync(transcript.AsMemory(0, Introduction.Length)).ConfigureAwait(false);
            await ReceiveVerdictAsync(wire).ConfigureAwait(false);
            await wire.ReceiveAllAsync(transcript.AsMemory(Introduction.Length)).ConfigureAwait(false);
            var other = Introduction.TryDecode(transcript.AsSpan(Introduction.Length), !key.IsNone, out var fault);
            if (fault is null && (other!.Purpose != own.Purpose || other.From != own.To || other.To != own.From))
                fault = $"it is locality {other.From}, and {own.To} was called";
            if (fault is not null)
                throw ClusterException.Stranger(wire.Peer, fault);
            var proof = new byte[ProofLength];
            await wire.ReceiveAllAsync(proof).ConfigureAwait(false);
            if (!Randomness.AreEqual(proof, Prove(key, "accepts", transcript)))
                throw ClusterException.Untrusted(wire.Peer, "it has another key");
            await wire.SendAsync(Prove(key, "connects", transcript)).ConfigureAwait(false);
            await ReceiveVerdictAsync(wire).ConfigureAwait(false);
        }
        catch (Exception exception) when (deadline.HasPassed && Wire.IsEnd(exception))
        {
            throw ClusterException.Slow(wire.Peer, limit);
        }
    }

    /// <summary>Authenticates the connecting side. A refusal is sent to the other side
    /// before it is thrown here.</summary>
    /// <param name="wire">The caller owns it.</param>
    /// <param name="self">This locality.</param>
    /// <param name="key">Its key.</param>
    /// <param name="limit">For the whole handshake.</param>
    /// <param name="introduced">Called once its introduction is understood.</param>
    /// <param name="admit">Called once the other side is trusted: null, or the reason for a refusal.</param>
    /// <exception cref="ClusterException">The other side isn't trusted, or was refused.</exception>
    /// <exception cref="IOException">The connection ended.</exception>
    internal static async ValueTask<Introduction> AcceptAsync(
        Wire wire, int self, SharedKey key, TimeSpan limit, Action introduced,
        Func<Introduction, ValueTask<string?>> admit)
    {
        using var deadline = new Deadline(wire, limit);
        try
        {
            var transcript = new byte[2 * Introduction.Length];
            await wire.ReceiveAllAsync(transcript.AsMemory(0, Introduction.Length)).ConfigureAwait(false);
            var other = Introduction.TryDecode(transcript.AsSpan(0, Introduction.Length), !key.IsNone, out var fault);
            if (fault is null && other!.To != self)
                fault = $"it calls locality {other.To}, and this is {self}";
            if (fault is not null)
                await RefuseAsync(wire, fault).ConfigureAwait(false);
            introduced();
            (other! with { From = self, To = other.From, Session = 0 }).Encode(!key.IsNone)
                .CopyTo(transcript, Introduction.Length);
            var answer = new byte[1 + Introduction.Length + ProofLength];
            transcript.AsSpan(Introduction.Length).CopyTo(answer.AsSpan(1));
            Prove(key, "accepts", transcript).CopyTo(answer, 1 + Introduction.Length);
            await wire.SendAsync(answer).ConfigureAwait(false);
            var proof = new byte[ProofLength];
            await wire.ReceiveAllAsync(proof).ConfigureAwait(false);
            if (!Randomness.AreEqual(proof, Prove(key, "connects", transcript)))
                await RefuseAsync(wire, "another key is asked for here").ConfigureAwait(false);
            if (await admit(other!).ConfigureAwait(false) is { } refusal)
                await RefuseAsync(wire, refusal).ConfigureAwait(false);
            await wire.SendAsync(new byte[1]).ConfigureAwait(false);
            return other!;
        }
        catch (Exception exception) when (deadline.HasPassed && Wire.IsEnd(exception))
        {
            throw ClusterException.Slow(wire.Peer, limit);
        }
    }

    /// <summary>A reason on the wire: 1, its length, its text.</summary>
    internal static byte[] EncodeReason(string reason)
    {
        var text = Encoding.UTF8.GetBytes(reason);
        var length = Math.Min(text.Length, MaximumReason);
        var bytes = new byte[3 + length];
        bytes[0] = 1;
        bytes[1] = (byte)length;
        bytes[2] = (byte)(length >> 8);
        Buffer.BlockCopy(text, 0, bytes, 3, length);
        return bytes;
    }

    /// <summary>The rest of a reason, after its 1. Control characters are removed, since it will be printed.</summary>
    internal static async ValueTask<string> ReceiveReasonAsync(Wire wire)
    {
        var length = new byte[2];
        await wire.ReceiveAllAsync(length).ConfigureAwait(false);
        var text = new byte[Math.Min(length[0] | (length[1] << 8), MaximumReason)];
        await wire.ReceiveAllAsync(text).ConfigureAwait(false);
        return new string([.. Encoding.UTF8.GetString(text).Where(c => !char.IsControl(c))]);
    }

    private static async ValueTask ReceiveVerdictAsync(Wire wire)
    {
        var verdict = new byte[1];
        await wire.ReceiveAllAsync(verdict).ConfigureAwait(false);
        if (verdict[0] == 1)
            throw ClusterException.Untrusted(
                wire.Peer, $"it refused: {await ReceiveReasonAsync(wire).ConfigureAwait(false)}");
        if (verdict[0] != 0)
            throw ClusterException.Stranger(wire.Peer, "it doesn't speak this protocol");
    }

    private static async ValueTask RefuseAsync(Wire wire, string reason)
    {
        await wire.SendAsync(EncodeReason(reason)).ConfigureAwait(false);
        wire.EndSending();
        throw ClusterException.Untrusted(wire.Peer, $"it was refused: {reason}");
    }

    private static byte[] Prove(SharedKey key, string role, byte[] transcript) =>
        key.Sign([.. Encoding.ASCII.GetBytes(role), .. transcript]);
}
