namespace Argosy.Runtime;

/// <summary>A locality's connection to the root, and the events received over it.</summary>
internal sealed class ControlMember : IMembership
{
    private readonly Wire _wire;
    private readonly ControlSender _sender;
    private readonly Protection _protection;
    private readonly ControlRoot? _root;
    private readonly ClusterTable _table;
    private readonly MembershipEvents _events = new();
    private readonly Barriers _barriers = new();
    private readonly Heartbeat _heartbeat;
    private readonly TaskCompletionSource<bool> _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _leaving;

    internal ControlMember(
        Wire wire, ControlSender sender, Heartbeat heartbeat, ClusterOptions options, Protection protection,
        ClusterTable table, ControlRoot? root)
    {
        _wire = wire;
        _sender = sender;
        _protection = protection;
        _table = table;
        _root = root;
        Self = options.Self;
        _heartbeat = heartbeat;
        new Thread(Receive) { IsBackground = true, Name = "argosy-control" }.Start();
    }

    public int Self { get; }

    public IReadOnlyList<byte[]> Addresses => _table.Addresses;

    public uint Generation => _table.Generation;

    public PeerSession SessionWith(int other) => _table.SessionBetween(_protection, Self, other);

    public void OnLost(Action<int, string> handler) => _events.OnLost(handler);

    public void OnLeft(Action<int> handler) => _events.OnLeft(handler);

    public async Task BarrierAsync(CancellationToken cancellationToken)
    {
        var (number, passed) = _barriers.Begin();
        _sender.Send(ControlMessage.Of(ControlKind.Barrier, number));
        await passed.UntilAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (_root is not null)
            await _root.WhenAlone.UntilAsync(cancellationToken).ConfigureAwait(false);
        _leaving = true;
        _sender.Send(ControlMessage.Of(ControlKind.Left, (uint)Self));
        await _received.Task.UntilAsync(cancellationToken)
            .ConfigureAwait(false); // the root ends the connection once all know
    }

    public void Dispose()
    {
        _leaving = true;
        _heartbeat.Dispose();
        _wire.Dispose();
        _root?.Dispose();
        _protection.Tls?.Dispose();
    }

    private void Receive()
    {
        try
        {
            ReceiveAll();
        }
        finally
        {
            _received.TrySetResult(true);
        }
    }

    private void ReceiveAll()
    {
        string reason;
        try
        {
            while (ControlMessage.Receive(_wire) is { } message)
            {
                _heartbeat.Heard();
                Take(message);
            }
            reason = "the root ended its connection";
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            reason = $"the connection to the root broke: {exception.Message}";
        }
        reason = _heartbeat.Failure ?? reason;
        _barriers.Fail(reason);
        if (_leaving)
            return;
        // Without the root there is no report of further losses: for this locality all others are lost with it.
        _events.Lose(0, reason);
        for (var other = 1; other < Addresses.Count; other++)
        {
            if (other != Self)
                _events.Lose(other, "the root is lost");
        }
    }

    private void Take(in ControlMessage message)
    {
        switch (message.Kind)
        {
            case ControlKind.Barrier:
                _barriers.Pass(message.Number);
                break;
            case ControlKind.Left:
                _events.Leave((int)message.Number);
                break;
            case ControlKind.Lost:
                _barriers.Fail($"locality {message.Number} is lost: {message.Text}");
                _events.Lose((int)message.Number, message.Text);
                break;
        }
    }
}
