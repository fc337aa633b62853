namespace Argosy.Runtime;

/// <summary>An object on this locality, and its running actions.</summary>
internal sealed class HostedObject(object value)
{
    private readonly object gate = new();
    private int holds;
    private bool leaving;
    private TaskCompletionSource<Unit>? idle;

    internal object Value => value;

    internal bool TryHold()
    {
        lock (gate)
        {
            if (leaving)
                return false;
            holds++;
            return true;
        }
    }

    internal void Release()
    {
        TaskCompletionSource<Unit>? waiting = null;
        lock (gate)
        {
            if (--holds == 0)
                waiting = idle;
        }
        waiting?.TrySetResult(default);
    }

    /// <summary>No further action begins; completes when the last has ended.</summary>
    internal Task BeginLeaving()
    {
        lock (gate)
        {
            leaving = true;
            idle ??= new TaskCompletionSource<Unit>(TaskCreationOptions.RunContinuationsAsynchronously); // two may wait: a move and the end
            if (holds == 0)
                idle.TrySetResult(default);
            return idle.Task;
        }
    }

    internal void Stay()
    {
        lock (gate)
            (leaving, idle) = (false, null);
    }
}

/// <summary>Keeps an object of this locality from moving away while an action of it runs.</summary>
public readonly struct ObjectHold<T> : IDisposable, IEquatable<ObjectHold<T>>
    where T : class
{
    private readonly HostedObject? hosted;

    internal ObjectHold(HostedObject hosted, T value)
    {
        this.hosted = hosted;
        Value = value;
    }

    /// <summary>The object.</summary>
    public T Value { get; }

    /// <inheritdoc/>
    public void Dispose() => hosted?.Release();

    /// <inheritdoc/>
    public bool Equals(ObjectHold<T> other) => hosted == other.hosted;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ObjectHold<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => hosted?.GetHashCode() ?? 0;

    /// <summary>Whether both hold one object.</summary>
    public static bool operator ==(ObjectHold<T> left, ObjectHold<T> right) => left.Equals(right);

    /// <summary>Whether they hold two.</summary>
    public static bool operator !=(ObjectHold<T> left, ObjectHold<T> right) => !left.Equals(right);
}
