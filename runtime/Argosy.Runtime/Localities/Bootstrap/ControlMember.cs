namespace Argosy.Runtime;

/// <summary>A locality's connection to the root, and the events received over it.</summary>
internal sealed class ControlMember : IMembership
{
    private readonly Wire wire;
    private readonly ControlSender sender;
    private readonly Protection protection;
    private readonly ControlRoot? root;
    private readonly ClusterTable table;
    private readonly MembershipEvents events = new();
    private readonly Barriers barriers = new();
    private readonly Heartbeat heartbeat;
    private readonly Task receiving;
    private volatile bool leaving;

    internal ControlMember(Wire wire, ControlSender sender, ClusterOptions options, Protection protection, ClusterTable table, ControlRoot? root)
    {
        this.wire = wire;
        this.sender = sender;
        this.protection = protection;
        this.table = table;
        this.root = root;
        Self = options.Self;
        heartbeat = new(wire, sender, options.Heartbeat);
        receiving = ReceiveAsync();
    }

    public int Self { get; }

    public IReadOnlyList<byte[]> Addresses => table.Addresses;

    public uint Generation => table.Generation;

    public PeerSession SessionWith(int other) =>
        new(table.Session(protection.Key, Self, other), table.Session(protection.Key, other, Self));

    public void OnLost(Action<int, string> handler) => events.OnLost(handler);

    public void OnLeft(Action<int> handler) => events.OnLeft(handler);

    public async Task BarrierAsync(CancellationToken cancellationToken)
    {
        var (number, passed) = barriers.Begin();
        await sender.SendAsync(ControlMessage.Of(ControlKind.Barrier, number)).ConfigureAwait(false);
        await passed.UntilAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (root is not null)
            await root.WhenAlone.UntilAsync(cancellationToken).ConfigureAwait(false);
        leaving = true;
        await sender.SendAsync(ControlMessage.Of(ControlKind.Left, (uint)Self)).ConfigureAwait(false);
        await receiving.UntilAsync(cancellationToken).ConfigureAwait(false); // the root ends the connection once all know
    }

    public void Dispose()
    {
        leaving = true;
        heartbeat.Dispose();
        wire.Dispose();
        root?.Dispose();
        protection.Tls?.Dispose();
    }

    private async Task ReceiveAsync()
    {
        string reason;
        try
        {
            while (await ControlMessage.ReceiveAsync(wire).ConfigureAwait(false) is { } message)
            {
                heartbeat.Heard();
                Take(message);
            }
            reason = "the root ended its connection";
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            reason = $"the connection to the root broke: {exception.Message}";
        }
        reason = heartbeat.Failure ?? reason;
        barriers.Fail(reason);
        if (leaving)
            return;
        // Without the root there is no report of further losses: for this locality all others are lost with it.
        events.Lose(0, reason);
        for (var other = 1; other < Addresses.Count; other++)
        {
            if (other != Self)
                events.Lose(other, "the root is lost");
        }
    }

    private void Take(in ControlMessage message)
    {
        switch (message.Kind)
        {
            case ControlKind.Barrier:
                barriers.Pass(message.Number);
                break;
            case ControlKind.Left:
                events.Leave((int)message.Number);
                break;
            case ControlKind.Lost:
                barriers.Fail($"locality {message.Number} is lost: {message.Text}");
                events.Lose((int)message.Number, message.Text);
                break;
        }
    }
}
