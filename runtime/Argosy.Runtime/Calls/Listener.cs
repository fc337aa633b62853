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
            Report(name, failure);
        }
    }

    /// <summary>The same for an object that user code may have defined.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "As above.")]
    internal static void Dispose(string name, IDisposable owned)
    {
        try
        {
            owned.Dispose();
        }
        catch (Exception failure)
        {
            Report(name, failure);
        }
    }

    /// <summary>Writes a failure of user code to standard error. Never throws.</summary>
    internal static void Report(string name, Exception failure) =>
        Write($"ARG0879 a listener of {name} failed: {Fault.Describe(failure)}. Catch its exceptions there.");

    /// <summary>Writes a line to standard error. Never throws.</summary>
    internal static void Write(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (IOException)
        {
            // Nobody reads it.
        }
        catch (ObjectDisposedException)
        {
            // The same.
        }
    }
}
