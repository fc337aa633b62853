namespace Argosy.Testing;

/// <summary>How long a test waits for what must happen: it ends a test that hangs, and no verdict depends on how fast
/// the machine is. Shorter than the silence after which the test runner ends a test.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
}
