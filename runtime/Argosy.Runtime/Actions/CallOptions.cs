namespace Argosy.Runtime;

/// <summary>Options of a call. The default fits most calls.</summary>
public readonly record struct CallOptions
{
    /// <summary>
    /// Called once the message has left: every buffer that it refers to may be used again, though the action may not
    /// have begun. On a thread of the runtime: it must be short and never block. Not called if sending fails: the call
    /// fails then.
    /// </summary>
    public Action? OnSent { get; init; }
}
