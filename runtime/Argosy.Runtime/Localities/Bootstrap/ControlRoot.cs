using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>
/// The centre of the star: collects the localities, sends all of them the table, then forwards barrier arrivals,
/// departures and losses. Runs in locality 0, which connects to it like all others.
/// </summary>
internal sealed partial class ControlRoot : IDisposable
{
    private readonly object _gate = new();
    private readonly Socket _listener;
    private readonly ClusterOptions _options;
    private readonly Protection _protection;
    private readonly Member?[] _members;
    private readonly Dictionary<uint, HashSet<int>> _arrivals = [];
    private readonly TaskCompletionSource<bool> _alone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StrangerPlaces _strangers =
        new(StrangerPlaces.DefaultMost, StrangerPlaces.DefaultMostOfAddress);

    private ClusterTable? _table;
    private volatile bool _closed;

    private ControlRoot(Socket listener, ClusterOptions options, Protection protection)
    {
        _listener = listener;
        _options = options;
        _protection = protection;
        _members = new Member?[options.Count];
    }

    /// <summary>The localities that never registered, for messages. Those that registered and gave up aren't
    /// included.</summary>
    internal string Missing
    {
        get
        {
            lock (_gate)
                return string.Join(", ", Enumerable.Range(0, _members.Length).Where(i => !_seen.Contains(i)));
        }
    }

    /// <summary>Completes when all except locality 0 have left or are lost.</summary>
    internal Task WhenAlone => _alone.Task;

    /// <exception cref="ClusterException">ARG0844: the address is in use.</exception>
    internal static ControlRoot Start(IPEndPoint place, ClusterOptions options, Protection protection)
    {
        var listener = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(place);
            listener.Listen(512);
        }
        catch (SocketException exception)
        {
            listener.Dispose();
            throw ClusterException.Listen(place.ToString(), exception);
        }
        var root = new ControlRoot(listener, options, protection);
        _ = root.AcceptAsync();
        return root;
    }

    public void Dispose()
    {
        _closed = true;
        _listener.Dispose();
        lock (_gate)
        {
            foreach (var member in _members)
                member?.Wire.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (!_closed)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptAsync().ConfigureAwait(false));
            }
            catch (Exception exception) when (Wire.IsEnd(exception))
            {
                if (!_closed)
                    await Task.Delay(10).ConfigureAwait(false); // out of file descriptors, most likely
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            var (wire, introduction) = await Connection.AcceptAsync(
                socket, 0, _protection, Handshake.s_limit, blocking: false, _strangers.Take(socket), Admit)
                .ConfigureAwait(false);
            using (wire)
                await ServeAsync(wire, introduction.From).ConfigureAwait(false);
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            // A stranger, or a member whose end ServeAsync has already reported.
        }
    }

    private async Task ServeAsync(Wire wire, int number)
    {
        var sender = new ControlSender(wire);
        ControlMessage? first;
        using (new Deadline(wire, Handshake.s_limit))
            first = await ControlMessage.ReceiveAsync(wire, ControlMessage.MaximumFromMember).ConfigureAwait(false);
        using var heartbeat = new Heartbeat(wire, sender, _options.Heartbeat);
        var member = new Member(number, wire, sender, Announcement.TryDecode(first?.Body));
        if (Register(member, first) is { } refusal)
        {
            await sender.SendAsync(ControlMessage.Of(ControlKind.Refused, 0, refusal)).ConfigureAwait(false);
            return;
        }
        string reason;
        try
        {
            while (await ControlMessage.ReceiveAsync(wire, ControlMessage.MaximumFromMember)
                .ConfigureAwait(false) is { } message)
            {
                heartbeat.Heard();
                if (message.Kind == ControlKind.Barrier)
                    Arrive(member, message.Number);
                if (message.Kind != ControlKind.Left)
                    continue;
                Remove(member, null);
                return;
            }
            reason = "its process ended";
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            reason = $"its connection broke: {exception.Message}";
        }
        Remove(member, heartbeat.Failure ?? reason);
    }

    private static ValueTask<string?> Admit(Introduction introduction) =>
        new(introduction.Purpose == Purpose.Control ? null : "this is the root, and takes no parcels");

    private sealed record Member(int Number, Wire Wire, ControlSender Sender, Announcement? Announcement);
}
