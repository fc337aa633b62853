namespace Argosy.Runtime;

/// <summary>
/// A counted reference to an object of some locality. It can be an argument or a result; the object lives until the
/// last reference in the cluster is disposed of.
/// </summary>
/// <remarks>
/// Generated code adds one method for each instance action of <typeparamref name="T"/>. Counting needs no message when
/// a reference is sent: it has credit, gives part of it away, and returns the rest to the object's home.
/// </remarks>
public sealed class Remote<T> : IDisposable
    where T : class
{
    private readonly object _gate = new();
    private long _credit;
    private bool _asking;

    internal Remote(Cluster cluster, GlobalId id, long credit)
    {
        Cluster = cluster;
        Id = id;
        _credit = credit;
        AskForMore(credit);
    }

    /// <summary>If the last holder doesn't dispose of it, the garbage collector returns its credit late.</summary>
    ~Remote() => GiveBack();

    /// <summary>Its cluster.</summary>
    public Cluster Cluster { get; }

    /// <summary>The object's id.</summary>
    public GlobalId Id { get; }

    /// <summary>Calls an instance action on the object's current locality. Generated methods use it.</summary>
    /// <param name="action">Its arguments begin with <see cref="Id"/>.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="options">The call's options.</param>
    /// <param name="cancellationToken">Asks the action to stop.</param>
    /// <exception cref="RemoteActionException">The action failed there, or there is no such object.</exception>
    public ValueTask<TResult> CallAsync<TArguments, TResult>(
        ActionDescriptor<TArguments, TResult> action, in TArguments arguments, CallOptions options = default,
        CancellationToken cancellationToken = default) =>
        Cluster.CallObjectAsync(this, action, arguments, options, cancellationToken);

    /// <summary>The object's current locality.</summary>
    public async ValueTask<Locality> LocateAsync(CancellationToken cancellationToken = default) =>
        Cluster[await Cluster.Objects.LocateAsync(Id, cancellationToken).ConfigureAwait(false)];

    /// <summary>
    /// Moves the object. Waits for its running actions; calls that arrive meanwhile are forwarded to its new locality.
    /// The type must have a registered serializer, such as that of [Archivable].
    /// </summary>
    /// <exception cref="ArchiveException">ARG0823: the type has no serializer.</exception>
    /// <exception cref="InvalidOperationException">ARG0849: an action of the object itself asks for the move, which
    /// would wait for the action's end.</exception>
    public async ValueTask MoveAsync(Locality target, CancellationToken cancellationToken = default)
    {
        _ = target ?? throw new ArgumentNullException(nameof(target));
        if (!ObjectMoves.CanMove<T>())
            throw ArchiveException.NoSerializer(typeof(T));
        if (HeldObjects.Contain(Id))
            throw new InvalidOperationException(
                $"ARG0849 object {Id} can't be moved by an action of its own, which must end first. "
                + "Return from the action, and let its caller move the object.");
        await Cluster.CallObjectAsync(
            this, ObjectMoves.MoveOf<T>(), new ObjectMessage(Id, target.Id), default, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Another reference to the same object, which must be disposed of separately.</summary>
    public Remote<T> Share() => new(Cluster, Id, Split());

    /// <inheritdoc/>
    public void Dispose()
    {
        GiveBack();
        GC.SuppressFinalize(this);
    }

    /// <summary>Splits off part of the credit: the square root, so that a reference can be sent often,
    /// and forwarded.</summary>
    internal long Split()
    {
        lock (_gate)
        {
            if (_credit <= 0)
                throw Disposed();
            if (_credit == 1)
                throw new InvalidOperationException(
                    $"ARG0836 the reference to {Id} was sent on so often that it can't be divided before "
                    + "its home has answered. Send it again later.");
            var bits = 0;
            while (_credit >> (bits + 1) > 0)
                bits++;
            var part = 1L << (bits / 2);
            _credit -= part;
            AskForMore(_credit);
            return part;
        }
    }

    private static ObjectDisposedException Disposed() => new(nameof(Remote<T>));

    private void AskForMore(long left)
    {
        if (left >= HomeRecord.LowCredit || _asking || left == 0)
            return;
        _asking = true;
        _ = AskAsync();
    }

    private async Task AskAsync()
    {
        try
        {
            await Cluster.Objects.AddCreditAsync(Id, HomeRecord.MoreCredit).ConfigureAwait(false);
        }
        catch (Exception)
        {
            return; // the home is lost, and with it what credit is for
        }
        bool late;
        lock (_gate)
        {
            late = _credit <= 0;
            _credit += late ? 0 : HomeRecord.MoreCredit;
            _asking = false;
        }
        if (late)
            Cluster.Objects.ReturnCredit(Id, HomeRecord.MoreCredit);
    }

    private void GiveBack()
    {
        long rest;
        lock (_gate)
        {
            rest = _credit;
            _credit = 0;
        }
        if (rest > 0)
            Cluster.Objects.ReturnCredit(Id, rest);
    }
}
