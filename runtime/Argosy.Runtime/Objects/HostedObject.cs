namespace Argosy.Runtime;

/// <summary>An object on this locality, and its running actions.</summary>
internal sealed class HostedObject(object value)
{
    private readonly object _gate = new();
    private int _holds;
    private bool _leaving;
    private TaskCompletionSource<Unit>? _idle;

    internal object Value => value;

    internal bool TryHold()
    {
        lock (_gate)
        {
            if (_leaving)
                return false;
            _holds++;
            return true;
        }
    }

    internal void Release()
    {
        TaskCompletionSource<Unit>? waiting = null;
        lock (_gate)
        {
            if (--_holds == 0)
                waiting = _idle;
        }
        waiting?.TrySetResult(default);
    }

    /// <summary>No further action begins; completes when the last has ended.</summary>
    internal Task BeginLeaving()
    {
        lock (_gate)
        {
            _leaving = true;
            _idle ??= new TaskCompletionSource<Unit>(
                TaskCreationOptions.RunContinuationsAsynchronously); // two may wait: a move and the end
            if (_holds == 0)
                _idle.TrySetResult(default);
            return _idle.Task;
        }
    }

    internal void Stay()
    {
        lock (_gate)
            (_leaving, _idle) = (false, null);
    }
}

/// <summary>Keeps an object of this locality from moving away while an action of it runs.</summary>
public readonly struct ObjectHold<T> : IDisposable, IEquatable<ObjectHold<T>>
    where T : class
{
    private readonly HostedObject? _hosted;
    private readonly HeldObjects? _held;

    internal ObjectHold(HostedObject hosted, T value, GlobalId id)
    {
        _hosted = hosted;
        _held = HeldObjects.Enter(id);
        Value = value;
    }

    /// <summary>The object.</summary>
    public T Value { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _held?.Leave();
        _hosted?.Release();
    }

    /// <inheritdoc/>
    public bool Equals(ObjectHold<T> other) => _hosted == other._hosted;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ObjectHold<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hosted?.GetHashCode() ?? 0;

    /// <summary>Whether both hold one object.</summary>
    public static bool operator ==(ObjectHold<T> left, ObjectHold<T> right) => left.Equals(right);

    /// <summary>Whether they hold two.</summary>
    public static bool operator !=(ObjectHold<T> left, ObjectHold<T> right) => !left.Equals(right);
}
