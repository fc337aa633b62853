using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>
/// The centre of the star: collects the localities, sends all of them the table, then forwards barrier arrivals,
/// departures and losses. Runs in locality 0, which connects to it like all others.
/// </summary>
internal sealed partial class ControlRoot : IDisposable
{
    private const int LeastStrangers = 64;
    private static readonly TimeSpan s_namingInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_sendLimit = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Socket _listener;
    private readonly ClusterOptions _options;
    private readonly Protection _protection;
    private readonly Member?[] _members;
    private readonly Dictionary<uint, HashSet<int>> _arrivals = [];
    private readonly Strangers _strangers;
    private readonly IDisposable _naming;
    private readonly TaskCompletionSource<bool> _alone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClusterTable? _table;
    private volatile bool _closed;

    private ControlRoot(Socket listener, ClusterOptions options, Protection protection)
    {
        _listener = listener;
        _options = options;
        _protection = protection;
        _members = new Member?[options.Count];
        _strangers = new Strangers(Math.Max(LeastStrangers, options.Count)); // all may come at once
        _naming = Clock.Shared.Every(s_namingInterval, NameMissing);
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
        new Thread(root.Accept) { IsBackground = true, Name = "argosy-root" }.Start();
        return root;
    }

    public void Dispose()
    {
        _closed = true;
        _naming.Dispose();
        NameMissing(); // those that wait for the same learn why it ends
        _listener.Dispose();
        lock (_gate)
        {
            foreach (var member in _members)
                member?.Wire.Dispose();
        }
    }

    private void Accept()
    {
        while (!_closed)
        {
            try
            {
                var socket = _listener.Accept();
                _strangers.Add(socket);
                new Thread(() => Serve(socket)) { IsBackground = true, Name = "argosy-root" }.Start();
            }
            catch (Exception exception) when (Wire.IsEnd(exception) || exception is OutOfMemoryException)
            {
                if (!_closed)
                    Thread.Sleep(10); // out of file descriptors or threads, most likely
            }
        }
    }

    private void Serve(Socket socket)
    {
        try
        {
            Wire wire;
            Introduction introduction;
            socket.SendTimeout = (int)s_sendLimit.TotalMilliseconds;
            try
            {
                (wire, introduction) = Connection.Accept(
                    socket, 0, _protection, Handshake.s_limit, spins: false, _strangers, Admit);
            }
            finally
            {
                _strangers.Remove(socket);
            }
            using (wire)
                Serve(wire, introduction.From);
        }
        catch (Exception) // a stranger, whatever it sent, or a member whose end Serve has already reported
        {
            socket.Dispose();
        }
    }

    private void Serve(Wire wire, int number)
    {
        var sender = new ControlSender(wire);
        ControlMessage? first;
        using (new Deadline(wire, Handshake.s_limit))
            first = ControlMessage.Receive(wire, MemberRegistration.MaximumLength);
        using var heartbeat = new Heartbeat(wire, sender, _options.Heartbeat);
        var registration = MemberRegistration.TryDecode(first?.Body);
        var member = new Member(number, wire, sender, registration?.Announcement);
        if (Register(member, first, registration) is { } refusal)
        {
            sender.Send(ControlMessage.Of(ControlKind.Refused, 0, refusal));
            return;
        }
        string reason;
        try
        {
            while (ControlMessage.Receive(wire, ControlMessage.MaximumFromMember) is { } message)
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
