namespace Argosy.Runtime;

/// <summary>How a call is made. The default is what most calls want.</summary>
public readonly record struct CallOptions
{
    /// <summary>
    /// Called once the message has left: every buffer that it refers to may be used again, though the action may not have
    /// begun. From a thread of the runtime: short, and never blocking. Not called when sending fails: the call does then.
    /// </summary>
    public Action? OnSent { get; init; }
}
