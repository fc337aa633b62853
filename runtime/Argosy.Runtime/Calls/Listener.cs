using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>Calls user code from the runtime's own threads, where no caller could catch its exceptions.</summary>
internal static class Listener
{
    [SuppressMessage("Design", "CA1031",
        Justification = "A listener's failure must not end what the thread does for others, or the process.")]
    internal static void Tell(string name, Action listener)
    {
        try
        {
            listener();
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine($"a listener of {name} failed: {failure}");
        }
    }
}
