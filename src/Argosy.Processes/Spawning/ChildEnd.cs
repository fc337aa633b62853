namespace Argosy.Processes.Spawning;

/// <summary>Detects a child's end, while waiting for its output.</summary>
internal readonly struct ChildEnd(int process) : IDisposable
{
    private readonly int _descriptor = Children.TryOpen(process);

    /// <summary>Waits for output; false once the child has ended.</summary>
    public bool AwaitOutput(int output) => Children.IsReadableBeforeEnd(output, _descriptor);

    public void Dispose()
    {
        if (_descriptor >= 0) _ = Children.Close(_descriptor);
    }
}
