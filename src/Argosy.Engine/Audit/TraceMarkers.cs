using System.Runtime.InteropServices;

namespace Argosy.Engine.Audit;

/// <summary>Marks the beginning and end of a task's actions for a tracer of this process: lookups of missing files,
/// without other effects.</summary>
internal static partial class TraceMarkers
{
    private const string Begins = "/argosy-audit/begin";
    private const string Ends = "/argosy-audit/end";

    public static void Begin() => _ = Access(Begins, 0);

    public static void End() => _ = Access(Ends, 0);

    /// <summary>Whether the call is the begin mark (true) or the end mark (false); null if it is neither.</summary>
    public static bool? TryRead(TracedCall call)
    {
        if (call.Name is not ("access" or "faccessat" or "faccessat2")) return null;
        return call.Arguments.Select(StraceText.TryText).FirstOrDefault(t => t is not null) switch
        {
            Begins => true,
            Ends => false,
            _ => null,
        };
    }

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
