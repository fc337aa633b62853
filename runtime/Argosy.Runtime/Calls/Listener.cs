using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>Code of the user's that the runtime calls from threads of its own, where nobody could catch what it throws.</summary>
internal static class Listener
{
    [SuppressMessage("Design", "CA1031", Justification = "A listener's failure must not end what the thread does for others, or the process.")]
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
