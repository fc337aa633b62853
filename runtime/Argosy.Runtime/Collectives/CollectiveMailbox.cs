namespace Argosy.Runtime;

/// <summary>Where one locality's part of one operation arrives, before or after this locality waits for it.</summary>
internal sealed class CollectiveMailbox
{
    private readonly TaskCompletionSource<CollectivePart> _part =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Unit> _taken =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<object?> _large =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The part.</summary>
    internal Task<CollectivePart> Part => _part.Task;

    /// <summary>The value that the part announced.</summary>
    internal Task<object?> Large => _large.Task;

    /// <summary>Completes when this locality's operation has taken the part, or never will.</summary>
    internal Task<Unit> Taken => _taken.Task;

    internal void Arrive(in CollectivePart part) => _part.TrySetResult(part);

    internal bool TryDeliver(object? value) => _large.TrySetResult(value);

    internal void Take() => _taken.TrySetResult(default);

    /// <summary>The part is of another operation: its sender is told.</summary>
    internal void Refuse(Exception reason)
    {
        _ = _taken.TrySetException(reason);
        _ = _taken.Task.Exception;
    }

    /// <summary>Nothing more arrives; what has arrived stays.</summary>
    internal void Fail(Exception reason)
    {
        _ = _part.TrySetException(reason);
        _ = _large.TrySetException(reason);
        // Nobody may wait for either.
        _ = _part.Task.Exception;
        _ = _large.Task.Exception;
        Take();
    }
}
