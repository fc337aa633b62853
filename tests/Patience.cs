/// <summary>The longest wait of a test. It ends a test that hangs, and no verdict depends on the machine's speed. It is
/// shorter than the silence after which the test runner ends a test.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
}
