namespace Argosy.Runtime;

/// <summary>
/// Sends messages in sequence, on the calling thread, whichever it is; the receiver detects a broken connection. The
/// messages are so short that the kernel takes them at once, unless the other side has long stopped to read.
/// </summary>
/// <param name="wire">A blocking one.</param>
internal sealed class ControlSender(Wire wire)
{
    private readonly object _gate = new();

    internal void Send(in ControlMessage message)
    {
        var bytes = message.Encode();
        lock (_gate)
            SendBytes(bytes);
    }

    /// <summary>Sends a heartbeat, unless it would have to wait.</summary>
    internal void TrySend(in ControlMessage message)
    {
        if (!Monitor.TryEnter(_gate))
            return; // another message shows as well that this side lives
        try
        {
            if (wire.CanSend)
                SendBytes(message.Encode());
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            // As below.
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    private void SendBytes(byte[] bytes)
    {
        try
        {
            wire.SendAsync(bytes).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            wire.Dispose(); // half a message may have left; the receiver detects the end, and reports it
        }
    }
}
